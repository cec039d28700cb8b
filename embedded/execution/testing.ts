/** A runner over a real database for tests, with the functions given as source text. */
import path from "node:path";
import { onTestFinished } from "vitest";
import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import { ManualClock } from "../clock.ts";
import { openDatabase } from "../database/database.ts";
import type { Database } from "../database/types.ts";
import { loadModules } from "../modules/load.ts";
import { temporaryDir, writeFunctions } from "../modules/testing.ts";
import { createFileStore } from "../storage/fileStore.ts";
import { silentLog, type Log } from "./log.ts";
import { openEngine, type Engine, type EngineOptions } from "./engine.ts";
import { createRunner, type Runner, type RunnerOptions } from "./runner.ts";
import { SYSTEM_TABLES } from "./systemDocuments.ts";
import type { FunctionRequest, MutationOutcome, QueryOutcome } from "./types.ts";

/**
 * Which ctx functions get where a test does not say: with ANTEROOM_STOCK=1 the one that comes with
 * `convex/server`, so that the same suites try both.
 */
export const TESTED_PATH = process.env["ANTEROOM_STOCK"] === "1" ? "stock" : "own";

/** Put before the source of each module that defines functions. */
export const IMPORTS = `
import { queryGeneric as query, mutationGeneric as mutation, actionGeneric as action,
  internalQueryGeneric as internalQuery, internalMutationGeneric as internalMutation,
  internalActionGeneric as internalAction, httpActionGeneric as httpAction,
  makeFunctionReference as ref, anyApi as api } from "convex/server";
import { v, ConvexError } from "convex/values";
`;

export type TestRunner = {
  runner: Runner;
  database: Database;
  clock: ManualClock;
  /** Lines of the log at warn and error. */
  problems: string[];
  query: (path: string, args?: JSONValue, more?: Partial<FunctionRequest>) => Promise<QueryOutcome>;
  mutate: (
    path: string,
    args?: JSONValue,
    more?: Partial<FunctionRequest>,
  ) => Promise<MutationOutcome>;
};

/** Opens everything in fresh folders and closes it after the test. */
export async function openTestRunner(
  files: Record<string, string>,
  options: Partial<RunnerOptions> & {
    env?: Record<string, string>;
    dataDir?: string;
    /** Size at which the database finds the disk full. */
    maxBytes?: number;
  } = {},
): Promise<TestRunner> {
  const clock = new ManualClock();
  const problems: string[] = [];
  const keep = (line: string) => void problems.push(line);
  const log: Log = { ...silentLog, warn: keep, error: keep };
  const modules = await loadModules({
    functionsDir: writeFunctions(files),
    env: options.env ?? {},
    clock,
  });
  const dataDir = options.dataDir ?? temporaryDir();
  const database = openDatabase({
    file: path.join(dataDir, "data.sqlite"),
    schemaJson: modules.schemaJson,
    systemTables: SYSTEM_TABLES,
    clock,
    reserveBytes: 0,
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  const fileStore = createFileStore({
    dir: path.join(dataDir, "files"),
    log,
    origin: () => "http://backend.test",
    minFreeBytes: 0,
  });
  const runner = createRunner({
    database,
    modules: { current: modules },
    files: fileStore,
    clock,
    log,
    ...options,
  });
  onTestFinished(async () => {
    await runner.settled();
    database.close();
    await modules.dispose();
  });
  const request = (path: string, args: JSONValue, more: Partial<FunctionRequest>) => ({
    path,
    args,
    identity: null,
    caller: "public" as const,
    ...more,
  });
  return {
    runner,
    database,
    clock,
    problems,
    query: (path, args = {}, more = {}) =>
      runner.atSnapshot((snapshot) =>
        snapshot.runQuery({ ...request(path, args, more), journal: null }),
      ),
    mutate: (path, args = {}, more = {}) => runner.runMutation(request(path, args, more)),
  };
}

/** A clock that knows its next timer, so that tests can let each one's work end before the next. */
export class SteppedClock extends ManualClock {
  readonly #times = new Map<symbol, number>();

  override schedule(atTime: number, callback: () => void): () => void {
    const key = Symbol("timer");
    this.#times.set(key, atTime);
    const cancel = super.schedule(atTime, () => {
      this.#times.delete(key);
      callback();
    });
    return () => {
      this.#times.delete(key);
      cancel();
    };
  }

  /** Time (ms) of the next timer; Infinity without one. */
  get nextTimer(): number {
    return Math.min(...this.#times.values());
  }
}

export type TestEngine = {
  engine: Engine;
  clock: SteppedClock;
  dataDir: string;
  functionsDir: string;
  problems: string[];
  /** Decoded result of any function, internal ones too; throws its error message. */
  call: (path: string, args?: JSONValue) => Promise<Value>;
  /** Moves the clock and waits for everything that is due then. */
  advance: (durationMs: number) => Promise<void>;
};

/** As `openTestRunner`, with scheduler, crons and files; started unless told otherwise. */
export async function openTestEngine(
  files: Record<string, string> | { functionsDir: string },
  options: Partial<EngineOptions> & { clock?: SteppedClock; isIdle?: boolean } = {},
): Promise<TestEngine> {
  const { clock = new SteppedClock(), dataDir = temporaryDir() } = options;
  const problems: string[] = [];
  const keep = (line: string) => void problems.push(line);
  const functionsDir =
    typeof files["functionsDir"] === "string"
      ? files["functionsDir"]
      : writeFunctions(files as Record<string, string>);
  const engine = await openEngine({
    functionsDir,
    env: {},
    log: { ...silentLog, warn: keep, error: keep },
    origin: () => "http://backend.test",
    minFreeBytes: 0,
    reserveBytes: 0,
    ...options,
    dataDir,
    clock,
  });
  onTestFinished(() => engine.close());
  if (options.isIdle !== true) await engine.start();
  await engine.settled();
  const call = async (path: string, args: JSONValue = {}) => {
    const request = { path, args, identity: null, caller: "internal" as const };
    const kind = engine.runner.kindOf(path, "internal");
    if (kind === "mutation") return valueOf(await engine.runner.runMutation(request));
    if (kind === "action") return valueOf(await engine.runner.runAction(request));
    const queried = await engine.runner.atSnapshot((snapshot) =>
      snapshot.runQuery({ ...request, journal: null }),
    );
    return valueOf(queried);
  };
  const advance = async (durationMs: number) => {
    const target = clock.now() + durationMs;
    while (clock.nextTimer <= target) {
      await clock.advance(Math.max(0, clock.nextTimer - clock.now()));
      await engine.settled();
    }
    await clock.advance(target - clock.now());
    await engine.settled();
  };
  return { engine, clock, dataDir, functionsDir, problems, call, advance };
}

/** The decoded result of a success; throws the message of a failure. */
export function valueOf(
  outcome: { ok: true; resultJson: string } | { ok: false; errorMessage: string },
): Value {
  if (!outcome.ok) throw new Error(outcome.errorMessage);
  return jsonToConvex(JSON.parse(outcome.resultJson) as JSONValue);
}

/** The message of a failure; throws when it was none. */
export function errorOf(outcome: { ok: boolean; errorMessage?: string }): string {
  if (outcome.ok || outcome.errorMessage === undefined) throw new Error("It did not fail.");
  return outcome.errorMessage;
}
