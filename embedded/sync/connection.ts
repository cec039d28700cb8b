import type { Clock } from "../clock.ts";
import type { Limits } from "../config.ts";
import type { Timestamp } from "../database/types.ts";
import type { Log } from "../execution/log.ts";
import type { FunctionRunner, Snapshot } from "../execution/types.ts";
import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import { AuthenticationError } from "../auth/tokenVerifier.ts";
import { parseClientMessage, ProtocolError } from "./protocol.ts";
import type { AuthenticateMessage, ClientMessage, ConnectMessage } from "./protocol.ts";
import type { RequestMessage } from "./protocol.ts";
import type { CachedRun, QueryCache, Subscriber } from "./queryCache.ts";
import { RequestQueue } from "./requestQueue.ts";
import { actionResponseFrame, authErrorFrame, fatalErrorFrame } from "./serverMessages.ts";
import { mutationResponseFrame } from "./serverMessages.ts";
import { ANONYMOUS, Session } from "./session.ts";
import type { LiveQuery, QueryChange, SessionIdentity, SessionUpdate } from "./session.ts";
import type { FrameSink } from "./frameSink.ts";
import type { ClockReading, TransitionFrames } from "./transitionFrame.ts";

/** What all connections of a process share. */
export type ConnectionEnvironment = {
  runner: FunctionRunner;
  cache: QueryCache;
  verifier: TokenVerifier;
  clock: Clock;
  limits: Limits;
  /** Asks for `beginUpdate` soon. */
  scheduleUpdate: (connection: Connection) => void;
  log: Log;
};

/** Results of one update, between its snapshot and its Transition. */
export type PreparedUpdate = {
  update: SessionUpdate;
  timestamp: Timestamp;
  changes: QueryChange[];
};

/** WebSocket close codes (RFC 6455 §7.4.1). The stock client reconnects after all of them. */
const CLOSE_NORMAL = 1000;
const CLOSE_POLICY = 1008;
const CLOSE_INTERNAL = 1011;
const CLOSE_TRY_LATER = 1013;

/** Messages may pile up behind a sign-in that is being verified; no honest client sends so many. */
const MAX_INBOX = 2_100;

/**
 * One client: its session, its requests, its subscriptions. Takes frames in, hands frames to the
 * sink. Not responsible for when updates run (the updater's task) nor for liveness (heartbeat).
 *
 * Invariant: `#held` has exactly the queries whose last result still holds for the current
 * identity; a query that is missing there is stale and an update is scheduled. After `close`
 * nothing is sent and no subscription is left in the cache.
 */
export class Connection {
  readonly #env: ConnectionEnvironment;
  readonly #sink: FrameSink;
  readonly #session: Session;
  readonly #requests: RequestQueue;
  readonly #held = new Map<LiveQuery, { run: CachedRun; subscriber: Subscriber }>();
  #inbox: string[] = [];
  #reading = false;
  #sessionId: string | null = null;
  #clockReading: ClockReading | null = null;
  #cancelExpiry: () => void = () => {};
  #finishing = false;
  #closed = false;

