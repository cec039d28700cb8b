/** Row 29 and confirmations: what staff learn of a message's way to each reader, from facts of record. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import { receive, startInbound } from "./inbound.setup";
import {
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  messagesOf,
  send,
  startBackend,
  type Backend,
  type Person,
} from "./test.setup";

const START = Date.UTC(2026, 5, 1, 9);
const MINUTE_MS = 60_000;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: START });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const read = (person: Person, seq: number) =>
  person.as.mutation(api.readPositions.markRead, { roomId, seq });

async function receiptOf(person: Person, messageId: string, room = roomId) {
  const about = { roomId: room, messageId, ...FIRST_PAGE };
  const { page } = await people.ana.as.query(api.receipts.forMessage, about);
  const found = page.find(({ userId }) => userId === person.userId);
  if (found === undefined) throw new Error(`No receipt of ${person.name}`);
  return found;
}

describe("a receipt", () => {
  test("says when each message was first seen, not when its reader was last there", async () => {
    const first = await send(people.ana, roomId, "one");
    const second = await send(people.ana, roomId, "two");
    expect((await receiptOf(people.carla, first.messageId)).seen).toBeNull();
    await read(people.carla, first.seq);
    vi.setSystemTime(START + 5 * MINUTE_MS);
    await read(people.carla, second.seq);
    vi.setSystemTime(START + 9 * MINUTE_MS);
    await read(people.carla, second.seq);
    expect((await receiptOf(people.carla, first.messageId)).seen?.time).toBe(START);
    const { seen } = await receiptOf(people.carla, second.messageId);
    expect(seen).toEqual({ time: START + 5 * MINUTE_MS, via: "app" });
  });

  test("says when it was mailed and what the provider said; nothing of what was read before", async () => {
    const early = await send(people.ana, roomId, "read on screen");
    await read(people.carla, early.seq);
    vi.setSystemTime(START + MINUTE_MS);
    const late = await send(people.ana, roomId, "mailed");
    await sendDigests(t);
    expect((await receiptOf(people.carla, early.messageId)).emailed).toBeNull();
    const { emailed } = await receiptOf(people.carla, late.messageId);
    expect(emailed).toEqual({
      time: START + MINUTE_MS,
      hasFailed: false,
      delivery: null,
      reason: null,
    });
    await t.mutation(internal.deliveries.record, {
      webhookId: "w1",
      emailId: await digestOf(people.carla),
      messageId: null,
      tag: null,
      delivery: "bounced",
      isFinal: true,
      reason: "No such mailbox",
    });
    const bounced = await receiptOf(people.carla, late.messageId);
    expect(bounced.emailed).toMatchObject({ delivery: "bounced", reason: "No such mailbox" });
    expect(bounced.obstacle).toBe("ADDRESS_STOPPED");
    const about = { roomId, messageId: late.messageId };
    const sum = await people.ana.as.query(api.receipts.summary, about);
    expect(sum).toMatchObject({ clients: 1, seen: 0, emailed: 0, undelivered: 1 });
  });

  test("says that email is off, for a muted room and for all email", async () => {
    const { messageId } = await send(people.ana, roomId, "one");
    await people.carla.as.mutation(api.participants.setNotify, { roomId, level: "off" });
    expect((await receiptOf(people.carla, messageId)).obstacle).toBe("ROOM_MUTED");
    await people.carla.as.mutation(api.users.setEmailMuted, { muted: true });
    expect((await receiptOf(people.carla, messageId)).obstacle).toBe("EMAIL_MUTED");
    const sum = await people.ana.as.query(api.receipts.summary, { roomId, messageId });
    expect(sum).toMatchObject({ clients: 1, unreachable: 1 });
  });

  test("tells what a level let through from what it held back", async () => {
    const { ana, carla } = people;
    const setNotify = (level: "all" | "mentions", untilMorning = false) =>
      carla.as.mutation(api.participants.setNotify, { roomId, level, untilMorning });
    await setNotify("mentions");
    const held = await send(ana, roomId, "for nobody");
    const named = await send(ana, roomId, `for <@${carla.userId}>`);
    expect(await receiptOf(carla, held.messageId)).toMatchObject({ obstacle: "MENTIONS_ONLY" });
    expect((await receiptOf(carla, named.messageId)).obstacle).toBeNull();
    await sendDigests(t);
    expect((await receiptOf(carla, held.messageId)).emailed).toBeNull();
    expect((await receiptOf(carla, named.messageId)).emailed).not.toBeNull();
    await setNotify("all", true);
    vi.setSystemTime(START + MINUTE_MS);
    const paused = await send(ana, roomId, "in the pause");
    vi.setSystemTime(START + 24 * 60 * MINUTE_MS);
    await send(ana, roomId, "after it");
    await sendDigests(t);
    const receipt = await receiptOf(carla, paused.messageId);
    expect(receipt).toMatchObject({ emailed: null, obstacle: "ROOM_PAUSED" });
  });

  test("says that an emailed answer has seen what it answers", async () => {
    const world = await startInbound();
    ({ t, people } = world);
    await receive(world, { headers: { references: `<digest-${world.digestId}@firm.test>` } });
    const oldest = (await messagesOf(people.ana, world.roomId)).at(-1);
    const { seen } = await receiptOf(people.carla, oldest?.messageId ?? "", world.roomId);
    expect(seen?.via).toBe("email");
  });

  test("is of this room only, and re-runs no list of messages: reading writes no message", async () => {
    const { messageId } = await send(people.ana, roomId, "one");
    const other = await makeRoom(people.ana, []);
    const about = { roomId: other, messageId, ...FIRST_PAGE };
    expect(await codeOf(people.ana.as.query(api.receipts.forMessage, about))).toBe("NOT_FOUND");
    const before = await t.run(async (ctx) => await ctx.db.query("messages").take(10));
    await read(people.carla, 1);
    expect(await t.run(async (ctx) => await ctx.db.query("messages").take(10))).toEqual(before);
  });
});

async function digestOf({ userId }: Person): Promise<string> {
  const digests = await t.run(async (ctx) => await ctx.db.query("digests").take(50));
  return digests.find((digest) => digest.userId === userId)?.providerId ?? "";
}

describe("an announcement that asks to be confirmed", () => {
  let news: Id<"rooms">;
  let messageId: Id<"messages">;
  beforeEach(async () => {
    news = await makeRoom(people.ana, [people.carla], {
      kind: "announcement",
      name: "News",
    });
    ({ messageId } = await send(people.ana, news, "New prices from July"));
  });
  const ask = () => people.ana.as.mutation(api.confirmations.ask, { roomId: news, messageId });
  const confirm = () =>
    people.carla.as.mutation(api.confirmations.confirm, { roomId: news, messageId });
  const mine = () => people.carla.as.query(api.confirmations.mine, { roomId: news });

  test("is confirmed once by each reader, and staff see by whom", async () => {
    expect(await mine()).toEqual([]);
    expect(await codeOf(confirm()), "nobody asked").toBe("NOT_FOUND");
    await ask();
    await ask();
    expect(await mine()).toEqual([{ messageId, time: START, confirmedTime: null }]);
    await confirm();
    await confirm();
    expect(await mine()).toEqual([{ messageId, time: START, confirmedTime: expect.any(Number) }]);
    const about = { roomId: news, messageId, ...FIRST_PAGE };
    const { page } = await people.ana.as.query(api.confirmations.list, about);
    expect(page).toEqual([
      { userId: people.carla.userId, name: "Carla", confirmedTime: expect.any(Number) },
    ]);
    const rows = await t.run(async (ctx) => await ctx.db.query("confirmations").take(10));
    expect(rows).toHaveLength(1);
  });

  test("says so in the email, until it is confirmed; not to those who were not asked", async () => {
    const [plain] = await sendDigests(t);
    expect(plain?.text).not.toContain("Please confirm");
    const second = await send(people.ana, news, "And new hours");
    await people.ana.as.mutation(api.confirmations.ask, {
      roomId: news,
      messageId: second.messageId,
    });
    const [asking] = await sendDigests(t);
    expect(asking?.text).toContain(
      `Please confirm that you have read this: https://app.test/open/${news}`,
    );
    expect(asking?.html).toContain("Please confirm that you have read this");
  });

  test("can be asked for with the message itself, once however often it is sent", async () => {
    const about = {
      roomId: news,
      text: "Closed on Friday",
      clientMessageId: "6f1d5b8e-4f2a-4b53-9c1d-2f6f1a9be001",
      asksConfirmation: true,
    };
    const sent = await people.ana.as.mutation(api.messages.send, about);
    expect(await people.ana.as.mutation(api.messages.send, about)).toEqual(sent);
    expect((await mine()).map((request) => request.messageId)).toEqual([sent.messageId]);
    const fresh = { ...about, clientMessageId: "6f1d5b8e-4f2a-4b53-9c1d-2f6f1a9be002" };
    expect(await codeOf(people.carla.as.mutation(api.messages.send, fresh))).toBe("FORBIDDEN");
    const elsewhere = people.ana.as.mutation(api.messages.send, { ...fresh, roomId });
    expect(await codeOf(elsewhere)).toBe("INVALID_ARGUMENT");
    expect(await messagesOf(people.ana, roomId)).toEqual([]);
  });

  test("goes with its message, and no other kind of room has any", async () => {
    await ask();
    await people.ana.as.mutation(api.messages.remove, { roomId: news, messageId });
    expect(await mine()).toEqual([]);
    expect(await codeOf(confirm())).toBe("NOT_FOUND");
    expect(await codeOf(ask())).toBe("NOT_FOUND");
    const { messageId: other } = await send(people.ana, roomId, "one");
    const about = { roomId, messageId: other };
    expect(await codeOf(people.ana.as.mutation(api.confirmations.ask, about))).toBe(
      "INVALID_ARGUMENT",
    );
  });

  test("is neither asked for nor confirmed in an archived room", async () => {
    await ask();
    await people.ana.as.mutation(api.rooms.setArchived, { roomId: news, archived: true });
    expect(await codeOf(confirm())).toBe("ROOM_ARCHIVED");
    expect(await codeOf(ask())).toBe("ROOM_ARCHIVED");
  });
});
