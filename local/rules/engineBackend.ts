/**
 * The product's rules on the embedded backend: the same handle that the tests of `convex/` have on
 * convex-test, but every call goes through a stock client's socket, with a signed token.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConvexClient } from "convex/browser";
import type { JSONValue, Value } from "convex/values";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { WebSocket } from "ws";
import type schema from "../../convex/schema";
import tables from "../../convex/schema";
import { type Backend as TestBackend, ISSUER, setEnvironment } from "../../convex/test.setup";
import { type Backend, startBackend } from "../../embedded/backend.ts";
import { ManualClock } from "../../embedded/clock.ts";
import type { TransactionUsage } from "../../embedded/database/types.ts";
import { invoke } from "../../embedded/execution/invoke.ts";
import { silentLog } from "../../embedded/execution/log.ts";
import { TESTED_PATH } from "../../embedded/execution/testing.ts";
import type { LoadedFunction } from "../../embedded/modules/types.ts";

type Schema = typeof schema;
type RunContext = Parameters<Parameters<TestBackend["run"]>[0]>[0];

/** One running backend for many worlds; `reset` empties it between them. */
export class EngineBackend {
  /** Stands still until a test moves it. */
  readonly clock: ManualClock;
  readonly #backend: Backend;
  readonly #dataDir: string;
  readonly #sign: (subject: string) => Promise<string>;
  readonly #clients = new Map<string, ConvexClient>();

  private constructor(
    backend: Backend,
    clock: ManualClock,
    dataDir: string,
    sign: (subject: string) => Promise<string>,
  ) {
    this.#backend = backend;
    this.clock = clock;
    this.#dataDir = dataDir;
    this.#sign = sign;
  }

  /**
   * @param startTime what its clock says (ms); about now, for tokens to be valid
   * @param production clients get an error's code and nothing else of it
   * @param extraEnv variables that functions find beside the usual ones
   */
  static async start({
    startTime = Date.now(),
    production = false,
    extraEnv = {} as Record<string, string>,
  } = {}): Promise<EngineBackend> {
    setEnvironment();
    const dataDir = await mkdtemp(join(tmpdir(), "anteroom-rules-"));
    const { privateKey, publicKey } = await generateKeyPair("ES256");
    const key = { ...(await exportJWK(publicKey)), alg: "ES256", kid: "test", use: "sig" };
    const jwks = Buffer.from(JSON.stringify({ keys: [key] })).toString("base64");
    const env = {
      ...(process.env as Record<string, string>),
      DEMO_ISSUER: ISSUER,
      // A closed port: no test's email leaves this computer.
      RESEND_BASE_URL: "http://127.0.0.1:9",
      DEMO_JWKS: `data:text/plain;charset=utf-8;base64,${jwks}`,
      ...extraEnv,
    };
    // Time stands still: no cron and no pause runs out between a dump and the next.
    const clock = new ManualClock(startTime);
    const backend = await startBackend({
      dataDir,
      functionsDir: join(import.meta.dirname, "..", "..", "convex"),
      port: 0,
      env,
      clock,
      production,
      path: TESTED_PATH,
      log: silentLog,
      reserveBytes: 0,
      minFreeBytes: 0,
    });
    const sign = async (subject: string) =>
      await new SignJWT({})
        .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: "test" })
        .setIssuer(ISSUER)
        .setAudience("anteroom")
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey);
    return new EngineBackend(backend, clock, dataDir, sign);
  }

  /** Where it listens, and a signed token of a person: for sessions that no stock client keeps. */
  get url(): string {
    return this.#backend.url;
  }

  async token(subject: string): Promise<string> {
    return await this.#sign(subject);
  }

  /** An empty firm, as `startBackend` of the tests in `convex/` gives it. */
  async startWorld(): Promise<TestBackend> {
    await this.#run(async (ctx) => {
      for (const table of Object.keys(tables.tables) as (keyof Schema["tables"])[]) {
        for await (const { _id } of ctx.db.query(table)) await ctx.db.delete(_id as never);
      }
      await ctx.db.insert("firm", {
        name: "The Firm",
        accentColor: "#2f6f5e",
        timeZone: "Europe/Berlin",
        studioIdentity: false,
      });
      // Somebody has the sender's turn for ever: emails stay queued, and nothing goes on in the background.
      await ctx.db.insert("digestSender", {
        leaseEndTime: Number.MAX_SAFE_INTEGER,
        pauseEndTime: 0,
      });
    });
    const anonymous = this.#caller(null);
    const handle = {
      ...anonymous,
      withIdentity: ({ subject }: { subject: string }) => this.#caller(subject),
      run: (work: (ctx: RunContext) => Promise<unknown>) => this.#run(work),
    };
    return handle as unknown as TestBackend;
  }

  /** Runs one function as a person and tells what it read and wrote. */
  async measure(
    subject: string | null,
    path: string,
    args: Record<string, Value>,
  ): Promise<{ result: JSONValue; usage: TransactionUsage }> {
    const { transactions } = this.#backend.runner;
    const target = this.#backend.engine.modules.current.functions.get(path);
    if (target === undefined) throw new Error(`There is no ${path}.`);
    const tokenIdentifier = `${ISSUER}|${subject}`;
    const identity = subject === null ? null : { tokenIdentifier, issuer: ISSUER, subject };
    const { value } = await transactions.write({ identity }, async (scope) => {
      const result = JSON.parse(await invoke(scope, target, args)) as JSONValue;
      return { result, usage: scope.transaction.usage() };
    });
    return value;
  }

  /** Resolves when no scheduled function is left to run. */
  async settled(): Promise<void> {
    await this.#backend.engine.settled();
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.close();
    await this.#backend.close();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  #caller(subject: string | null) {
    const client = () => this.connect(subject);
    return {
      query: async (...args: Parameters<ConvexClient["query"]>) => await client().query(...args),
      mutation: async (...args: Parameters<ConvexClient["mutation"]>) =>
        await client().mutation(...args),
      action: async (...args: Parameters<ConvexClient["action"]>) => await client().action(...args),
    };
  }

  /** A stock client of its own, signed in as nobody; `close` closes it. */
  openClient(): ConvexClient {
    const client = new ConvexClient(this.#backend.url, {
      webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
      logger: false,
      unsavedChangesWarning: false,
    });
    this.#clients.set(`client ${this.#clients.size}`, client);
    return client;
  }

  /** The stock client of a person (null: of nobody); one socket each, kept over the worlds. */
  connect(subject: string | null): ConvexClient {
    const key = subject ?? "";
    let client = this.#clients.get(key);
    if (client === undefined) {
      client = this.openClient();
      if (subject !== null) client.setAuth(async () => await this.#sign(subject));
      this.#clients.set(key, client);
    }
    return client;
  }

  /** Runs `work` in a write transaction, behind the functions' back: what a test prepares. */
  async #run<T>(work: (ctx: RunContext) => Promise<T>): Promise<T> {
    const { transactions } = this.#backend.runner;
    let result: T | undefined;
    const target: LoadedFunction = {
      path: "test:run",
      kind: "mutation",
      visibility: "internal",
      handler: async (ctx) => {
        result = await work(ctx as RunContext);
        return null;
      },
      argsValidator: { type: "any" },
      returnsValidator: null,
      registered: null,
    };
    await transactions.write({ identity: null }, async (scope) => await invoke(scope, target, {}));
    return result as T;
  }
}
