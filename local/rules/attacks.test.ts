/** Attacks over sockets on what only a whole server shows: frames that come, and cursors that travel. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { type Backend, makePeople, makeRoom, type Person, send } from "../../convex/test.setup";
import { ClientSession } from "./clientSession.ts";
import { EngineBackend } from "./engineBackend.ts";

let engine: EngineBackend;
beforeAll(async () => {
  engine = await EngineBackend.start({ production: true });
}, 60_000);
afterAll(async () => await engine.close());

const FIRST = { paginationOpts: { numItems: 20, cursor: null } };

test("a second reaction of a kind, receipts, levels and who else types send a client nothing (G7)", async () => {
  const t = await engine.startWorld();
  const { ana, sam, carla } = await makePeople(t);
  const roomId = await makeRoom(ana, [sam, carla], { name: "Website" });
  const { messageId } = await send(ana, roomId, "Shall we start?");
  const queries = [
    { path: "rooms:list", args: {} },
    { path: "rooms:get", args: { roomId } },
    { path: "messages:list", args: { roomId, ...FIRST } },
    { path: "typing:list", args: { roomId } },
    { path: "pins:list", args: { roomId } },
    { path: "confirmations:mine", args: { roomId } },
  ];
  const session = await ClientSession.open(engine.url, await engine.token("carla"), queries);
  /** Frames with news that a deed brings, the fence's own answer apart. */
  const framesOf = async (deed: () => Promise<unknown>) => {
    const before = session.received.length;
    await deed();
    await engine.settled();
    await session.fence();
    return (
      session.received.slice(before).filter((frame) => frame.includes("QueryUpdated")).length - 1
    );
  };
  const react = (person: Person, on: boolean) => () =>
    person.as.mutation(api.reactions.set, { roomId, messageId, emoji: "🎉", on });
  expect(await framesOf(react(ana, true)), "the recorder sees the first").toBe(1);
  for (const on of [true, false]) expect(await framesOf(react(sam, on))).toBe(0);
  const signal = (person: Person) => () => person.as.mutation(api.typing.signal, { roomId });
  const round = Math.ceil(Date.now() / 3_000) * 3_000 + 60_000;
  engine.clock.set(round + 1_500);
  expect(await framesOf(signal(ana)), "the team writes").toBe(1);
  engine.clock.set(round + 1_900);
  expect(await framesOf(signal(sam)), "one more of the team").toBe(0);
  const { as } = sam;
  const silent: (() => Promise<unknown>)[] = [
    () => as.mutation(api.readPositions.markRead, { roomId, seq: 1 }),
    () => as.mutation(api.readPositions.markUnread, { roomId, seq: 1 }),
    () => as.mutation(api.participants.setNotify, { roomId, level: "off" }),
    () => as.mutation(api.participants.setPinned, { roomId, pinned: true }),
    () => as.mutation(api.presence.beat, {}),
    () => as.mutation(api.waiting.set, { roomId, state: "done" }),
    () => as.mutation(api.notes.add, { roomId, text: "for us", clientNoteId: "1" }),
    () => as.mutation(api.users.updateProfile, { name: "Samuel" }),
    () => as.mutation(api.participants.leave, { roomId }),
  ];
  for (const deed of silent) expect(await framesOf(deed), deed.toString()).toBe(0);
  session.close();
});

test("the cursor of a search names no room of others to somebody with many (R4)", async () => {
  const t = await engine.startWorld();
  const { carla } = await makePeople(t);
  const foreign = await insertRooms(t, carla, { own: 220, foreign: 1_000 });
  let cursor: string | null = null;
  const names: string[] = [];
  let pages = 0;
  do {
    const wish: { text: string; cursor: string | null } = { text: "own", cursor };
    const searchId = await carla.as.mutation(api.search.begin, wish);
    const page = await carla.as.query(api.search.messages, { searchId });
    names.push(...page.rooms.map(({ name }) => name));
    cursor = page.cursor;
    for (const word of foreign) expect(cursor ?? "").not.toContain(word);
    pages += 1;
  } while (cursor !== null && pages < 20);
  expect(new Set(names).size, "each room").toBe(220);
  expect(names, "once").toHaveLength(220);
}, 60_000);

/**
 * Rooms of a person behind more recently active ones of others; gives ids and times of the latter.
 */
async function insertRooms(
  t: Backend,
  person: Person,
  count: { own: number; foreign: number },
): Promise<string[]> {
  return await t.run(async (ctx) => {
    const words: string[] = [];
    for (let number = 0; number < count.own + count.foreign; number += 1) {
      const isOwn = number < count.own;
      const room = { kind: "client" as const, creatorId: person.userId, createdTime: 1 };
      const name = isOwn ? `own ${number}` : `foreign ${number}`;
      const roomId = await ctx.db.insert("rooms", { ...room, name });
      const lastActivityTime = 1_700_000_000_000 + number;
      await ctx.db.insert("roomHeads", { roomId, lastSeq: 0, lastActivityTime });
      if (!isOwn) words.push(roomId, String(lastActivityTime));
      else {
        const seat = { roomId, userId: person.userId, userKind: "client" as const };
        await ctx.db.insert("participants", seat);
      }
    }
    return words;
  });
}
