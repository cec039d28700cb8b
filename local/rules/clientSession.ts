/**
 * A client's session whose every received byte is kept: the frames of a raw sync socket and the
 * answers of the HTTP API. It says the same in every run, so that two worlds can be held against
 * each other byte for byte.
 */
import { WebSocket } from "ws";

type Frame = { type: string; requestId?: number; endVersion?: { querySet: number } };
export type Query = { path: string; args: Record<string, unknown> };

const SESSION_ID = "11111111-2222-4333-8444-555555555555";
const SYNC_PATH = "/api/1.48.0/sync";

export class ClientSession {
  /** What was received, in order: each frame as its text, each HTTP answer with its headers. */
  readonly received: string[] = [];
  readonly #url: string;
  readonly #token: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  #querySet = 0;
  #nextQueryId = 0;
  #nextRequestId = 0;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
    this.#socket = new WebSocket(url.replace("http", "ws") + SYNC_PATH);
    this.#socket.on("message", (data: Buffer) => {
      this.received.push(data.toString());
      for (const look of this.#waiting) look();
    });
  }

  /** Opens the socket, signs in and subscribes; resolves once all of it is answered. */
  static async open(url: string, token: string, queries: Query[]): Promise<ClientSession> {
    const session = new ClientSession(url, token);
    await new Promise((resolve, reject) => {
      session.#socket.once("open", resolve);
      session.#socket.once("error", reject);
    });
    const greeting = {
      sessionId: SESSION_ID,
      connectionCount: 0,
      lastCloseReason: "InitialConnect",
    };
    session.#say({ type: "Connect", ...greeting, clientTs: 0 });
    session.#say({ type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 });
    await session.subscribe(queries);
    return session;
  }

  /** Adds live queries; resolves with the transition that brings their first results. */
  async subscribe(queries: Query[]): Promise<void> {
    const modifications = queries.map(({ path, args }) => {
      return { type: "Add", queryId: (this.#nextQueryId += 1), udfPath: path, args: [args] };
    });
    const baseVersion = this.#querySet;
    this.#querySet += 1;
    this.#say({ type: "ModifyQuerySet", baseVersion, newVersion: this.#querySet, modifications });
    await this.#until(({ endVersion }) => endVersion?.querySet === this.#querySet);
  }

  /**
   * Asks for one thing more and waits for it: whatever earlier commits had the server send has come
   * before.
   */
  async fence(): Promise<void> {
    await this.subscribe([{ path: "users:viewer", args: {} }]);
  }

  async mutate(path: string, args: Record<string, unknown>): Promise<void> {
    const requestId = this.#nextRequestId;
    this.#nextRequestId += 1;
    this.#say({ type: "Mutation", requestId, udfPath: path, args: [args] });
    await this.#until((frame) => frame.requestId === requestId);
  }

  /** One query over HTTP, its answer kept with all headers but the date. */
  async get({ path, args }: Query): Promise<void> {
    const response = await fetch(`${this.#url}/api/query`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${this.#token}` },
      body: JSON.stringify({ path, args, format: "json" }),
    });
    const headers = [...response.headers].filter(([name]) => name !== "date");
    this.received.push(JSON.stringify([response.status, headers, await response.text()]));
  }

  close(): void {
    this.#socket.terminate();
  }

  #say(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  #until(matches: (frame: Frame) => boolean): Promise<void> {
    let next = 0;
    return new Promise((resolve) => {
      const look = () => {
        for (; next < this.received.length; next += 1) {
          const received = this.received[next] ?? "";
          if (!received.startsWith("{") || !matches(JSON.parse(received) as Frame)) continue;
          this.#waiting.delete(look);
          resolve();
          return;
        }
      };
      this.#waiting.add(look);
      look();
    });
  }
}

/**
 * `text` without what is random by design, each in its length: ids are numbered by their first
 * appearance; cursors (encrypted), request ids and the tokens of emails become a word.
 */
export function withoutRandomness(text: string): string {
  const ids = new Map<string, number>();
  return text
    .replace(
      /(\\*"(?:journal|continueCursor|splitCursor)\\*":\\*")([^"\\]+)/g,
      (_, key: string, cursor: string) => `${key}cursor of ${cursor.length}`,
    )
    .replace(
      /\br?[0-9a-z]{26,27}(?=@inbound)|(?<=token=)[\w-]+/g,
      (token) => `token of ${token.length}`,
    )
    .replace(/(?<=Request ID: )[0-9a-f]+/g, "request id")
    .replace(/\b[0-9a-hjkmnp-tv-z]{31,37}\b/g, (id) => {
      if (!ids.has(id)) ids.set(id, ids.size);
      return `id ${ids.get(id)} of ${id.length}`;
    });
}
