import type { JSONValue } from "convex/values";
import { AuthenticationError } from "../auth/tokenVerifier.ts";
import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import { ManualClock } from "../clock.ts";
import { DEFAULT_LIMITS } from "../config.ts";
import type { Limits } from "../config.ts";
import type { CommitRecord, ReadSet } from "../database/types.ts";
import { silentLog } from "../execution/log.ts";
import type {
  FunctionRequest,
  FunctionRunner,
  MutationOutcome,
  QueryOutcome,
  Snapshot,
} from "../execution/types.ts";
import { Connection } from "./connection.ts";
import { FrameSink } from "./frameSink.ts";
import type { FrameSocket } from "./frameSink.ts";
import { decodeTimestamp } from "./protocol.ts";
import { QueryCache } from "./queryCache.ts";
import type { ReadSetIndex } from "./queryCache.ts";
import { Updater } from "./updater.ts";

class KeyReadSet implements ReadSet {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  isTouchedBy(commit: CommitRecord): boolean {
    return commit.tables.has(this.key);
  }
}

/** Index over KeyReadSets: asks each one. */
export class ScanningIndex<Token> implements ReadSetIndex<Token> {
  readonly entries = new Map<Token, ReadSet>();

  add(token: Token, readSet: ReadSet): void {
    this.entries.set(token, readSet);
  }

  remove(token: Token): void {
    this.entries.delete(token);
  }

  affectedBy(commit: CommitRecord): Token[] {
    return [...this.entries].filter(([, set]) => set.isTouchedBy(commit)).map(([token]) => token);
  }
}

/**
 * A runner over named values. Queries: "read" gives the value of args.key; "readAs" the same with
 * the caller's name; "readSometimes" looks at the caller only while the value is "private".
 * Mutations: "write" sets args.key to args.value, "fail" does not, "repeat" was done already. Actions answer with their args.
 */
export class FakeRunner implements FunctionRunner {
  readonly values = new Map<string, JSONValue>();
  readonly mutations: (FunctionRequest & { session?: unknown })[] = [];
  /** Set to make the next mutations wait for it. */
  gate: Promise<void> = Promise.resolve();
  /** The same for queries. */
  queryGate: Promise<void> = Promise.resolve();
  /** Set to make every query throw, as a broken runner would. */
  broken = false;
  #timestamp: bigint;
  #queue: Promise<unknown> = Promise.resolve();
  #listeners = new Set<(commit: CommitRecord) => void>();

  constructor(timestamp: bigint) {
    this.#timestamp = timestamp;
  }

  get timestamp(): bigint {
    return this.#timestamp;
  }

  atSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      // Snapshots come after what was announced in this turn.
      await new Promise((resolve) => setImmediate(resolve));
      const runQuery = async (request: FunctionRequest) => {
        await this.queryGate;
        return this.#runQuery(request);
      };
      return work({ timestamp: this.#timestamp, runQuery });
    });
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }

  #runQuery(request: FunctionRequest): QueryOutcome {
    if (this.broken) throw new Error("broken");
    const { key } = request.args as { key: string };
    const value = this.values.get(key) ?? null;
    const observedIdentity =
      request.path === "readAs" || (request.path === "readSometimes" && value === "private");
    const caller = request.identity?.subject ?? "nobody";
    const common = { timestamp: this.#timestamp, readSet: new KeyReadSet(key), observedIdentity };
    if (value === "error") {
      const id = Math.random().toString(16).slice(2, 10);
      const errorMessage = `[Request ID: ${id}] Server Error`;
      return { ...common, ok: false, errorMessage, logLines: [] };
    }
    const resultJson = JSON.stringify(observedIdentity ? [value, caller] : value);
    return { ...common, ok: true, resultJson, logLines: [], journal: null };
  }

  async runMutation(request: FunctionRequest): Promise<MutationOutcome> {
    return this.#exclusive(async () => {
      this.mutations.push(request);
      await this.gate;
      if (request.path === "fail") {
        return { ok: false, errorMessage: "refused", errorData: { code: "NO" }, logLines: [] };
      }
      const { key, value } = request.args as { key: string; value: JSONValue };
      if (request.path === "repeat") {
        return { ok: true, resultJson: "1", logLines: [], timestamp: this.#timestamp - 500n };
      }
      const announce = this.#commit(key, value);
      // As the runner promises: whoever wrote is answered before anybody else hears of it.
      setImmediate(announce);
      const timestamp = this.#timestamp;
      return { ok: true, resultJson: JSON.stringify(value), logLines: [], timestamp };
    });
  }

  /** A commit made by somebody else. */
  write(key: string, value: JSONValue): void {
    this.#commit(key, value)();
  }

  #commit(key: string, value: JSONValue): () => void {
    this.values.set(key, value);
    this.#timestamp += 1_000n;
    const commit = { timestamp: this.#timestamp, tables: new Set([key]) };
    return () => {
      for (const listener of this.#listeners) listener(commit);
    };
  }

  runAction(request: FunctionRequest) {
    const resultJson = JSON.stringify(request.args);
    return Promise.resolve({ ok: true as const, resultJson, logLines: [] });
  }

  hasHttpRoute(): boolean {
    return false;
  }

  runHttpAction(): Promise<Response> {
    return Promise.reject(new Error("no HTTP actions here"));
  }

  kindOf(): null {
    return null;
  }

  onCommit(listener: (commit: CommitRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A socket that keeps what it is sent; frames count as taken at once unless `holding`. */
export class FakeSocket implements FrameSocket {
  readonly frames: JSONValue[] = [];
  readonly raw: (string | Buffer)[] = [];
  closed: { code: number; reason: string } | null = null;
  terminated = false;
  paused = false;
  holding = false;
  bufferedAmount = 0;
  pings = 0;
  #waiting: (() => void)[] = [];

  send(frame: unknown, _options?: unknown, sent?: (error?: Error) => void): void {
    const text = frame as string | Buffer;
    this.raw.push(text);
    this.frames.push(JSON.parse(text.toString()) as JSONValue);
    this.bufferedAmount += text.length;
    this.#waiting.push(() => {
      this.bufferedAmount -= text.length;
      sent?.();
    });
    if (!this.holding) this.release();
  }

  /** The peer takes everything. */
  release(): void {
    for (const take of this.#waiting.splice(0)) take();
  }

  close(code?: number, reason?: string | Buffer): void {
    this.closed ??= { code: code ?? 0, reason: String(reason ?? "") };
  }

  terminate(): void {
    this.terminated = true;
  }

  ping(): void {
    this.pings += 1;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }
}

type Frame = { type: string; [field: string]: JSONValue | undefined };

const SESSION_ID = "11111111-2222-4333-8444-555555555555";

/** One connection over fakes, spoken to as a client would. Tokens look like "ana" or "ana@<ms>". */
export class TestClient {
  readonly socket = new FakeSocket();
  readonly connection: Connection;
  readonly #settled: () => Promise<void>;

  constructor(world: SyncWorld) {
    this.connection = new Connection(world.env, new FrameSink(this.socket));
    this.#settled = () => world.settled();
  }

  send(message: JSONValue): void {
    this.connection.receive(JSON.stringify(message));
  }

  connect(fields: Record<string, JSONValue> = {}): this {
    this.send({
      type: "Connect",
      sessionId: SESSION_ID,
      connectionCount: 0,
      lastCloseReason: null,
      ...fields,
    });
    return this;
  }

  authenticate(token: string, baseVersion: number): void {
    this.send({ type: "Authenticate", tokenType: "User", value: token, baseVersion });
  }

  /** Adds queries [queryId, path, key] in one change of the set. */
  subscribe(baseVersion: number, ...queries: [number, string, string][]): void {
    const modifications = queries.map(([queryId, udfPath, key]) => {
      return { type: "Add", queryId, udfPath, args: [{ key }] };
    });
    const newVersion = baseVersion + 1;
    this.send({ type: "ModifyQuerySet", baseVersion, newVersion, modifications });
  }

  mutate(requestId: number, key: string, value: JSONValue, udfPath = "write"): void {
    this.send({ type: "Mutation", requestId, udfPath, args: [{ key, value }] });
  }

  /** Frames that came since the last call, after everything has settled. */
  async frames(): Promise<Frame[]> {
    await this.#settled();
    return this.socket.frames.splice(0) as Frame[];
  }

  /** What the client would show: results by query id, over all Transitions so far in `frames`. */
  static results(frames: Frame[]): Record<number, JSONValue> {
    const results: Record<number, JSONValue> = {};
    for (const frame of frames.filter(({ type }) => type === "Transition")) {
      for (const change of frame.modifications as Record<string, JSONValue>[]) {
        const id = change.queryId as number;
        if (change.type === "QueryRemoved") delete results[id];
        else results[id] = change.value ?? change.errorMessage ?? null;
      }
    }
    return results;
  }

  static endTimestamp(frame: Frame): bigint {
    return decodeTimestamp((frame.endVersion as { ts: string }).ts);
  }
}

/** Cache, updater and runner shared by the test's clients. */
export class SyncWorld {
  readonly clock = new ManualClock();
  readonly runner = new FakeRunner(BigInt(this.clock.now()) * 1_000_000n);
  readonly index = new ScanningIndex<never>();
  readonly cache = new QueryCache(this.index as never);
  readonly updater = new Updater(this.runner);
  readonly logged: string[] = [];
  readonly env;

  constructor(limits: Partial<Limits> = {}) {
    this.runner.onCommit((commit) => this.cache.invalidate(commit));
    this.env = {
      runner: this.runner,
      cache: this.cache,
      verifier: fakeVerifier(),
      clock: this.clock,
      limits: { ...DEFAULT_LIMITS, ...limits },
      scheduleUpdate: (connection: Connection) => this.updater.schedule(connection),
      log: { ...silentLog, error: (line: string) => this.logged.push(line) },
    };
  }

  client(): TestClient {
    return new TestClient(this);
  }

  /** All messages are handled, all mutations answered, all updates sent. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.updater.settled();
    }
  }
}

/** Accepts "<name>" and "<name>@<expiry in ms>"; refuses "bad". */
function fakeVerifier(): TokenVerifier {
  const verify = (token: string) => {
    const [name = "", expiry] = token.split("@");
    if (name === "bad") return Promise.reject(new AuthenticationError("InvalidToken", "no"));
    const identity = { tokenIdentifier: `test|${name}`, issuer: "test", subject: name };
    const expiryTime = expiry === undefined ? null : Number(expiry);
    return Promise.resolve({ identity, key: name, expiryTime });
  };
  return { verify } as unknown as TokenVerifier;
}
