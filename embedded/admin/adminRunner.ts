import type { Database } from "../database/types.ts";
import { canonicalPath } from "../modules/functionPath.ts";
import type {
  ActionOutcome,
  FunctionFailure,
  FunctionKind,
  FunctionRequest,
  FunctionRunner,
  MutationOutcome,
  QueryOutcome,
  SessionRequest,
  Snapshot,
} from "../execution/types.ts";
import { systemFunction, type SystemParts } from "./systemFunctions.ts";

type QueryRequest = FunctionRequest & { journal: string | null };

/**
 * The door for who holds the admin key: internal functions too, and the queries of Convex's CLI.
 * What it gives must reach nobody else, so it has caches of its own.
 */
export class AdminRunner implements FunctionRunner {
  readonly #runner: FunctionRunner;
  readonly #database: Database;
  readonly #parts: SystemParts;

  constructor(runner: FunctionRunner, database: Database, parts: SystemParts) {
    this.#runner = runner;
    this.#database = database;
    this.#parts = parts;
  }

  /** The same moment, with an admin's view of it. */
  viewOf(snapshot: Snapshot): Snapshot {
    return {
      timestamp: snapshot.timestamp,
      runQuery: async (request) =>
        this.#systemQuery(request) ??
        this.#missing(await snapshot.runQuery({ ...request, caller: "internal" }), request),
    };
  }

  atSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#runner.atSnapshot((snapshot) => work(this.viewOf(snapshot)));
  }

  async runMutation(
    request: FunctionRequest & { session?: SessionRequest },
  ): Promise<MutationOutcome> {
    return await this.#runner.runMutation({ ...request, caller: "internal" });
  }

  async runAction(request: FunctionRequest): Promise<ActionOutcome> {
    return await this.#runner.runAction({ ...request, caller: "internal" });
  }

  kindOf(path: string): FunctionKind | null {
    return systemFunction(canonicalPath(path)) === undefined
      ? this.#runner.kindOf(path, "internal")
      : "query";
  }

  hasHttpRoute(method: string, pathname: string): boolean {
    return this.#runner.hasHttpRoute(method, pathname);
  }

  runHttpAction: FunctionRunner["runHttpAction"] = (request, identity) =>
    this.#runner.runHttpAction(request, identity);

  onCommit: FunctionRunner["onCommit"] = (listener) => this.#runner.onCommit(listener);

  #systemQuery({ path, args, journal }: QueryRequest): QueryOutcome | null {
    const run = systemFunction(canonicalPath(path));
    if (run === undefined) return null;
    const transaction = this.#database.beginRead();
    const about = () => ({
      timestamp: transaction.snapshot,
      readSet: transaction.readSet(),
      observedIdentity: true,
      logLines: [],
    });
    try {
      const result = run(transaction, args as Parameters<typeof run>[1], this.#parts);
      return { ok: true, resultJson: JSON.stringify(result), journal, ...about() };
    } catch (error) {
      const errorMessage = error instanceof Error ? error.message : String(error);
      return { ok: false, errorMessage, ...about() };
    } finally {
      transaction.close();
    }
  }

  /** The CLI lists the functions there are when it reads these words. */
  #missing<T extends object>(outcome: T, { path }: QueryRequest): T {
    const isMissing =
      (outcome as Partial<FunctionFailure>).ok === false && this.kindOf(path) === null;
    return isMissing
      ? { ...outcome, errorMessage: `Could not find function for '${path}'.` }
      : outcome;
  }
}
