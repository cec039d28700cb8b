import type { WebSocket } from "ws";

/** The part of a `ws` socket that frames go to. */
export type FrameSocket = Pick<
  WebSocket,
  "send" | "close" | "terminate" | "ping" | "pause" | "resume" | "bufferedAmount"
>;

/** As in Convex: a client that has not taken two Transitions gets later ones merged into one. */
const MAX_UNSENT_TRANSITIONS = 2;
/** With this much unsent (bytes) a client is read no further until it has taken some. */
const PAUSE_READING_BYTES = 1024 * 1024;
/** RFC 6455 §5.5: the payload of a close frame is at most 125 bytes, 2 of them the code. */
const MAX_REASON_BYTES = 123;

/**
 * The sending side of one socket: counts what the kernel has not taken yet, so that the layers
 * above can hold back, and says when the peer has stopped taking anything.
 *
 * Invariant: `congested` turns false only together with a call of `onDrain`, so a waiting update
 * is never forgotten.
 */
export class FrameSink {
  /** Called when Transitions may be sent again. */
  onDrain: () => void = () => {};
  readonly #socket: FrameSocket;
  #unsentTransitions = 0;
  #unsentFrames = 0;
  #beatsWithoutProgress = 0;
  #sentSinceBeat = true;
  #paused = false;

  constructor(socket: FrameSocket) {
    this.#socket = socket;
  }

  /** True while the client has not taken the last Transitions. */
  get congested(): boolean {
    return this.#unsentTransitions >= MAX_UNSENT_TRANSITIONS;
  }

  send(frame: string | Buffer): void {
    this.#send(frame, () => {});
  }

  /** Sends one Transition, in as many frames as it has. */
  sendTransition(frames: readonly Buffer[]): void {
    this.#unsentTransitions += 1;
    frames.forEach((frame, index) => {
      const last = index === frames.length - 1;
      this.#send(frame, () => {
        if (!last) return;
        const wasCongested = this.congested;
        this.#unsentTransitions -= 1;
        if (wasCongested) this.onDrain();
      });
    });
  }

  #send(frame: string | Buffer, sent: () => void): void {
    this.#unsentFrames += 1;
    this.#sentSinceBeat = true;
    // Always a text frame: a Buffer saves encoding the same Transition once per socket.
    this.#socket.send(frame, { binary: false }, () => {
      this.#unsentFrames -= 1;
      this.#beatsWithoutProgress = 0;
      sent();
      if (this.#paused && this.#socket.bufferedAmount < PAUSE_READING_BYTES) {
        this.#paused = false;
        this.#socket.resume();
      }
    });
    if (!this.#paused && this.#socket.bufferedAmount >= PAUSE_READING_BYTES) {
      this.#paused = true;
      this.#socket.pause();
    }
  }

  /** Counts one heartbeat; returns for how many of them unsent frames have not moved. */
  beat(): { stalledBeats: number; sentSinceBeat: boolean } {
    const sentSinceBeat = this.#sentSinceBeat;
    this.#sentSinceBeat = false;
    this.#beatsWithoutProgress = this.#unsentFrames === 0 ? 0 : this.#beatsWithoutProgress + 1;
    return { stalledBeats: this.#beatsWithoutProgress, sentSinceBeat };
  }

  /** WebSocket-level ping; its pong shows that the peer still reads. */
  ping(): void {
    this.#socket.ping();
  }

  close(code: number, reason: string): void {
    // A paused socket would never see the peer's half of the closing handshake.
    if (this.#paused) this.#socket.resume();
    this.#socket.close(code, shorten(reason));
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

function shorten(reason: string): string {
  return Buffer.byteLength(reason) <= MAX_REASON_BYTES ? reason : reason.slice(0, 40);
}
