/** Runs one query or mutation, and those that it calls, inside one transaction. */
import type { Value } from "convex/values";
import type { LoadedFunction } from "../modules/types.ts";
import { copyValue } from "../values/documentJson.ts";
import { databaseReader, databaseWriter } from "./databaseContext.ts";
import { metaContext } from "./metaContext.ts";
import { assertNoQuery } from "./queryBuilder.ts";
import { MAX_CALL_DEPTH, referencedPath, resolveKind } from "./resolve.ts";
import { schedulerContext } from "./schedulerContext.ts";
import { FunctionCall, type TransactionScope } from "./scope.ts";
import { storageReader, storageWriter } from "./storageContext.ts";
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
    db: databaseReader(call),
    auth: { getUserIdentity: identityOf(call) },
    storage: storageReader(call),
    meta: metaContext(call),
    runQuery: nestedQuery(call),
  };
}

function mutationContext(call: FunctionCall): Record<string, unknown> {
  return {
    db: databaseWriter(call),
    auth: { getUserIdentity: identityOf(call), signJwt: () => unsupported("ctx.auth.signJwt") },
    storage: storageWriter(call),
    scheduler: schedulerContext(call),
    meta: metaContext(call),
    runQuery: nestedQuery(call),
    runMutation: nestedMutation(call),
  };
}

/** Asking who calls binds the result to that caller, whatever the answer is. */
function identityOf(call: FunctionCall) {
  return async () => {
    void call.transaction;
    call.scope.observedIdentity = true;
    const { identity } = call.scope;
    return identity === null ? null : copyValue(identity as Value);
  };
}

function nestedQuery(call: FunctionCall) {
  return async (reference: unknown, args?: unknown, options?: unknown): Promise<Value> => {
    const run = prepareNested(call, "query", reference, args, options);
    return decodeResult(await call.nest(run));
  };
}

/** A mutation inside a mutation: its writes are undone when it throws, those of its caller stay. */
function nestedMutation(call: FunctionCall) {
  return async (reference: unknown, args?: unknown, options?: unknown): Promise<Value> => {
    const run = prepareNested(call, "mutation", reference, args, options);
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
): () => Promise<string> {
  if (options !== undefined)
    unsupported(`An option of ctx.run${kind === "query" ? "Query" : "Mutation"}`);
  const { scope } = call;
  const target = resolveKind(scope.modules, referencedPath(reference), "internal", kind);
  const copied = copyArguments(args);
  if (call.depth + 1 >= MAX_CALL_DEPTH) {
    throw new Error(`Functions may call functions at most ${MAX_CALL_DEPTH} levels deep.`);
  }
  const nested = new FunctionCall(scope, target as TransactionalFunction, call);
  return () => {
    void call.transaction;
    return invoke(scope, target, copied, nested);
  };
}
