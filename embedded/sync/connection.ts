import type { Timestamp } from "../database/types.ts";
import type { FunctionRunner, Snapshot } from "../execution/types.ts";
import { ANONYMOUS } from "../auth/sessionIdentity.ts";
import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import { AuthenticationError } from "../auth/tokenVerifier.ts";
import { CLOSE, closingFor } from "./closing.ts";
import type { AdminDoor, ConnectionEnvironment } from "./environment.ts";
import type { FrameSink } from "./frameSink.ts";
import { Inbox } from "./inbox.ts";
import { ProtocolError } from "./protocol.ts";
import type { AuthenticateMessage, ClientMessage, ConnectMessage } from "./protocol.ts";
import type { RequestMessage } from "./protocol.ts";
import { RequestQueue } from "./requestQueue.ts";
import { actionResponseFrame, authErrorFrame, mutationResponseFrame } from "./serverMessages.ts";
import { Session } from "./session.ts";
import type { QueryChange, SessionUpdate } from "./session.ts";
import { Subscriptions } from "./subscriptions.ts";
import type { ClockReading, TransitionFrames } from "./transitionFrame.ts";

/** Results of one update, between its snapshot and its Transition. */
export type PreparedUpdate = {
  update: SessionUpdate;
  timestamp: Timestamp;
  changes: QueryChange[];
};

/**
 * One client: its session, its requests, its subscriptions. Takes frames in, hands frames to the
 * sink. Not responsible for when updates run (the updater's task) nor for liveness (heartbeat).
 *
 * Invariant: while a query is stale, an update is scheduled or under way. After `close` nothing is
 * sent and no subscription is left in the cache.
 */
export class Connection {
  readonly #env: ConnectionEnvironment;
  readonly #admin: AdminDoor | null;
  readonly #sink: FrameSink;
  readonly #session: Session;
  readonly #requests: RequestQueue;
  #subscriptions: Subscriptions;
  /** Entered by the door, for good. */
  #isAdmin = false;
  readonly #inbox: Inbox;
  #sessionId: string | null = null;
  #clockReading: ClockReading | null = null;
  #cancelExpiry: () => void = () => {};
  #closed = false;

  /** `admin` is null where no admin key is accepted. */
  constructor(env: ConnectionEnvironment, sink: FrameSink, admin: AdminDoor | null = null) {
    this.#env = env;
    this.#admin = admin;
    this.#sink = sink;
    this.#session = new Session(env.limits);
    this.#requests = new RequestQueue(env.limits);
    this.#inbox = new Inbox(
      env.limits,
      (message, done) => this.#handle(message, done),
      (error) => this.abort(error),
    );
    this.#subscriptions = new Subscriptions(env.cache, () => env.scheduleUpdate(this));
    sink.onDrain = () => env.scheduleUpdate(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** False until the client has introduced itself. */
  get connected(): boolean {
    return this.#sessionId !== null;
  }

  /** Takes one text frame. */
  receive(text: string): void {
    this.#inbox.receive(text);
  }

  #handle(message: ClientMessage, done: () => void): Promise<void> | undefined {
    if (message.type === "Mutation" || message.type === "Action") {
      this.#enqueue(message, done);
      return undefined;
    }
    done();
    if (message.type === "Connect") return this.#connect(message);
    this.#requireSessionId();
    if (message.type === "Authenticate") return this.#authenticate(message);
    if (message.type === "ModifyQuerySet") {
      const removed = this.#session.modifyQuerySet(message);
      for (const query of removed) this.#subscriptions.release(query);
      this.#env.scheduleUpdate(this);
    }
    return undefined;
  }

  #requireSessionId(): string {
    if (this.#sessionId === null) throw new ProtocolError("NotConnected", "Connect comes first");
    return this.#sessionId;
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
      if (message.tokenType === "Admin") identity = this.#enterAsAdmin(message);
      else if (this.#isAdmin) throw new ProtocolError("AlreadyAdmin", "an admin stays one");
      if (message.tokenType === "User") identity = await this.#env.verifier.verify(message.token);
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      this.#refuseIdentity(error.message, message.baseVersion, true);
      return;
    }
    if (this.#closed) return;
    this.#setIdentity(identity);
  }

  /** Before anything is asked: no result of somebody else's cache may be taken for an admin's. */
  #enterAsAdmin({ token, impersonating }: AuthenticateMessage): SessionIdentity {
    const identity = this.#admin?.enter(token, impersonating) ?? null;
    if (this.#admin === null || identity === null) {
      throw new AuthenticationError("BadAdminKey", "The provided admin key was invalid");
    }
    if (!this.#isAdmin) {
      if (this.#session.queries.size > 0) {
        throw new ProtocolError("AlreadyStarted", "an admin says so before asking anything");
      }
      this.#isAdmin = true;
      const onStale = () => this.#env.scheduleUpdate(this);
      this.#subscriptions = new Subscriptions(this.#admin.cache, onStale);
    }
    return identity;
  }