  constructor(env: ConnectionEnvironment, sink: FrameSink) {
    this.#env = env;
    this.#sink = sink;
    this.#session = new Session(env.limits);
    this.#requests = new RequestQueue(env.limits);
    sink.onDrain = () => env.scheduleUpdate(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** False until the client has introduced itself. */
  get connected(): boolean {
    return this.#sessionId !== null;
  }

  /** Takes one text frame. Frames are handled in order, each after the one before has ended. */
  receive(text: string): void {
    if (this.#closed || this.#finishing) return;
    if (this.#inbox.length >= MAX_INBOX) {
      this.close(CLOSE_TRY_LATER, "TooManyMessages");
      return;
    }
    this.#inbox.push(text);
    if (!this.#reading) void this.#readInbox();
  }

  async #readInbox(): Promise<void> {
    this.#reading = true;
    for (let text = this.#inbox.shift(); text !== undefined; text = this.#inbox.shift()) {
      try {
        // Awaited only where it must wait, so that a burst of messages is taken in one turn.
        const pending = this.#handle(parseClientMessage(text));
        if (pending !== undefined) await pending;
      } catch (error) {
        this.#fail(error);
      }
      if (this.#closed) this.#inbox = [];
    }
    this.#reading = false;
  }

  #handle(message: ClientMessage): Promise<void> | undefined {
    if (message.type === "Connect") return this.#connect(message);
    if (this.#sessionId === null) throw new ProtocolError("NotConnected", "Connect comes first");
    switch (message.type) {
      case "Authenticate":
        return this.#authenticate(message);
      case "ModifyQuerySet":
        for (const query of this.#session.modifyQuerySet(message)) this.#release(query);
        this.#env.scheduleUpdate(this);
        return undefined;
      case "Mutation":
      case "Action":
        this.#enqueue(message, this.#sessionId);
        return undefined;
      case "Event":
        return undefined;
    }
  }

  /** A client that has seen the future belongs to another history of this database. */
  async #connect(message: ConnectMessage): Promise<void> {
    if (this.#sessionId !== null) throw new ProtocolError("AlreadyConnected", "Connect came twice");
    const now = this.#env.clock.now();
    const observed = message.maxObservedTimestamp;
    if (observed !== null && observed > BigInt(now) * 1_000_000n) {
      const latest = await this.#env.runner.atSnapshot((snapshot) =>
        Promise.resolve(snapshot.timestamp),
      );
      if (observed > latest) {
        throw new ProtocolError("TimestampInFuture", "maxObservedTimestamp is ahead of the server");
      }
    }
    this.#sessionId = message.sessionId;
    this.#clockReading =
      message.clientTs === null
        ? null
        : { clientClockSkew: Math.round(message.clientTs - now), serverTs: now * 1e6 };
  }

  async #authenticate(message: AuthenticateMessage): Promise<void> {
    this.#session.checkIdentityVersion(message.baseVersion);
    let identity: SessionIdentity = ANONYMOUS;
    try {
      if (message.tokenType === "Admin") {
        throw new AuthenticationError("BadAdminKey", "The provided admin key was invalid");
      }
      if (message.tokenType === "User") identity = await this.#env.verifier.verify(message.token);
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      this.#refuseIdentity(error.message, message.baseVersion, true);
      return;
    }
    if (this.#closed) return;
    this.#setIdentity(identity);
  }

  #setIdentity(identity: SessionIdentity): void {
    this.#cancelExpiry();
    if (this.#session.setIdentity(identity)) {
      for (const [query, { run }] of this.#held) {
        if (!run.shared) this.#release(query);
      }
    }
    if (identity.expiryTime !== null) {
      this.#cancelExpiry = this.#env.clock.schedule(identity.expiryTime, () => this.#isExpired());
    }
    this.#env.scheduleUpdate(this);
  }

  /** Cuts an expired sign-in off; checked by a timer and again before anything is run or sent. */
  #isExpired(): boolean {
    const { expiryTime } = this.#session.identity;
    if (expiryTime === null || this.#env.clock.now() < expiryTime) return false;
    if (!this.#closed) {
      this.#refuseIdentity("Token expired", this.#session.identityVersion, false);
    }
    return true;
  }

  #refuseIdentity(reason: string, baseVersion: number, attempted: boolean): void {
    this.#sink.send(authErrorFrame(reason, baseVersion, attempted));
    this.close(CLOSE_NORMAL, "AuthError");
  }

  #enqueue(message: RequestMessage, sessionId: string): void {
    const { path, args, requestId } = message;
    const caller = this.#session.identity.identity;
    const request = { path, args, identity: caller, caller: "public" as const };
    if (message.type === "Mutation") {
      this.#requests.addMutation(() =>
        this.#answer(async () => {
          const session = { sessionId, requestId };
          const outcome = await this.#env.runner.runMutation({ ...request, session });
          if (outcome.ok) this.#session.oweTransition();
          return mutationResponseFrame(requestId, outcome);
        }),
      );
    } else {
      this.#requests.addAction(() =>
        this.#answer(async () =>
          actionResponseFrame(requestId, await this.#env.runner.runAction(request)),
        ),
      );
    }
  }

  /** Response first, then the update that shows the client its own write. */
  async #answer(run: () => Promise<string>): Promise<void> {
    if (this.#closed || this.#isExpired()) return;
    try {
      const frame = await run();
      if (this.#closed) return;
      this.#sink.send(frame);
      this.#env.scheduleUpdate(this);
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Inside a snapshot: runs what is stale and subscribes to it. Null when there is nothing to do
   * now: closed, an update under way, or a client that has not taken the last Transitions yet.
   */
  async prepareUpdate(snapshot: Snapshot): Promise<PreparedUpdate | null> {
    if (this.#closed || !this.connected || this.#sink.congested || this.#isExpired()) return null;
    const update = this.#session.beginUpdate((query) => !this.#held.has(query));
    if (update === null) return null;
    const changes: QueryChange[] = [];
    for (const query of update.queries) {
      const run = await this.#subscribe(snapshot, query);
      if (run !== null) changes.push({ query, result: run.result, journal: run.journal });
    }
    return { update, timestamp: snapshot.timestamp, changes };
  }

  async #subscribe(snapshot: Snapshot, query: LiveQuery): Promise<CachedRun | null> {
    const subscriber = () => {
      this.#held.delete(query);
      this.#env.scheduleUpdate(this);
    };
    const caller = this.#session.identity;
    const run = await this.#env.cache.subscribe(snapshot, query, caller, subscriber);
    // The client may have gone, dropped the query or become somebody else while it ran.
    const wanted = this.#session.queries.get(query.queryId) === query;
    if (this.#closed || !wanted || caller.key !== this.#session.identity.key) {
      this.#env.cache.unsubscribe(run, subscriber);
      return null;
    }
    this.#held.set(query, { run, subscriber });
    return run;
  }

  /** Sends the Transition of a prepared update, if there is anything to tell. */
  finishUpdate({ update, timestamp, changes }: PreparedUpdate, frames: TransitionFrames): void {
    const transition = this.#session.finishUpdate(update, timestamp, changes);
    if (transition === null || this.#closed || this.#isExpired()) return;
    this.#sink.sendTransition(frames.build(transition, this.#clockReading));
    this.#clockReading = null;
  }

  #release(query: LiveQuery): void {
    const held = this.#held.get(query);
    if (held === undefined) return;
    this.#held.delete(query);
    this.#env.cache.unsubscribe(held.run, held.subscriber);
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    if (error instanceof ProtocolError) {
      if (error.fatal) this.#sink.send(fatalErrorFrame(`${error.code}: ${error.message}`));
      const overload = error.code.startsWith("TooMany");
      this.close(overload ? CLOSE_TRY_LATER : CLOSE_POLICY, `${error.code}: ${error.message}`);
      return;
    }
    this.#env.log.error("A sync socket failed and was closed.", error);
    this.close(CLOSE_INTERNAL, "InternalServerError");
  }

  /** An error outside of any message, e.g. while an update was prepared. */
  abort(error: unknown): void {
    this.#fail(error);
  }

  /** Ends the connection from this side; also called when the peer has gone. */
  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelExpiry();
    for (const query of this.#held.keys()) this.#release(query);
    void this.#requests.stop();
    this.#sink.close(code, reason);
  }

  /** Takes no more messages and resolves when what runs has been answered. */
  async finishRequests(): Promise<void> {
    this.#inbox = [];
    this.#finishing = true;
    await this.#requests.stop();
  }
}
