/** Runs actions and HTTP actions: outside transactions, any number at once. */
import type { Clock } from "../clock.ts";
import { type ConsoleSink, MAX_LOG_LINES } from "../modules/console.ts";
import type { LoadedFunction, LoadedModules, ModuleSource } from "../modules/types.ts";
import { actionContext, type ActionCall } from "./actionContext.ts";
import { newRequestId } from "./failures.ts";
import type { Log } from "./log.ts";
import { outcomeOf, type RunListener, type RunReport } from "./runReport.ts";
import type { Transactions } from "./transactions.ts";
import type { FileStore } from "../storage/fileStore.ts";
import type { Identity } from "./types.ts";
import { checkArguments, encodeResult, type Arguments } from "./values.ts";

export type ActionOptions = {
  transactions: Transactions;
  modules: ModuleSource;
  files: FileStore;
  clock: Clock;
  log: Log;
  /** False in production, where no client gets log lines: following them costs every promise. */
  collectLogLines: boolean;
  onRun?: RunListener;
};

/** Whose action it is, and the job that it runs for. */
export type ActionOwner = {
  identity: Identity | null;
  requestId?: string;
  scheduledJobId?: string | null;
};

/**
 * Responsible for the life of actions: what is running can be waited for. Convex's rule is at most
 * once, so nothing here repeats one.
 */
export class Actions {
  readonly #options: ActionOptions;
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: ActionOptions) {
    this.#options = options;
  }

  /** Gives the result as text of Convex JSON; throws what the action throws. */
  run(
    target: LoadedFunction,
    args: Arguments,
    owner: ActionOwner,
    sink: ConsoleSink,
  ): Promise<string> {
    const { modules } = this.#options;
    const { log } = this.#options;
    const logLines: string[] = [];
    const both = (line: string) => {
      sink(line);
      if (logLines.length < MAX_LOG_LINES) logLines.push(line);
      log.info(`${target.path} ${line}`);
    };
    const call = this.#newCall(modules.current, target, owner, 0);
    const { requestId } = call;
    const about = { kind: "action", path: target.path, requestId, logLines } as const;
    return this.#report(
      about,
      () => "ok",
      () => this.#track(modules.current, both, () => this.#invoke(call, target, args)),
    );
  }

  /** Hands a request to an HTTP action; throws what it throws. */
  runHttp(
    handler: (ctx: unknown, request: Request) => Promise<Response>,
    request: Request,
    owner: { identity: Identity | null; requestId: string },
  ): Promise<Response> {
    const modules = this.#options.modules.current;
    const sink = (line: string) => this.#options.log.info(`http ${line}`);
    const about = { path: "http:default", kind: "action", visibility: "public" } as const;
    const call = this.#newCall(modules, about, owner, 0);
    const [, first = ""] = new URL(request.url).pathname.split("/");
    const reported = { kind: "http", path: `/${first}`, requestId: owner.requestId } as const;
    return this.#report(
      reported,
      (response) => String(response.status),
      () => this.#track(modules, sink, () => handler(actionContext(call, about), request)),
    );
  }

  async #report<T>(
    about: Pick<RunReport, "kind" | "path" | "requestId" | "logLines">,
    success: (result: T) => string,
    work: () => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    let outcome = "ok";
    try {
      const result = await work();
      outcome = success(result);
      return result;
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      this.#options.onRun?.({ ...about, outcome, durationMs: performance.now() - startedAt });
    }
  }

  /** Resolves when no action is running any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #invoke(call: ActionCall, target: LoadedFunction, args: Arguments): Promise<string> {
    const tableOf = (id: string) => this.#tableOf(id);
    checkArguments(target, args, tableOf);
    const result = await target.handler(actionContext(call, target), args);
    return encodeResult(target, result, tableOf);
  }

  #newCall(
    modules: LoadedModules,
    about: Pick<LoadedFunction, "path" | "kind" | "visibility">,
    owner: ActionOwner,
    depth: number,
  ): ActionCall {
    const { transactions, files, clock } = this.#options;
    const requestId = owner.requestId ?? newRequestId();
    const scheduledJobId = owner.scheduledJobId ?? null;
    const { identity } = owner;
    return {
      about,
      transactions,
      files,
      clock,
      modules,
      identity,
      requestId,
      scheduledJobId,
      depth,
      runAction: (target, args) =>
        this.#invoke(
          this.#newCall(modules, target, { identity, requestId, scheduledJobId }, depth + 1),
          target,
          args,
        ),
    };
  }

  async #track<T>(modules: LoadedModules, sink: ConsoleSink, work: () => Promise<T>): Promise<T> {
    const run = this.#options.collectLogLines ? modules.actionHost.withConsole(sink, work) : work();
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  /** Which table an id belongs to does not change, so any moment is good enough. */
  #tableOf(id: string): string | null {
    const transaction = this.#options.transactions.database.beginRead();
    try {
      return transaction.tableOf(id);
    } finally {
      transaction.close();
    }
  }
}
