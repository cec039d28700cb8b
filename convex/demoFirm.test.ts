/** The demo firm: it shows what the product can do, with files that are what they say. */
import { beforeEach, expect, test, vi } from "vitest";
import { internal } from "./_generated/api";
import type { Doc } from "./_generated/dataModel";
import { demoPdf, demoPicture } from "./model/demoPictures";
import { fileFacts } from "./model/fileTypes";
import { storedIds } from "./files.setup";
import { type Backend, startBackend } from "./test.setup";

let t: Backend;

beforeEach(async () => {
  vi.useFakeTimers();
  t = await startBackend();
  await t.run(async (ctx) => {
    for (const firm of await ctx.db.query("firm").collect()) await ctx.db.delete("firm", firm._id);
  });
  return () => vi.useRealTimers();
});

async function acmeMessages(): Promise<Doc<"messages">[]> {
  return await t.run(async (ctx) => {
    const rooms = await ctx.db.query("rooms").take(20);
    const acme = rooms.find(({ name }) => name === "Acme – website");
    const ofRoom = ctx.db
      .query("messages")
      .withIndex("by_room_and_seq", (q) => q.eq("roomId", acme!._id));
    return await ofRoom.take(50);
  });
}

/** Filling a firm takes a while on a busy machine, so it is done once. */
const PATIENCE_MS = 30_000;

test(
  "its website room shows what messages can be, and its files come after the start",
  async () => {
    await t.mutation(internal.seed.seedDemo, {});
    expect(await storedIds(t)).toEqual([]);
    await t.finishAllScheduledFunctions(() => vi.runAllTimers());
    const messages = await acmeMessages();
    const [answer] = messages.filter(({ quotedId }) => quotedId !== undefined);
    const quoted = messages.find(({ _id }) => _id === answer?.quotedId);
    expect(quoted?.text).toMatch(/autumn fair/);
    expect(quoted?.editedTime).toBeGreaterThan(quoted!.time);
    expect(messages.filter(({ pinnedTime }) => pinnedTime !== undefined)).toHaveLength(1);
    const reactions = messages.flatMap((message) => message.reactions ?? []);
    expect(reactions).toContainEqual({ emoji: "👍", count: 2 });
    const [named] = messages.filter(({ mentions }) => mentions !== undefined);
    expect(named?.text).toContain(`<@${named?.mentions?.[0]}>`);
    expect(messages.some(({ text }) => text.includes("**"))).toBe(true);

    const carriers = messages.filter(({ attachments }) => attachments !== undefined);
    expect(carriers.flatMap(({ attachments = [] }) => attachments)).toMatchObject([
      { name: "website-plan.pdf", kind: "file", contentType: "application/pdf" },
      { name: "glaze-sea.png", kind: "image", width: 720, height: 540, hasThumbnail: true },
      { name: "glaze-sand.png", kind: "image", hasThumbnail: true },
    ]);
    expect(carriers[1]?.searchText).toContain("glaze");
    expect(await storedIds(t)).toHaveLength(5);
    const files = await t.run(async (ctx) => await ctx.db.query("files").take(10));
    expect(files.map(({ state, uses }) => [state, uses])).toEqual(Array(3).fill(["attached", 1]));
  },
  PATIENCE_MS,
);

test("a picture and a PDF are the same bytes each time, and read as what they are", async () => {
  expect(demoPicture("sea", 40, 30)).toEqual(demoPicture("sea", 40, 30));
  expect(demoPicture("sea", 40, 30)).not.toEqual(demoPicture("sand", 40, 30));
  const facts = { contentType: "image/png", kind: "image", width: 40, height: 30 };
  expect(await fileFacts(demoPicture("sand", 40, 30))).toEqual(facts);
  const pdf = new TextDecoder().decode(demoPdf("A (plan)", ["one"]));
  const [, start] = /startxref\n(\d+)/.exec(pdf) ?? [];
  expect(pdf.slice(Number(start), Number(start) + 4)).toBe("xref");
  expect(pdf).toContain(String.raw`(A \(plan\))`);
});
