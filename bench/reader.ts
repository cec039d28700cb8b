import { productDialect } from "./dialects.ts";
import { RawClient } from "./rawClient.ts";

/** One person who opens rooms and pages through them; gives how long each page took (ms). */
export class Reader {
  readonly #client: RawClient;
  #onPage: (frame: Buffer) => void = () => {};

  private constructor(url: string) {
    this.#client = new RawClient(productDialect, url);
    this.#client.onPage = (frame) => this.#onPage(frame);
  }

  static async connect(url: string, token: string): Promise<Reader> {
    const reader = new Reader(url);
    await reader.#client.open(token);
    return reader;
  }

  /** Opens each room in turn. */
  async open(roomIds: string[]): Promise<number[]> {
    const times: number[] = [];
    for (const roomId of roomIds) times.push((await this.#page(roomId, null)).ms);
    return times;
  }

  /** Goes back through a room by `pages` pages; the times of all but the newest page. */
  async pageBack(roomId: string, pages: number): Promise<number[]> {
    const times: number[] = [];
    let { frame } = await this.#page(roomId, null);
    for (let i = 0; i < pages; i++) {
      const page = await this.#page(roomId, cursorIn(frame));
      times.push(page.ms);
      frame = page.frame;
    }
    return times;
  }

  /** Posts one message; the time until it was acknowledged (ms). */
  async send(roomId: string, text: string, nonce: string): Promise<number> {
    const start = performance.now();
    const { time } = await this.#client.send(roomId, text, nonce);
    return time - start;
  }

  cut(): void {
    this.#client.cut();
  }

  async #page(roomId: string, cursor: string | null): Promise<{ ms: number; frame: Buffer }> {
    const start = performance.now();
    const frame = await new Promise<Buffer>((resolve) => {
      this.#onPage = resolve;
      this.#client.subscribe(roomId, cursor);
    });
    return { ms: performance.now() - start, frame };
  }
}

type PageFrame = { modifications: { value?: { continueCursor: string } }[] };

function cursorIn(frame: Buffer): string {
  const { modifications } = JSON.parse(frame.toString()) as PageFrame;
  const cursor = modifications.find(({ value }) => value !== undefined)?.value?.continueCursor;
  if (cursor === undefined) throw new Error("A page came without a cursor.");
  return cursor;
}
