import { WebSocket } from "ws";
import { productDialect } from "./dialects.ts";

/** What a search looks for: words, in one room or in all of the person's. */
export type SearchWish = { text: string; roomId?: string };

type Frame = {
  type: string;
  success?: boolean;
  result?: unknown;
  modifications?: { type: string; queryId: number }[];
};

/** One person who searches as the app does: asks for a page, then subscribes to its result. */
export class Searcher {
  readonly #socket: WebSocket;
  #onFrame: (frame: Frame) => void = () => {};
  #searches = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#onFrame(JSON.parse(data.toString()) as Frame));
  }

  static async connect(url: string, token: string): Promise<Searcher> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
    for (const frame of productDialect.hello(token)) socket.send(frame);
    return new Searcher(socket);
  }

  /** From the wish until the first page of hits is here (ms); its arrival's JSON is parsed as well. */
  async search(wish: SearchWish): Promise<number> {
    const number = this.#searches++;
    const start = performance.now();
    const searchId = await this.#begin(number, wish);
    await this.#read(number, searchId);
    return performance.now() - start;
  }

  async #begin(requestId: number, wish: SearchWish): Promise<string> {
    const args = [{ cursor: null, ...wish }];
    this.#send({ type: "Mutation", requestId, udfPath: "search:begin", args });
    const response = await this.#next(({ type }) => type === "MutationResponse");
    if (response.success !== true) throw new Error(JSON.stringify(response));
    return response.result as string;
  }

  /** Each search takes the place of the one before, so that there is one live query at a time. */
  async #read(queryId: number, searchId: string): Promise<void> {
    const former = queryId === 0 ? [] : [{ type: "Remove", queryId: queryId - 1 }];
    const query = { type: "Add", queryId, udfPath: "search:messages", args: [{ searchId }] };
    const versions = { baseVersion: queryId, newVersion: queryId + 1 };
    this.#send({ type: "ModifyQuerySet", ...versions, modifications: [...former, query] });
    await this.#next(({ modifications = [] }) =>
      modifications.some((change) => {
        if (change.queryId !== queryId) return false;
        if (change.type !== "QueryUpdated") throw new Error(JSON.stringify(change));
        return true;
      }),
    );
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  #next(isIt: (frame: Frame) => boolean): Promise<Frame> {
    return new Promise((resolve, reject) => {
      this.#onFrame = (frame) => {
        try {
          if (isIt(frame)) resolve(frame);
        } catch (error) {
          reject(error as Error);
        }
      };
    });
  }
}
