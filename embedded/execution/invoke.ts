/** Runs one query or mutation, and those that it calls, inside one transaction. */
import type { Value } from "convex/values";
import type { LoadedFunction } from "../modules/types.ts";
import { copyValue, deepFreeze } from "../values/documentJson.ts";
import { calledKey, recall, runCalled } from "./calledQuery.ts";
import { DatabaseReader, DatabaseWriter } from "./databaseContext.ts";
import { metaContext } from "./metaContext.ts";
import { assertNoQuery } from "./queryBuilder.ts";
import { MAX_CALL_DEPTH, referencedPath, resolveKind } from "./resolve.ts";
import { schedulerContext } from "./schedulerContext.ts";
import { FunctionCall, type TransactionScope } from "./scope.ts";
import { StorageReader, StorageWriter } from "./storageContext.ts";
import { unsupported } from "./unsupported.ts";
import {
  checkArguments,
  copyArguments,
  decodeResult,
  encodeResult,
  ownArguments,
  type Arguments,
} from "./values.ts";

type TransactionalFunction = LoadedFunction & { kind: "query" | "mutation" };

/** Gives the result as text of Convex JSON; throws whatever the function throws. */
export async function invoke(
  scope: TransactionScope,
  target: LoadedFunction,
  args: Arguments,
  call: FunctionCall = topLevelCall(scope, target),
): Promise<string> {
  const tableOf = (id: string) => scope.transaction.tableOf(id);
  try {
    checkArguments(target, args, tableOf);
    const ctx = call.kind === "query" ? queryContext(call) : mutationContext(call);
    const result = await target.handler(ctx, ownArguments(args));
    // A nested call that nobody awaited still belongs to this transaction.
    if (call.hasNested) await call.settleNested();
    assertNoQuery(result as Value);
    return encodeResult(target, result, tableOf);
  } finally {
    call.close();
  }
}

/** The call that a caller from outside makes; whoever gives up on it closes it. */
export function topLevelCall(scope: TransactionScope, target: LoadedFunction): FunctionCall {
  return new FunctionCall(scope, target as TransactionalFunction);
}

function queryContext(call: FunctionCall): Record<string, unknown> {
  return {
    db: new DatabaseReader(call),
    auth: new QueryAuth(call),
    storage: new StorageReader(call),
    meta: metaContext(call),
    runQuery: nestedQuery(call),
  };
}

function mutationContext(call: FunctionCall): Record<string, unknown> {
  return {
    db: new DatabaseWriter(call),
    auth: new MutationAuth(call),
    storage: new StorageWriter(call),
    scheduler: schedulerContext(call),
    meta: metaContext(call),
    runQuery: nestedQuery(call),
    runMutation: nestedMutation(call),
  };
}

/** Asking who calls binds the result to that caller, whatever the answer is. */
class QueryAuth {
  readonly #call: FunctionCall;

  constructor(call: FunctionCall) {
    this.#call = call;
  }

  async getUserIdentity() {
    const call = this.#call;
    void call.transaction;
    call.scope.observedIdentity = true;
    call.noteParticular();
    const { identity } = call.scope;
    if (identity === null) return null;
    if (call.kind === "mutation") return copyValue(identity as Value);
    // As documents are in queries: frozen and shared. What is frozen at the top is so to the bottom.
    return Object.isFrozen(identity) ? identity : deepFreeze(identity as Value);
  }
}

class MutationAuth extends QueryAuth {
  signJwt() {
    return unsupported("ctx.auth.signJwt");
  }
}

function nestedQuery(call: FunctionCall) {
  return async (reference: unknown, args?: unknown, options?: unknown): Promise<Value> => {
    const key = options === undefined ? calledKey(call, reference, args) : null;
    const known = recall(call, key);
    if (known !== undefined) return known;
    const { nested, run } = prepareNested(call, "query", reference, args, options);
    if (call.scope.calledQueries === null) return decodeResult(await call.nest(run));
    return await call.nest(() => runCalled(call, nested, key, run));
  };
}

/** A mutation inside a mutation: its writes are undone when it throws, those of its caller stay. */
function nestedMutation(call: FunctionCall) {
  return async (reference: unknown, args?: unknown, options?: unknown): Promise<Value> => {
    const { run } = prepareNested(call, "mutation", reference, args, options);
    const text = await call.nest(async () => {
      const savepoint = call.transaction.savepoint();
      try {
        return await run();
      } catch (error) {
        savepoint.rollback();
        throw error;
      }
    });
    return decodeResult(text);
  };
}

function prepareNested(
  call: FunctionCall,
  kind: "query" | "mutation",
  reference: unknown,
  args: unknown,
  options: unknown,
): { nested: FunctionCall; run: () => Promise<string> } {
  if (options !== undefined)
    unsupported(`An option of ctx.run${kind === "query" ? "Query" : "Mutation"}`);
  const { scope } = call;
  const target = resolveKind(scope.modules, referencedPath(reference), "internal", kind);
  const copied = copyArguments(args);
  if (call.depth + 1 >= MAX_CALL_DEPTH) {
    throw new Error(`Functions may call functions at most ${MAX_CALL_DEPTH} levels deep.`);
  }
  const nested = new FunctionCall(scope, target as TransactionalFunction, call);
  const run = () => {
    void call.transaction;
    return invoke(scope, target, copied, nested).finally(() => call.noteHeight(nested.height));
  };
  return { nested, run };
}
