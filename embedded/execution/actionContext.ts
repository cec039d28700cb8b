/** The ctx of actions: each call of a query or mutation is a transaction of its own. */
import type { Value } from "convex/values";
import type { Clock } from "../clock.ts";
import type { LoadedFunction, LoadedModules } from "../modules/types.ts";
import { getJob, cancelJob, insertJob } from "../scheduler/jobs.ts";
import { deleteFileRow, getFileRow, insertFileRow } from "../storage/fileRows.ts";
import type { FileStore } from "../storage/fileStore.ts";
import { copyValue } from "../values/documentJson.ts";
import { aboutFunction, requestMetadata } from "./metaContext.ts";
import { MAX_CALL_DEPTH, referencedPath, resolveKind } from "./resolve.ts";
import { afterRequest, atRequest, type ScheduleRequest } from "./schedulerContext.ts";
import type { Transactions } from "./transactions.ts";
import type { Identity } from "./types.ts";
import { unsupported } from "./unsupported.ts";
import { copyArguments, decodeResult, type Arguments } from "./values.ts";

type About = Pick<LoadedFunction, "path" | "kind" | "visibility">;

/** One running action. */
export type ActionCall = {
  readonly about: About;
  readonly transactions: Transactions;
  readonly files: FileStore;
  readonly clock: Clock;
  readonly modules: LoadedModules;
  readonly identity: Identity | null;
  readonly requestId: string;
  readonly scheduledJobId: string | null;
  readonly depth: number;
  readonly runAction: (target: LoadedFunction, args: Arguments) => Promise<string>;
};

export function actionContext(call: ActionCall, about: About): Record<string, unknown> {
  const { identity, requestId, scheduledJobId } = call;
  return {
    runQuery: calling(call, "query", (target, args) => runQuery(call, target, args)),
    runMutation: calling(call, "mutation", (target, args) => runMutation(call, target, args)),
    runAction: calling(call, "action", call.runAction),
    auth: {
      getUserIdentity: async () => (identity === null ? null : copyValue(identity as Value)),
    },
    scheduler: actionScheduler(call),
    storage: actionStorage(call),
    meta: {
      ...aboutFunction(about),
      getRequestMetadata: async () => requestMetadata(requestId, scheduledJobId),
    },
    vectorSearch: async () => unsupported("ctx.vectorSearch"),
  };
}

function calling(
  call: ActionCall,
  kind: "query" | "mutation" | "action",
  run: (target: LoadedFunction, args: Arguments) => Promise<string>,
) {
  return async (reference: unknown, args?: unknown): Promise<Value> => {
    const target = resolveKind(call.modules, referencedPath(reference), "internal", kind);
    if (call.depth + 1 >= MAX_CALL_DEPTH) {
      throw new Error(`Functions may call functions at most ${MAX_CALL_DEPTH} levels deep.`);
    }
    return decodeResult(await run(target, copyArguments(args)));
  };
}

function runQuery(call: ActionCall, target: LoadedFunction, args: Arguments): Promise<string> {
  const { transactions } = call;
  return transactions.queue.read(async () => {
    const transaction = transactions.database.beginRead();
    try {
      const scope = transactions.newScope(transaction, call, null);
      return await transactions.runFunction(scope, target, args, []);
    } finally {
      transaction.close();
    }
  });
}

async function runMutation(call: ActionCall, target: LoadedFunction, args: Arguments) {
  const { value } = await call.transactions.write(call, (scope) =>
    call.transactions.runFunction(scope, target, args, []),
  );
  return value;
}

function actionScheduler(call: ActionCall): Record<string, unknown> {
  const { transactions, modules, clock } = call;
  const schedule = (request: ScheduleRequest) =>
    transactions.system((transaction) => {
      const parentId = call.scheduledJobId;
      const parent = parentId === null ? null : getJob(transaction, parentId);
      const isCanceled = parent?.state.kind === "canceled";
      return insertJob(transaction, { ...request, now: clock.now(), isCanceled });
    });
  return {
    runAfter: async (delayMs: number, reference: unknown, args?: unknown) =>
      schedule(afterRequest(modules, clock.now(), delayMs, reference, args)),
    runAt: async (time: number | Date, reference: unknown, args?: unknown) =>
      schedule(atRequest(modules, time, reference, args)),
    cancel: (id: string) =>
      transactions.system((transaction) => cancelJob(transaction, String(id), clock.now())),
  };
}

function actionStorage(call: ActionCall): Record<string, unknown> {
  const { transactions, files, clock } = call;
  const rowOf = (id: string) => transactions.inspect((transaction) => getFileRow(transaction, id));
  return {
    // No URL is ever given out: see storageContext.ts.
    getUrl: async () => null,
    getMetadata: async (id: string) => {
      const row = await rowOf(id);
      if (row === null) return null;
      const { _id, sha256, size, contentType } = row;
      return { storageId: _id, sha256, size, contentType: contentType ?? null };
    },
    generateUploadUrl: async () => files.newUploadUrl(clock.now()),
    store: async (blob: Blob, options?: { sha256?: string }) => {
      if (!(blob instanceof Blob)) throw new TypeError("storage.store() expects a Blob.");
      const bytes = await files.write(blob.stream());
      if (options?.sha256 !== undefined && options.sha256 !== bytes.sha256) {
        files.removeLater(bytes.fileName);
        throw new Error("The stored bytes do not have the expected sha256.");
      }
      return await files.keep(bytes, () =>
        transactions.system((transaction) => insertFileRow(transaction, bytes, blob.type || null)),
      );
    },
    get: async (id: string) => {
      const row = await rowOf(id);
      return row === null ? null : await files.read(row.fileName, row.contentType ?? "");
    },
    delete: async (id: string) => {
      const fileName = await transactions.system((transaction) => deleteFileRow(transaction, id));
      if (fileName === null) throw new Error(`There is no file ${JSON.stringify(id)} in storage.`);
      files.removeLater(fileName);
    },
  };
}