  get #runner(): FunctionRunner {
    return this.#isAdmin && this.#admin !== null ? this.#admin.runner : this.#env.runner;
  }

  #setIdentity(identity: SessionIdentity): void {
    this.#cancelExpiry();
    if (this.#session.setIdentity(identity)) this.#subscriptions.releasePrivate();
    if (identity.expiryTime !== null) {
      this.#cancelExpiry = this.#env.clock.schedule(identity.expiryTime, () =>
        this.#cutIfExpired(identity),
      );
    }
    this.#env.scheduleUpdate(this);
  }

  /** Cuts an expired sign-in off; called by a timer and again before anything is run or sent. */
  #cutIfExpired({ expiryTime }: SessionIdentity = this.#session.identity): boolean {
    if (expiryTime === null || this.#env.clock.now() < expiryTime) return false;
    if (!this.#closed) {
      this.#refuseIdentity("Token expired", this.#session.identityVersion, false);
    }
    return true;
  }

  #refuseIdentity(reason: string, baseVersion: number, attempted: boolean): void {
    this.#sink.send(authErrorFrame(reason, baseVersion, attempted));
    this.close(CLOSE.normal, "AuthError");
  }

  /** A request runs as whoever was signed in when it came. */
  #enqueue({ type, path, args, requestId }: RequestMessage, done: () => void): void {
    const session = { sessionId: this.#requireSessionId(), requestId };
    const asker = this.#session.identity;
    const runner = this.#runner;
    const request = { path, args, identity: asker.identity, caller: "public" as const };
    const mutate = async () => {
      const outcome = await runner.runMutation({ ...request, session });
      if (outcome.ok) this.#session.oweTransition();
      return mutationResponseFrame(requestId, outcome);
    };
    const act = async () => actionResponseFrame(requestId, await runner.runAction(request));
    const answer = async (run: () => Promise<string>) => {
      await this.#answer(asker, run);
      done();
    };
    if (type === "Mutation") this.#requests.addMutation(() => answer(mutate));
    else this.#requests.addAction(() => answer(act));
  }

  /** Response first, then the update that shows the client its own write. */
  async #answer(asker: SessionIdentity, run: () => Promise<string>): Promise<void> {
    if (this.#closed || this.#cutIfExpired(asker)) return;
    try {
      const frame = await run();
      if (this.#closed) return;
      this.#sink.send(frame);
      this.#env.scheduleUpdate(this);
    } catch (error) {
      this.abort(error);
    }
  }

  /**
   * Inside a snapshot: runs what is stale and subscribes to it. Null when there is nothing to do
   * now: closed, an update under way, or a client that has not taken the last Transitions yet.
   */
  async prepareUpdate(snapshot: Snapshot): Promise<PreparedUpdate | null> {
    if (this.#closed || !this.connected || this.#sink.congested || this.#cutIfExpired())
      return null;
    const update = this.#session.beginUpdate((query) => !this.#subscriptions.has(query));
    if (update === null) return null;
    const changes: QueryChange[] = [];
    const caller = this.#session.identity;
    const view = this.#isAdmin ? this.#admin!.runner.viewOf(snapshot) : snapshot;
    for (const query of update.queries) {
      // The client may go, drop the query or become somebody else while it runs.
      const wanted = () =>
        !this.#closed &&
        this.#session.queries.get(query.queryId) === query &&
        this.#session.identity.key === caller.key;
      const run = await this.#subscriptions.take(view, query, caller, wanted);
      if (run !== null) changes.push({ query, result: run.result, journal: run.journal });
    }
    return { update, timestamp: snapshot.timestamp, changes };
  }

  /** Sends the Transition of a prepared update, if there is anything to tell. */
  finishUpdate({ update, timestamp, changes }: PreparedUpdate, frames: TransitionFrames): void {
    const transition = this.#session.finishUpdate(update, timestamp, changes);
    if (transition === null || this.#closed || this.#cutIfExpired()) return;
    this.#sink.sendTransition(frames.build(transition, this.#clockReading));
    this.#clockReading = null;
  }

  /** Ends the connection for an error: the client's own fault is named to it, others are logged. */
  abort(error: unknown): void {
    if (this.#closed) return;
    if (!(error instanceof ProtocolError)) {
      this.#env.log.error("A sync socket failed and was closed.", error);
    }
    const { frame, code, reason } = closingFor(error);
    if (frame !== null) this.#sink.send(frame);
    this.close(code, reason);
  }

  /** Ends the connection from this side; also called when the peer has gone. */
  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#inbox.stop();
    this.#cancelExpiry();
    this.#subscriptions.releaseAll();
    void this.#requests.stop();
    this.#sink.close(code, reason);
  }

  /** Takes no more messages and resolves when what runs has been answered. */
  async finishRequests(): Promise<void> {
    this.#inbox.stop();
    await this.#requests.stop();
  }
}
