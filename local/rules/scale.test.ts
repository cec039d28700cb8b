/**
 * A large firm: a room of 10,000, 50,000 clients, a staff person in 2,000 rooms. No function may come
 * near what Convex lets one run read or write, and a send's writes must not grow with the room (G12).
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../convex/_generated/dataModel";
import { ISSUER, type Backend } from "../../convex/test.setup";
import type { Value } from "convex/values";
import { searchTextOf } from "../../convex/model/searchTerms.ts";
import { EngineBackend } from "./engineBackend.ts";

const CLIENTS = 50_000;
const SEATS = 10_000;
const ROOMS = 2_000;
const CONTACTS_PER_PORTAL = 25;
/** More than a search index gives for one word. */
const MESSAGES_IN_BIG_ROOM = 1_500;
/** Below the documents that one run may write. */
const BATCH = 5_000;
/** Half of Convex's limits for one run: 32,000 documents read, 4,096 ranges, 16 MiB. */
const HALF = { documentsRead: 16_000, rangesRead: 2_048, bytesRead: 8 * 2 ** 20 };

let engine: EngineBackend;
let t: Backend;
let bigRoomId: Id<"rooms">;

beforeAll(async () => {
  engine = await EngineBackend.start();
  t = await engine.startWorld();
  await fill();
}, 300_000);
afterAll(async () => await engine.close());

/** Writes behind the functions' back, since what is asked is how they read it. */
async function fill(): Promise<void> {
  const person = { state: "active" as const, emailMuted: false };
  const staffId = await t.run(
    async (ctx) =>
      await ctx.db.insert("users", {
        ...person,
        kind: "staff",
        role: "owner",
        name: "Ana",
        email: "ana@firm.test",
        tokenIdentifier: `${ISSUER}|ana`,
      }),
  );
  const clients: Id<"users">[] = [];
  let portalId: Id<"portals"> | undefined;
  await inBatches(CLIENTS, async (ctx, number) => {
    if (number % CONTACTS_PER_PORTAL === 0) {
      portalId = await ctx.db.insert("portals", { name: `Company ${number}` });
    }
    if (portalId === undefined) throw new Error("no portal");
    const name = `Client ${number}`;
    const email = `client${number}@client.test`;
    clients.push(
      await ctx.db.insert("users", {
        ...person,
        kind: "client",
        name,
        email,
        portalId,
        tokenIdentifier: `${ISSUER}|client${number}`,
      }),
    );
  });
  await inBatches(ROOMS, async (ctx, number) => {
    const time = Date.now();
    const roomId = await ctx.db.insert("rooms", {
      name: `Room ${number}`,
      kind: "client",
      creatorId: staffId,
      createdTime: time,
    });
    await ctx.db.insert("roomHeads", { roomId, lastSeq: 0, lastActivityTime: time });
    const seat = { roomId, userId: staffId, userKind: "staff" as const };
    await ctx.db.insert("participants", seat);
    await ctx.db.insert("messages", messageOf(roomId, staffId, 1));
    bigRoomId = roomId;
  });
  await inBatches(MESSAGES_IN_BIG_ROOM, async (ctx, number) => {
    await ctx.db.insert("messages", messageOf(bigRoomId, staffId, number + 1));
  });
  await inBatches(SEATS, async (ctx, number) => {
    const userId = clients[number];
    if (userId === undefined) throw new Error("no client");
    const seat = { roomId: bigRoomId, userId, userKind: "client" as const };
    await ctx.db.insert("participants", seat);
  });
}

/** The same words in every message of every room: the worst that a search can meet. */
function messageOf(roomId: Id<"rooms">, authorId: Id<"users">, seq: number) {
  const text = `number ${seq} of the kiln, https://kiln.example`;
  const clientMessageId = `${roomId} ${seq}`;
  const written = { text, searchText: searchTextOf({ text }), source: "app" as const };
  return { roomId, authorId, seq, time: seq, clientMessageId, ...written };
}

type RunContext = Parameters<Parameters<Backend["run"]>[0]>[0];

async function inBatches(
  count: number,
  insert: (ctx: RunContext, number: number) => Promise<void>,
) {
  for (let start = 0; start < count; start += BATCH) {
    await t.run(async (ctx) => {
      for (let number = start; number < Math.min(count, start + BATCH); number += 1) {
        await insert(ctx, number);
      }
    });
  }
}

const page = { paginationOpts: { numItems: 200, cursor: null } };

test("a send into a room of 10,000 writes at most five documents", async () => {
  for (const text of ["first", "second"]) {
    const args = { roomId: bigRoomId, text, clientMessageId: text };
    const { usage } = await engine.measure("client7", "messages:send", args);
    expect(usage.documentsWritten).toBeLessThanOrEqual(5);
    expect(usage.documentsRead).toBeLessThanOrEqual(20);
  }
});

