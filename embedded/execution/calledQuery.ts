/** One query called by a query: found where it can be, else run and, where it may be, kept. */
import type { Value } from "convex/values";
import type { CalledReads } from "../database/types.ts";
import type { TransactionHost } from "../modules/hosts.ts";
import { deepFreeze, holdsBytes } from "../values/documentJson.ts";
import { isDeeplyFrozen } from "../values/frozen.ts";
import { isPlainJson } from "./plainJson.ts";
import { MAX_CALL_DEPTH, referencedPath } from "./resolve.ts";
import type { FunctionCall } from "./scope.ts";
import { decodeResult } from "./values.ts";

/** What a call asks for, or null where nothing is kept: beside writes, or for unusual arguments. */
export function calledKey(call: FunctionCall, reference: unknown, args: unknown): string | null {
  if (call.scope.calledQueries === null || typeof reference !== "object" || reference === null) {
    return null;
  }
  const path = pathOf(reference);
  if (args === undefined) return `${path} {}`;
  if (typeof args !== "object" || args === null) return null;
  const known = keys.get(args);
  if (known?.path === path) return known.key;
  if (!isPlainJson(args as Value)) return null;
  const key = `${path} ${JSON.stringify(args)}`;
  if (isDeeplyFrozen(args)) keys.set(args, { path, key });
  return key;
}

/** Of arguments that nothing can change. */
const keys = new WeakMap<object, { path: string; key: string }>();

/** The result of the same call on the same data, if one was kept, and notes what it has read. */
export function recall(call: FunctionCall, key: string | null): Value | undefined {
  const { calledQueries, modules } = call.scope;
  const known = key === null ? undefined : calledQueries?.find(modules, key);
  // One that would call too deep from here is run, to fail as it should.
  if (known === undefined || call.depth + 1 + known.height >= MAX_CALL_DEPTH) return undefined;
  if (!call.transaction.noteCalled(known.reads)) return undefined;
  call.noteHeight(known.height);
  return known.value;
}

/**
 * Runs it; the result is frozen, as documents are in queries. It is kept if the run asked for nothing
 * but documents: not who calls, nor the time, a random number or about itself, and wrote no line.
 */
export async function runCalled(
  call: FunctionCall,
  nested: FunctionCall,
  key: string | null,
  run: () => Promise<string>,
): Promise<Value> {
  const { calledQueries, modules } = call.scope;
  const reading = call.transaction.beginCalled();
  const guards = watchGuards(modules.transactionHost);
  let value: Value;
  let reads: CalledReads;
  try {
    value = deepFreeze(decodeResult(await run()));
  } finally {
    guards.end();
    // Also of one that failed: its caller may catch that, and depends on why.
    reads = reading.finish();
  }
  const isForAll = !guards.isParticular && !nested.isParticular && !holdsBytes(value);
  if (key !== null && isForAll) {
    calledQueries?.keep(modules, { key, value, reads, height: nested.height });
  }
  return value;
}

/** Whether the surroundings of the run are looked at from now on until the end. */
function watchGuards({ current }: TransactionHost) {
  const before = current?.isParticular ?? false;
  if (current !== null) current.isParticular = false;
  const watch = {
    isParticular: true,
    end: () => {
      if (current === null) return;
      watch.isParticular = current.isParticular;
      current.isParticular ||= before;
    },
  };
  return watch;
}

const paths = new WeakMap<object, string>();

function pathOf(reference: object): string {
  let path = paths.get(reference);
  if (path === undefined) paths.set(reference, (path = referencedPath(reference)));
  return path;
}
