/** How a raw client speaks to each of the two servers: just enough to send, and to count. */
import { randomUUID } from "node:crypto";

/** What a frame means to the client that got it. */
export type Heard =
  | { type: "ack"; requestId: number; seq: number }
  /** The newest message that the client has now. */
  | { type: "newest"; seq: number }
  | null;

export type Dialect = {
  /** Frames with which a client introduces itself. */
  hello(token: string): string[];
  /** Frames that subscribe to a room; `version` counts the subscriptions of this socket. */
  subscribe(roomId: string, version: number, cursor: string | null): string[];
  send(roomId: string, requestId: number, text: string, nonce: string): string;
  hear(frame: Buffer): Heard;
};

/** Page size of the app's message list. */
export const PAGE_SIZE = 50;

const MUTATION_RESPONSE = Buffer.from('{"type":"MutationResponse"');
const REQUEST_ID = Buffer.from('"requestId":');
const PAGE = Buffer.from('"page":[');
const SEQ = Buffer.from('"seq":');
const ACK = Buffer.from('"ack":');
const SUCCESS = Buffer.from('"success":true');

export const productDialect: Dialect = {
  hello: (token) => [
    JSON.stringify({
      type: "Connect",
      sessionId: randomUUID(),
      connectionCount: 0,
      lastCloseReason: "InitialConnect",
      clientTs: Date.now(),
    }),
    JSON.stringify({ type: "Authenticate", baseVersion: 0, tokenType: "User", value: token }),
  ],
  subscribe: (roomId, version, cursor) => [
    JSON.stringify({
      type: "ModifyQuerySet",
      baseVersion: version,
      newVersion: version + 1,
      modifications: [
        ...(version === 0 ? [] : [{ type: "Remove", queryId: version - 1 }]),
        {
          type: "Add",
          queryId: version,
          udfPath: "messages:list",
          args: [{ roomId, paginationOpts: { numItems: PAGE_SIZE, cursor } }],
        },
      ],
    }),
  ],
  send: (roomId, requestId, text, nonce) =>
    JSON.stringify({
      type: "Mutation",
      requestId,
      udfPath: "messages:send",
      args: [{ roomId, text, clientMessageId: nonce }],
    }),
  hear: (frame) => {
    if (frame.subarray(0, MUTATION_RESPONSE.length).equals(MUTATION_RESPONSE)) {
      if (!frame.includes(SUCCESS)) throw new Error(frame.toString());
      return {
        type: "ack",
        requestId: numberAfter(frame, REQUEST_ID),
        seq: numberAfter(frame, SEQ),
      };
    }
    // The list begins with the newest message, so its number stands near the front.
    const page = frame.indexOf(PAGE);
    if (page >= 0) return { type: "newest", seq: numberAfter(frame, SEQ, page) };
    if (frame.includes('"type":"Ping"') || frame.includes('"modifications":[]')) return null;
    throw new Error(`Unexpected frame: ${frame.subarray(0, 500).toString()}`);
  },
};

export const baselineDialect: Dialect = {
  hello: () => [],
  subscribe: () => [],
  send: (_roomId, requestId, text) => JSON.stringify({ requestId, text }),
  hear: (frame) =>
    frame[2] === "a".charCodeAt(0)
      ? { type: "ack", requestId: numberAfter(frame, ACK), seq: numberAfter(frame, SEQ) }
      : { type: "newest", seq: numberAfter(frame, SEQ) },
};

function numberAfter(frame: Buffer, name: Buffer, from = 0): number {
  const start = frame.indexOf(name, from) + name.length;
  return parseInt(frame.toString("latin1", start, start + 16), 10);
}
