/**
 * Runs functions through `convex/server`'s own `invokeQuery` and `invokeMutation`, with its ctx and
 * our syscalls. Four times slower than invoke.ts and not used to serve anybody: it is what our own
 * ctx is compared with (differential.test.ts).
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { LoadedFunction } from "../../modules/types.ts";
import { isConvexError } from "../failures.ts";
import { topLevelCall } from "../invoke.ts";
import { MAX_CALL_DEPTH, resolveKind } from "../resolve.ts";
import { FunctionCall, type TransactionScope } from "../scope.ts";
import { checkArguments, encodeResult, type Arguments } from "../values.ts";
import { Syscalls } from "./syscalls.ts";

type Stock = {
  invokeQuery: (args: string) => Promise<string>;
  invokeMutation: (args: string) => Promise<string>;
};

/** The syscalls come through one global, so each has to find the call that it belongs to. */
const current = new AsyncLocalStorage<{ call: FunctionCall; syscalls: Syscalls }>();

/** As `invoke`, by the other way. */
export async function invokeStock(
  scope: TransactionScope,
  target: LoadedFunction,
  args: Arguments,
  call: FunctionCall = topLevelCall(scope, target),
): Promise<string> {
  installSyscalls();
  const tableOf = (id: string) => scope.transaction.tableOf(id);
  const stock = target.registered as Stock;
  try {
    checkArguments(target, args, tableOf);
    const text = JSON.stringify([convexToJson(args)]);
    const context = { call, syscalls: new Syscalls(call) };
    const result = await current.run(context, () =>
      call.kind === "query" ? stock.invokeQuery(text) : stock.invokeMutation(text),
    );
    await call.settleNested();
    return encodeResult(target, jsonToConvex(JSON.parse(result) as JSONValue), tableOf);
  } catch (error) {
    throw withDecodedData(error);
  } finally {
    call.close();
  }
}

function installSyscalls(): void {
  const target = globalThis as { Convex?: unknown };
  target.Convex ??= {
    syscall: (name: string, args: string) =>
      JSON.stringify(running().syscalls.sync(name, JSON.parse(args))),
    asyncSyscall: async (name: string, args: string) => {
      const { call, syscalls } = running();
      if (name === "1.0/runUdf") return await runNested(call, JSON.parse(args) as NestedCall);
      return JSON.stringify(await syscalls.async(name, JSON.parse(args)));
    },
  };
}

function running() {
  const context = current.getStore();
  if (context === undefined) throw new Error("A syscall was made outside of a function.");
  return context;
}

type NestedCall = { udfType: "query" | "mutation"; name: string; args: JSONValue };

async function runNested(call: FunctionCall, { udfType, name, args }: NestedCall): Promise<string> {
  const { scope } = call;
  const target = resolveKind(scope.modules, name, "internal", udfType);
  if (call.depth + 1 >= MAX_CALL_DEPTH) {
    throw new Error(`Functions may call functions at most ${MAX_CALL_DEPTH} levels deep.`);
  }
  const nested = new FunctionCall(scope, { ...target, kind: udfType }, call);
  return await call.nest(async () => {
    const savepoint = udfType === "mutation" ? call.transaction.savepoint() : null;
    try {
      return await invokeStock(scope, target, jsonToConvex(args) as Arguments, nested);
    } catch (error) {
      savepoint?.rollback();
      throw withEncodedData(error);
    }
  });
}

/** The stock code leaves the data of a ConvexError as JSON text. */
function withDecodedData(error: unknown): unknown {
  if (isConvexError(error) && typeof error.data === "string") {
    error.data = jsonToConvex(JSON.parse(error.data) as JSONValue);
  }
  return error;
}

/** A syscall that fails gives the data as JSON, from which the stock code makes a ConvexError. */
function withEncodedData(error: unknown): unknown {
  if (!isConvexError(error)) return error;
  return Object.assign(new Error(error.message), { data: convexToJson(error.data as Value) });
}
