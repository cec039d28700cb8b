/** The process that plays all clients. */
import type { JWK } from "jose";
import { issueDemoToken } from "../local/demo/issuer.ts";
import { Audience, type AudienceOptions, type Pace } from "./audience.ts";
import { answerCalls } from "./childProcess.ts";
import { baselineDialect, productDialect } from "./dialects.ts";
import { subjectOf } from "./people.ts";
import { Reader } from "./reader.ts";
import { Searcher, type SearchWish } from "./searcher.ts";

const audiences = new Map<string, Audience>();
const readers = new Map<string, Reader>();
const searchers = new Map<string, Searcher>();

answerCalls({
  /** Signs the tokens of the first `count` members. */
  tokens: ({ key, count }: { key: JWK; count: number }) => {
    const issue = async (_: unknown, i: number) =>
      (await issueDemoToken(key, subjectOf(i), Date.now())).token;
    return Promise.all(Array.from({ length: count }, issue));
  },
  connect: async ({
    name,
    server,
    ...options
  }: AudienceOptions & { name: string; server: Server }) => {
    const dialect = server === "product" ? productDialect : baselineDialect;
    const audience = new Audience(dialect, options);
    audiences.set(name, audience);
    return await audience.connect();
  },
  reconnect: async ({ name }: { name: string }) => {
    audiences.get(name)!.disconnect();
    return await audiences.get(name)!.connect();
  },
  disconnect: ({ name }: { name: string }) => audiences.get(name)!.disconnect(),
  reopen: ({ name }: { name: string }) => audiences.get(name)!.reopen(),
  round: ({ name, messages, pace }: { name: string; messages: number; pace: Pace }) =>
    audiences.get(name)!.round(messages, pace),
  flood: ({ name, messages, senders }: { name: string; messages: number; senders: number }) =>
    audiences.get(name)!.flood(messages, senders),
  reader: async ({ name, url, token }: { name: string; url: string; token: string }) => {
    readers.set(name, await Reader.connect(url, token));
    searchers.set(name, await Searcher.connect(url, token));
  },
  search: ({ name, wish }: { name: string; wish: SearchWish }) => searchers.get(name)!.search(wish),
  open: ({ name, roomIds }: { name: string; roomIds: string[] }) =>
    readers.get(name)!.open(roomIds),
  pageBack: ({ name, roomId, pages }: { name: string; roomId: string; pages: number }) =>
    readers.get(name)!.pageBack(roomId, pages),
  send: (call: { name: string; roomId: string; text: string; nonce: string }) =>
    readers.get(call.name)!.send(call.roomId, call.text, call.nonce),
});

export type Server = "product" | "baseline";
