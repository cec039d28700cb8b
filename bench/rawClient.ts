import { WebSocket } from "ws";
import type { Dialect } from "./dialects.ts";

export type Ack = { seq: number; time: number };

/** Ended by either side on purpose (RFC 6455 §7.4.1: normal, going away), or cut by us. */
const EXPECTED_CLOSES = new Set([1000, 1001, 1006]);

/**
 * One member's socket. Responsible for noting when which message came; it parses nothing more,
 * because it shares the machine with the server that is measured. Times are performance.now().
 */
export class RawClient {
  readonly #dialect: Dialect;
  readonly #url: string;
  #socket!: WebSocket;
  readonly #acks = new Map<number, (ack: Ack) => void>();
  #requests = 0;
  #subscriptions = 0;
  /** Number of the newest message that came; 0 before the first. */
  seen = 0;
  frames = 0;
  bytes = 0;
  /** Called with each newer number than `seen`, after it was noted. */
  onNewest: (newSeq: number, oldSeq: number) => void = () => {};
  /** Called with each frame that shows a room. */
  onPage: (frame: Buffer) => void = () => {};

  constructor(dialect: Dialect, url: string) {
    this.#dialect = dialect;
    this.#url = url;
  }

  async open(token: string): Promise<void> {
    this.#socket = new WebSocket(this.#url, { perMessageDeflate: false });
    this.#socket.on("message", (data: Buffer) => this.#hear(data));
    await new Promise((resolve, reject) => {
      this.#socket.once("open", resolve);
      this.#socket.once("error", reject);
    });
    this.#socket.on("close", (code, reason) => {
      if (!EXPECTED_CLOSES.has(code)) throw new Error(`Closed: ${code} ${reason.toString()}`);
    });
    for (const frame of this.#dialect.hello(token)) this.#socket.send(frame);
  }

  /** Asks for a room's newest page, or the one at `cursor`, instead of what it had before. */
  subscribe(roomId: string, cursor: string | null = null): void {
    const version = this.#subscriptions++;
    this.seen = 0;
    for (const frame of this.#dialect.subscribe(roomId, version, cursor)) this.#socket.send(frame);
  }

  /** Sends a message; resolves when the server has said that it is durable. */
  send(roomId: string, text: string, nonce: string): Promise<Ack> {
    const requestId = this.#requests++;
    return new Promise((resolve) => {
      this.#acks.set(requestId, resolve);
      this.#socket.send(this.#dialect.send(roomId, requestId, text, nonce));
    });
  }

  /** Cuts the line, as a lost network does. */
  cut(): void {
    this.#socket.terminate();
  }

  #hear(frame: Buffer): void {
    const heard = this.#dialect.hear(frame);
    if (heard === null) return;
    if (heard.type === "ack") {
      this.#acks.get(heard.requestId)?.({ seq: heard.seq, time: performance.now() });
      this.#acks.delete(heard.requestId);
      return;
    }
    this.frames += 1;
    this.bytes += frame.length;
    this.onPage(frame);
    const before = this.seen;
    if (heard.seq <= before) return;
    this.seen = heard.seq;
    this.onNewest(heard.seq, before);
  }
}
