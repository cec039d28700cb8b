import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { expect, onTestFinished, test } from "vitest";
import { reconnectNow, Recorder, stockClient } from "../../embedded/conformance/harness.ts";
import { IMPORTS } from "../../embedded/execution/testing.ts";
import { temporaryDir, writeFunctions } from "../../embedded/modules/testing.ts";
import { type RunningApp, startApp } from "../app.ts";
import { readSettings } from "../settings/settings.ts";
import { backUpData } from "./command.ts";

/** Stand-ins for the product's functions: messages without limits on how fast one writes. */
const FUNCTIONS = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ messages: defineTable({ sender: v.number(), n: v.number(), text: v.string() }).index("by_sender", ["sender", "n"]) });`,
  "migrations.ts": `${IMPORTS}
export const status = internalQuery({ args: {}, handler: () => ({ unknown: [] }) });
export const step = internalMutation({ args: {}, handler: () => null });`,
  "seed.ts": `${IMPORTS} export const seedDemo = internalMutation({ args: {}, handler: () => null });`,
  "chat.ts": `${IMPORTS}
export const send = mutation({ args: { sender: v.number(), n: v.number(), text: v.string() }, handler: async (ctx, message) => { await ctx.db.insert("messages", message); } });
export const numbers = query({ args: { sender: v.number() }, handler: async (ctx, { sender }) =>
  (await ctx.db.query("messages").withIndex("by_sender", (q) => q.eq("sender", sender)).collect()).map(({ n }) => n) });
export const store = action({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.storage.store(new Blob([text])) });
export const read = action({ args: { id: v.string() }, handler: async (ctx, { id }) => await (await ctx.storage.get(id))?.text() ?? null });`,
};
const send = makeFunctionReference<"mutation", { sender: number; n: number; text: string }>(
  "chat:send",
);
const numbers = makeFunctionReference<"query", { sender: number }, number[]>("chat:numbers");
const store = makeFunctionReference<"action", { text: string }, string>("chat:store");
const read = makeFunctionReference<"action", { id: string }, string | null>("chat:read");

const SENDERS = [0, 1, 2];
/** Enough of them that the database takes many steps to copy. */
const MESSAGE = { count: 250, text: "x".repeat(6_000) };

/** Starts on `dataDir`, with pages from an empty folder; ends with the test. */
async function start(root: string, dataDir: string, port: number): Promise<RunningApp> {
  const environment = { ANTEROOM_DATA: dataDir, PORT: String(port) };
  const app = await startApp(readSettings([], environment, root), root, temporaryDir());
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close());
  onTestFinished(close);
  return { ...app, close };
}

/** One person's client: writes one message after another and watches its own. */
class Sender {
  readonly client: ConvexClient;
  readonly views = new Recorder<number[]>();
  readonly complaints: unknown[][] = [];
  readonly #sender: number;
  /** How many were acknowledged: those numbered 0 to `acknowledged - 1`. */
  acknowledged = 0;

  constructor(url: string, sender: number) {
    const keep = (...line: unknown[]) => void this.complaints.push(line);
    const logger = { logVerbose() {}, log() {}, warn() {}, error: keep };
    this.client = stockClient(url, { logger });
    this.#sender = sender;
    this.client.onUpdate(numbers, { sender }, this.views.push);
  }

  async send(): Promise<void> {
    const { text } = MESSAGE;
    await this.client.mutation(send, { sender: this.#sender, n: this.acknowledged, text });
    this.acknowledged += 1;
  }

  /** The latest moment of the server's that it has seen, in ns; 0 before any. */
  get seenTimestamp(): bigint {
    return BigInt(this.client.client.getMaxObservedTimestamp()?.toString() ?? 0);
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Every sender writes until told to stop. */
function writeOn(senders: Sender[]): { stop: () => Promise<void> } {
  let isStopped = false;
  const writing = senders.map(async (sender) => {
    while (!isStopped) await sender.send();
  });
  return {
    async stop() {
      isStopped = true;
      await Promise.all(writing);
    },
  };
}

test("a backup under load holds what was acknowledged before it; old clients go on with it", async () => {
  const root = join(writeFunctions(FUNCTIONS), "..");
  const folder = temporaryDir();
  const dataDir = join(folder, "data");
  const first = await start(root, dataDir, 0);
  const url = `http://127.0.0.1:${first.port}`;
  const senders = SENDERS.map((sender) => new Sender(url, sender));
  const file = await senders[0]!.client.action(store, { text: "a stored file" });
  for (let n = 0; n < MESSAGE.count; n++) await Promise.all(senders.map((one) => one.send()));

  const load = writeOn(senders);
  const before = senders.map(({ acknowledged }) => acknowledged);
  const copy = await backUpData({ dataDir, backupTo: null }, () => {});
  const afterwards = senders.map(({ acknowledged }) => acknowledged);
  await load.stop();
  for (const one of senders) await one.send();
  const total = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
  // The precondition: writing went on during the copy.
  expect(total(afterwards)).toBeGreaterThan(total(before));
  for (const one of senders) await one.views.until((view) => view.length === one.acknowledged);
  const seen = senders.map(({ seenTimestamp }) => seenTimestamp);
  expect(seen.every((timestamp) => timestamp > 0n)).toBe(true);

  // As after a lost disk: only the copy is there, under the name and port of old.
  await first.close();
  rmSync(dataDir, { recursive: true });
  cpSync(copy, dataDir, { recursive: true });
  for (const one of senders) one.views.values.length = 0;
  await start(root, dataDir, first.port);
  for (const [index, one] of senders.entries()) {
    reconnectNow(one.client);
    const view = await one.views.until(() => true);
    expect(view).toEqual(upTo(view.length));
    expect(view.length).toBeGreaterThanOrEqual(before[index]!);
    expect(view.length).toBeLessThan(one.acknowledged);
    expect(one.seenTimestamp).toBeGreaterThan(seen[index]!);
    one.acknowledged = view.length;
    await one.send();
    await one.views.until((later) => later.length === view.length + 1);
    expect(one.complaints).toEqual([]);
  }
  expect(await senders[1]!.client.action(read, { id: file })).toBe("a stored file");
});

test("a copy is complete in itself: started where it lies, it signs and reads as the original", async () => {
  const root = join(writeFunctions(FUNCTIONS), "..");
  const dataDir = join(temporaryDir(), "data");
  const first = await start(root, dataDir, 0);
  const one = new Sender(`http://127.0.0.1:${first.port}`, 0);
  await one.send();
  const copy = await backUpData({ dataDir, backupTo: join(dataDir, "..", "copy") }, () => {});
  await first.close();
  expect(readdirSync(copy).toSorted()).toEqual([
    "database.sqlite",
    "files",
    "mailbox.sqlite",
    "secrets.json",
  ]);
  const bytes = (folder: string) => readFileSync(join(folder, "secrets.json"), "utf8");
  expect(bytes(copy)).toBe(bytes(dataDir));
  const second = await start(root, copy, 0);
  const other = new Sender(`http://127.0.0.1:${second.port}`, 0);
  expect(await other.views.until(() => true)).toEqual([0]);
  const mailbox = await fetch(`http://127.0.0.1:${second.port}/mail/api/outbox`);
  expect([mailbox.status, await mailbox.json()]).toEqual([200, []]);
});