test.each([
  ["rooms:list", "ana", () => ({})],
  ["rooms:listAll", "ana", () => page],
  ["notes:unreadRooms", "ana", () => ({})],
  ["rooms:index", "ana", () => ({ paginationOpts: { numItems: 1_000_000, cursor: null } })],
  ["rooms:get", "ana", () => ({ roomId: bigRoomId })],
  ["rooms:list", "client7", () => ({})],
  ["rooms:get", "client7", () => ({ roomId: bigRoomId })],
  ["participants:list", "ana", () => ({ roomId: bigRoomId, ...page })],
  ["messages:list", "client7", () => ({ roomId: bigRoomId, ...page })],
  ["users:directory", "ana", () => ({})],
  ["users:directory", "ana", () => ({ search: "Client 4" })],
  ["portals:list", "ana", () => page],
  ["audit:list", "ana", () => page],
  ["health:figures", null, () => ({ dueTime: 4e12, sinceTime: 0 })],
  ["digests:sweep", null, () => ({ ignoreAge: true })],
] as const)("%s as %s stays below half of a run's limits", async (path, subject, args) => {
  const { usage } = await engine.measure(subject, path, args());
  expect(usage.documentsRead).toBeLessThanOrEqual(HALF.documentsRead);
  expect(usage.rangesRead).toBeLessThanOrEqual(HALF.rangesRead);
  expect(usage.bytesRead).toBeLessThanOrEqual(HALF.bytesRead);
});

test.each<[string, Record<string, Value> & { inThisRoom?: boolean }]>([
  ["a word of every message", { text: "kiln" }],
  ["a word of none", { text: "nowhere" }],
  ["a room's name that none has", { text: "kiln", inRoom: "no such room" }],
  ["links from nobody, without a word", { text: "", has: ["link"], from: "nobody" }],
  ["a word of every message, in one room", { text: "kiln", inThisRoom: true }],
  ["words of which the index knows one alone", { text: "number of kiln x", inThisRoom: true }],
  ["a common word from nobody, in one room", { text: "kiln", from: "nobody", inThisRoom: true }],
])("a search for %s stays below half of a run's limits", async (_, { inThisRoom, ...wish }) => {
  const where = inThisRoom === true ? { roomId: bigRoomId } : {};
  const args = { ...wish, ...where, cursor: null };
  const begun = await engine.measure("ana", "search:begin", args);
  expect(begun.usage.documentsWritten).toBeLessThanOrEqual(3);
  const { usage } = await engine.measure("ana", "search:messages", {
    searchId: begun.result as string,
  });
  expect(usage.documentsRead).toBeLessThanOrEqual(HALF.documentsRead);
  expect(usage.rangesRead).toBeLessThanOrEqual(HALF.rangesRead);
  expect(usage.bytesRead).toBeLessThanOrEqual(HALF.bytesRead);
});

test("the list of somebody in 2,000 rooms holds the 200 latest; paging reaches every one", async () => {
  const { result } = await engine.measure("ana", "rooms:list", {});
  expect(result).toHaveLength(200);
  const names = new Set<string>();
  let cursor: string | null = null;
  for (;;) {
    const paginationOpts = { numItems: 200, cursor };
    const answer = await engine.measure("ana", "rooms:listAll", { paginationOpts });
    const {
      page: rooms,
      isDone,
      continueCursor,
    } = answer.result as unknown as {
      page: { name: string }[];
      isDone: boolean;
      continueCursor: string;
    };
    for (const { name } of rooms) names.add(name);
    if (isDone) break;
    cursor = continueCursor;
  }
  expect(names.size).toBe(ROOMS);
});

test("a sweep of the room's 10,000 goes in stretches and owes everybody but the author", async () => {
  await engine.measure("ana", "digests:sweep", { ignoreAge: true });
  const owed = async () =>
    await t.run(async (ctx) => {
      let count = 0;
      for await (const { roomId } of ctx.db.query("digests")) if (roomId === bigRoomId) count += 1;
      return count;
    });
  await expect.poll(owed, { timeout: 60_000 }).toBe(SEATS); // 10,000 clients and Ana, less the author
});

/** The last test, since it takes messages away. */
test("steps of the retention rule and of an erasure stay below half of a run's limits", async () => {
  const erasureId = await t.run(async (ctx) => {
    const staff = await ctx.db.query("users").withIndex("by_role_and_state").order("desc").first();
    const client = await ctx.db
      .query("users")
      .withIndex("by_email", (q) => q.eq("email", "client7@client.test"))
      .first();
    if (staff === null || client === null) throw new Error("nobody");
    const rule = { months: 12, setById: staff._id, setTime: 0 };
    await ctx.db.insert("retention", rule);
    const removed = { rooms: 0, messages: 0, notes: 0, emails: 0 };
    await ctx.db.insert("retentionRuns", { startedTime: 1, beforeTime: 1_000_000, removed });
    const progress = { step: 0, stage: 0, cursor: null, looked: 0, startedTime: 1 };
    const wish = { kind: "client" as const, deletesMessages: true, addresses: [client.email] };
    const about = { userId: client._id, actorId: staff._id, ...wish, ...progress };
    return await ctx.db.insert("erasures", about);
  });
  const expectHalf = (usage: Awaited<ReturnType<typeof engine.measure>>["usage"]) => {
    expect(usage.documentsRead).toBeLessThanOrEqual(HALF.documentsRead);
    expect(usage.rangesRead).toBeLessThanOrEqual(HALF.rangesRead);
    expect(usage.bytesRead).toBeLessThanOrEqual(HALF.bytesRead);
    expect(usage.documentsWritten).toBeLessThanOrEqual(8_000);
  };
  // The first step is the one that is measured for sure: the scheduler takes part in the later ones.
  const first = await engine.measure(null, "retention:step", { startedTime: 1 });
  expect(first.usage.documentsWritten).toBeGreaterThan(40);
  expectHalf(first.usage);
  for (let step = 0; step < 12; step += 1) {
    expectHalf((await engine.measure(null, "retention:step", { startedTime: 1 })).usage);
    const about = { erasureId, step };
    expectHalf((await engine.measure(null, "erasures:continueErasure", about)).usage);
  }
});
