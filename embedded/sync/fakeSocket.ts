import type { JSONValue } from "convex/values";
import type { FrameSocket } from "./frameSink.ts";

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
