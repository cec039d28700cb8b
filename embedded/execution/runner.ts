/** The door to the functions for sockets, HTTP and the scheduler. */
import type { Clock } from "../clock.ts";
import type { Database } from "../database/types.ts";
import { collectLines } from "../modules/console.ts";
import { canonicalPath } from "../modules/functionPath.ts";
import type { ModuleSource } from "../modules/types.ts";
import type { FileStore } from "../storage/fileStore.ts";
import { Actions } from "./actions.ts";
import { newRequestId, toFailure } from "./failures.ts";
import { answerRequest, findRoute } from "./httpActions.ts";
import { consoleLog, type Log } from "./log.ts";
import type { RunListener } from "./runReport.ts";
import { RequestId } from "./requestId.ts";
import { resolveFunction, resolveKind } from "./resolve.ts";
import { SessionRequests } from "./sessionRequests.ts";
import { SerialSnapshot } from "./snapshot.ts";
import { Transactions } from "./transactions.ts";
import type {
  ActionOutcome,
  FunctionFailure,
  FunctionRequest,
  FunctionRunner,
  MutationOutcome,
  QueryOutcome,
  SessionRequest,
  Snapshot,
} from "./types.ts";
import { decodeArguments, rememberedArguments } from "./values.ts";

export type RunnerOptions = {
  database: Database;
  modules: ModuleSource;
  files: FileStore;
  clock: Clock;
  log?: Log;
  /** True: errors are redacted and log lines dropped before anything reaches a client. */
  production?: boolean;
  functionTimeoutMs?: number;
  slowRunMs?: number;
  onRun?: RunListener;
  /** See TransactionOptions. */
  path?: "own" | "stock";
  newSeed?: () => number;
};

/** The runner with the parts that scheduler and storage need. */
export type Runner = FunctionRunner & {
  readonly transactions: Transactions;
  readonly actions: Actions;
  /** Resolves when no function is running or waiting. */
  settled(): Promise<void>;
};

/** Makes the runner. It starts nothing by itself and holds no timers while nothing runs. */
export function createRunner(options: RunnerOptions): Runner {
  const { database, modules, log = consoleLog, production = false } = options;
  const transactions = new Transactions({ ...options, log });
  const actions = new Actions({ ...options, log, transactions, collectLogLines: !production });

  const sessionRequests = new SessionRequests();

  const shownLines = (lines: string[]) => (production ? [] : lines);
  const failure = (
    error: unknown,
    request: { path: string },
    requestId: RequestId | string,
    logLines: string[],
  ): FunctionFailure =>
    toFailure(error, {
      requestId,
      path: request.path,
      logLines,
      production,
      log,
      cleanStack: modules.current.cleanStack,
    });

  async function runQuery(
    request: FunctionRequest & { journal: string | null },
  ): Promise<QueryOutcome> {
    const transaction = database.beginRead();
    const requestId = new RequestId();
    const scope = transactions.newScope(
      transaction,
      { identity: request.identity, requestId },
      request.journal,
    );
    const lines: string[] = [];
    const about = () => ({
      timestamp: transaction.snapshot,
      readSet: transaction.readSet(),
      observedIdentity: scope.observedIdentity,
    });
    try {
      const target = resolveKind(scope.modules, request.path, request.caller, "query");
      const args = rememberedArguments(request.args);
      const resultJson = await transactions.runFunction(scope, target, args, lines);
      const { endCursor: journal } = scope;
      return { ok: true, resultJson, logLines: shownLines(lines), journal, ...about() };
    } catch (error) {
      return { ...failure(error, request, requestId, lines), ...about() };
    } finally {
      transaction.close();
    }
  }

  async function atSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return await transactions.queue.read(async () => {
      const snapshot = new SerialSnapshot(database.latestTimestamp, runQuery);
      try {
        return await work(snapshot);
      } finally {
        await snapshot.close();
      }
    });
  }

  async function runMutation(
    request: FunctionRequest & { session?: SessionRequest },
  ): Promise<MutationOutcome> {
    const requestId = new RequestId();
    const lines: string[] = [];
    const { identity, session } = request;
    const owner = { path: canonicalPath(request.path), identity };
    try {
      const { value: done, timestamp } = await transactions.write(
        { identity, requestId },
        async (scope) => {
          const target = resolveKind(scope.modules, request.path, request.caller, "mutation");
          if (session !== undefined) {
            const earlier = sessionRequests.findEarlier(scope.transaction, session, owner);
            if (earlier !== null) return earlier;
          }
          const args = decodeArguments(request.args);
          const result = await transactions.runFunction(scope, target, args, lines);
          if (session !== undefined) {
            sessionRequests.record(scope.transaction, session, owner, result);
          }
          return { result, timestamp: null };
        },
      );
      return {
        ok: true,
        resultJson: done.result,
        logLines: shownLines(lines),
        timestamp: done.timestamp ?? timestamp,
      };
    } catch (error) {
      return failure(error, request, requestId, lines);
    }
  }

  async function runAction(request: FunctionRequest): Promise<ActionOutcome> {
    const requestId = newRequestId();
    const { lines, sink } = collectLines();
    const { identity } = request;
    try {
      const target = resolveKind(modules.current, request.path, request.caller, "action");
      const args = decodeArguments(request.args);
      const resultJson = await actions.run(target, args, { identity, requestId }, sink);
      return { ok: true, resultJson, logLines: shownLines(lines) };
    } catch (error) {
      return failure(error, request, requestId, lines);
    }
  }

  return {
    transactions,
    actions,
    atSnapshot,
    runMutation,
    runAction,
    hasHttpRoute: (method, pathname) => findRoute(modules.current, method, pathname) !== null,
    runHttpAction: (request, identity) =>
      answerRequest(actions, modules.current, log, request, identity),
    kindOf: (path, caller) => {
      try {
        return resolveFunction(modules.current, path, caller).kind;
      } catch {
        return null;
      }
    },
    onCommit: (listener) => transactions.onCommit(listener),
    settled: async () => {
      await actions.settled();
      await transactions.queue.idle();
    },
  };
}
