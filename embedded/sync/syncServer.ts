import type { RawData, WebSocket } from "ws";
import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import type { Clock } from "../clock.ts";
import type { Limits } from "../config.ts";
import type { Log } from "../execution/log.ts";
import type { FunctionRunner } from "../execution/types.ts";
import { CLOSE } from "./closing.ts";
import { Connection } from "./connection.ts";
import type { AdminDoor, ConnectionEnvironment } from "./environment.ts";
import { FrameSink } from "./frameSink.ts";
import { QueryCache } from "./queryCache.ts";
import type { ReadSetIndex, Watch } from "./queryCache.ts";
import { PING_FRAME } from "./serverMessages.ts";
import { Updater } from "./updater.ts";

/** Every 5 s a WebSocket ping; the counts below are in heartbeats, because wall clocks jump. */
const HEARTBEAT_MS = 5_000;
/** The client gives up after 60 s without a message, so it gets one after 15 s of silence. */
const BEATS_UNTIL_PING_MESSAGE = 3;
/** 120 s without a sign of life, or without taking a single frame. */
const BEATS_UNTIL_DROP = 24;
/** An upgraded socket must introduce itself within 30 s. */
const BEATS_UNTIL_CONNECT = 6;

export type SyncServerOptions = {
  runner: FunctionRunner;
  index: ReadSetIndex<Watch>;
  verifier: TokenVerifier;
  clock: Clock;
  limits: Limits;
  log: Log;
  /** Tests make chunks small; otherwise npm convex's own size. */
  chunkCharacters?: number;
};

type Peer = {
  connection: Connection;
  sink: FrameSink;
  silentBeats: number;
  beatsSinceFrame: number;
};

/**
 * All sync sockets of the process: takes upgraded sockets in, keeps them alive or drops them, and
 * passes commits to the query cache.
 */
export class SyncServer {
  readonly cache: QueryCache;
  readonly #peers = new Set<Peer>();
  readonly #updater: Updater;
  readonly #env: ConnectionEnvironment;
  readonly #stopListening: () => void;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(options: SyncServerOptions) {
    const { runner, verifier, clock, limits, log } = options;
    this.cache = new QueryCache(options.index);
    const updater = new Updater(runner, options.chunkCharacters);
    this.#updater = updater;
    const scheduleUpdate = (connection: Connection) => updater.schedule(connection);
    this.#env = { runner, cache: this.cache, verifier, clock, limits, log, scheduleUpdate };
    this.#stopListening = runner.onCommit((commit) => this.cache.invalidate(commit));
    this.#heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  get socketCount(): number {
    return this.#peers.size;
  }

  /** Takes over an open socket until it closes. `admin` is null where no admin key is accepted. */
  accept(socket: WebSocket, admin: AdminDoor | null = null): void {
    const sink = new FrameSink(socket);
    const connection = new Connection(this.#env, sink, admin);
    const peer: Peer = { connection, sink, silentBeats: 0, beatsSinceFrame: 0 };
    this.#peers.add(peer);
    socket.on("message", (data: RawData, isBinary: boolean) => {
      peer.silentBeats = 0;
      if (isBinary) connection.close(CLOSE.unsupportedData, "text frames only");
      else connection.receive((data as Buffer).toString("utf8"));
    });
    socket.on("pong", () => (peer.silentBeats = 0));
    // Oversized or malformed frames; ws closes the socket itself with the fitting code.
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#peers.delete(peer);
      connection.close(CLOSE.abnormal, "");
    });
  }

  /** Runs every live query again: the functions were replaced. */
  invalidateAll(): void {
    this.cache.invalidateAll();
  }

  /** One heartbeat over all sockets; runs by itself every 5 s. */
  beat(): void {
    for (const peer of this.#peers) this.#beatPeer(peer);
  }

  #beatPeer(peer: Peer): void {
    const { connection, sink } = peer;
    const { stalledBeats, sentSinceBeat } = sink.beat();
    peer.silentBeats += 1;
    peer.beatsSinceFrame = sentSinceBeat ? 1 : peer.beatsSinceFrame + 1;
    if (peer.silentBeats > BEATS_UNTIL_DROP || stalledBeats > BEATS_UNTIL_DROP) {
      sink.terminate();
    } else if (!connection.connected && peer.silentBeats > BEATS_UNTIL_CONNECT) {
      connection.close(CLOSE.policy, "NotConnected");
    } else if (!connection.closed) {
      sink.ping();
      if (peer.beatsSinceFrame >= BEATS_UNTIL_PING_MESSAGE) sink.send(PING_FRAME);
    }
  }

  /**
   * Lets requests that run end and be seen by their clients, for `graceMs` at most (an action may
   * wait for ever), then closes every socket.
   */
  async close(graceMs: number): Promise<void> {
    clearInterval(this.#heartbeat);
    const connections = [...this.#peers].map((peer) => peer.connection);
    const finished = Promise.all(connections.map((connection) => connection.finishRequests()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, graceMs)));
    await Promise.race([finished.then(() => this.#updater.settled()), late]);
    clearTimeout(timer);
    for (const connection of connections) connection.close(CLOSE.goingAway, "Server is stopping");
    this.#stopListening();
  }

  /** Cuts the sockets that did not complete the closing handshake. */
  terminate(): void {
    for (const { sink } of this.#peers) sink.terminate();
  }
}
