import type { JSONValue } from "convex/values";
import { AuthenticationError } from "../auth/tokenVerifier.ts";
import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import { ManualClock } from "../clock.ts";
import { DEFAULT_LIMITS } from "../config.ts";
import type { Limits } from "../config.ts";
import { silentLog } from "../execution/log.ts";
import { Connection } from "./connection.ts";
import { FakeRunner, ScanningIndex } from "./fakeRunner.ts";
import { FakeSocket } from "./fakeSocket.ts";
import { FrameSink } from "./frameSink.ts";
import { decodeTimestamp } from "./protocol.ts";
import { QueryCache } from "./queryCache.ts";
import { Updater } from "./updater.ts";

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
