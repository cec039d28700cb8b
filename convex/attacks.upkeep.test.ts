/** What comes with time: pictures, names, space, searches and old messages, for whoever wants more of them. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { pngBytes, sendFiles, store, storedIds, textBytes, upload } from "./files.setup";
import { lastVerdict, receive, startInbound } from "./inbound.setup";
import { monthsBefore } from "./model/calendarMonths";
import { beginRun } from "./model/retentionRun";
import { CLIENT_MAX_BYTES } from "./model/storageQuota";
import { outcomeOf } from "./permissions.suite";
import { setState } from "./permissions.world";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  makeStaff,
  messagesOf,
  type Person,
  send,
  startBackend,
} from "./test.setup";

const NOW = Date.UTC(2026, 2, 2, 9);
const BEFORE = monthsBefore(NOW, 12);

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Somebody of the team who has done everything in the room but write in it. */
async function silentColleague(): Promise<Person> {
  const { ana, carla } = people;
  const nils = await makeStaff(t, "Nils Qorvaxil");
  await ana.as.mutation(api.participants.add, { roomId, userIds: [nils.userId], confirmed: true });
  const { messageId } = await send(carla, roomId, "hello");
  const spoilt = await send(ana, roomId, "a mistake");
  const { as } = nils;
  await as.mutation(api.notes.add, { roomId, text: "for us", clientNoteId: "1" });
  await as.mutation(api.reactions.set, { roomId, messageId, emoji: "👍", on: true });
  await as.mutation(api.pins.set, { roomId, messageId, pinned: true });
  await as.mutation(api.messages.remove, { roomId, messageId: spoilt.messageId });
  await as.mutation(api.readPositions.markRead, { roomId, seq: 2 });
  await as.mutation(api.typing.signal, { roomId });
  return nils;
}

describe("of a colleague who noted, reacted, pinned, deleted and read, but wrote nothing", () => {
  test("a client gets no picture, and no answer that names its address (G7, G8)", async () => {
    const nils = await silentColleague();
    await nils.as.mutation(api.avatars.set, { bytes: pngBytes(256, 256).buffer });
    const { avatar } = await nils.as.query(api.users.viewer, {});
    expect(avatar).toHaveLength(16);
    const { ana, carla } = people;
    const answers = await Promise.all([
      carla.as.query(api.rooms.list, {}),
      carla.as.query(api.rooms.get, { roomId }),
      carla.as.query(api.messages.list, { roomId, ...FIRST_PAGE }),
      carla.as.query(api.pins.list, { roomId }),
      carla.as.query(api.typing.list, { roomId }),
      carla.as.query(api.files.listInRoom, { roomId, ...FIRST_PAGE }),
    ]);
    expect(JSON.stringify(answers)).not.toContain(avatar);
    expect(JSON.stringify(answers)).not.toContain("Qorvaxil");
    const statusFor = async (one: Person) => (await one.as.fetch(`/avatars/${avatar}`)).status;
    expect([await statusFor(ana), await statusFor(carla)]).toEqual([200, 404]);
  });

  test("a client does not learn the name by being refused it (R5)", async () => {
    const nils = await silentColleague();
    const call = (name: string) =>
      outcomeOf(people.carla.as.mutation(api.users.updateProfile, { name }));
    expect(await call(nils.name)).toEqual(await call("Nobody at all"));
    await send(nils, roomId, "now you know me");
    expect(await call(nils.name)).not.toEqual(await call("Nobody at all"));
  });
});

test("a search that was begun before finds nothing after a removal, and is refused to the suspended", async () => {
  const { ana, carla } = people;
  await send(ana, roomId, "kiln and glaze");
  const wish = { text: "kiln", cursor: null };
  const [everywhere, inRoom] = [
    await carla.as.mutation(api.search.begin, wish),
    await carla.as.mutation(api.search.begin, { ...wish, roomId }),
  ];
  const found = async (searchId: string) =>
    JSON.stringify(await carla.as.query(api.search.messages, { searchId }));
  for (const searchId of [everywhere, inRoom]) expect(await found(searchId)).toContain("glaze");
  await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
  for (const searchId of [everywhere, inRoom]) {
    expect(await found(searchId)).not.toContain("glaze");
    expect(await found(searchId)).not.toContain(roomId);
  }
  await setState(t, carla, "suspended");
  expect(await codeOf(found(everywhere))).toBe("SUSPENDED");
});

describe("a client's space", () => {
  const ask = (size: number) =>
    people.carla.as.mutation(api.files.requestUpload, { roomId, name: "plan.pdf", size });
  const used = async () =>
    (await t.run(async (ctx) => await ctx.db.query("storageUses").take(10))).map(
      ({ bytes }) => bytes,
    );

  test("is given once, however many ask for the rest of it at the same time", async () => {
    const owner = people.carla.userId;
    await t.run(async (ctx) => {
      await ctx.db.insert("storageUses", { owner, bytes: CLIENT_MAX_BYTES - 100 });
    });
    const wishes = await Promise.allSettled(Array.from({ length: 8 }, () => ask(60)));
    expect(wishes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(Math.max(...(await used()))).toBe(CLIENT_MAX_BYTES - 40);
  });

  test("does not grow by giving up, claiming or sending the same file twice, nor by others' bytes", async () => {
    const { ana, carla } = people;
    const kept = await upload(t, carla, roomId, pngBytes());
    await sendFiles(carla, roomId, [kept]);
    const before = await used();
    const { fileId } = await ask(1_000);
    const gone = { roomId, fileId };
    await carla.as.mutation(api.files.discard, gone);
    expect(await codeOf(carla.as.mutation(api.files.discard, gone))).toBe("NOT_FOUND");
    await carla.as.mutation(api.files.discard, { roomId, fileId: kept });
    const again = await ask(1_000);
    const [taken] = await storedIds(t);
    const claim = { roomId, fileId: again.fileId, thumbnailStorageId: null };
    await carla.as.mutation(api.files.claim, { ...claim, storageId: taken! });
    const storageId = await store(t, textBytes("late"));
    expect(await codeOf(carla.as.mutation(api.files.claim, { ...claim, storageId }))).toBe(
      "INVALID_ARGUMENT",
    );
    await carla.as.mutation(api.files.discard, { roomId, fileId: again.fileId });
    expect(await used()).toEqual(before);
    const [{ attachments } = { attachments: [] }] = await messagesOf(ana, roomId);
    expect(attachments).toHaveLength(1);
    expect((await ana.as.fetch(`/files/${kept}`)).status).toBe(200);
  });
});

describe("the rule that removes old messages", () => {
  async function runRule(): Promise<void> {
    vi.setSystemTime(NOW);
    await people.olga.as.mutation(api.retention.set, { months: 12 });
    const startedTime = await t.run(async (ctx) => await beginRun(ctx));
    while (await t.mutation(internal.retention.step, { startedTime: startedTime! })) continue;
  }

  test("takes what is a millisecond too old, and leaves what is not", async () => {
    vi.setSystemTime(BEFORE - 1);
    const { messageId } = await send(people.ana, roomId, "too old");
    await people.ana.as.mutation(api.pins.set, { roomId, messageId, pinned: true });
    vi.setSystemTime(BEFORE);
    await send(people.ana, roomId, "just in time");
    await runRule();
    const left = (await messagesOf(people.carla, roomId)).map(({ text }) => text);
    expect(left).toEqual(["just in time"]);
    expect(await people.carla.as.query(api.pins.list, { roomId })).toEqual([]);
  });

  test("leaves a file that a younger message carries too, and its space, to the last of them (edge 10)", async () => {
    const { ana, carla } = people;
    vi.setSystemTime(BEFORE - 1);
    const fileId = await upload(t, carla, roomId, pngBytes());
    await sendFiles(carla, roomId, [fileId], "too old");
    vi.setSystemTime(BEFORE);
    const { messageId } = await sendFiles(carla, roomId, [fileId], "just in time");
    await runRule();
    expect((await ana.as.fetch(`/files/${fileId}`)).status).toBe(200);
    const uses = async () => await t.run(async (ctx) => await ctx.db.query("storageUses").take(10));
    expect(await uses()).toHaveLength(2);
    await carla.as.mutation(api.messages.remove, { roomId, messageId });
    expect([await storedIds(t), await uses()]).toEqual([[], []]);
    expect((await ana.as.fetch(`/files/${fileId}`)).status).toBe(404);
  });
});

test("an old email that the provider tells of again is not posted again, its message being removed (G11)", async () => {
  vi.setSystemTime(BEFORE - 1);
  const world = await startInbound();
  await receive(world, { text: "Old news." }, "msg_old", "email-old");
  expect(await lastVerdict(world.t)).toBe("posted");
  vi.setSystemTime(NOW);
  await world.people.olga.as.mutation(api.retention.set, { months: 12 });
  const startedTime = await world.t.run(async (ctx) => await beginRun(ctx));
  while (await world.t.mutation(internal.retention.step, { startedTime: startedTime! })) continue;
  expect(await messagesOf(world.people.ana, world.roomId)).toEqual([]);
  for (const webhookId of ["msg_old", "msg_new"]) {
    await receive(world, { text: "Old news." }, webhookId, "email-old");
  }
  expect(await messagesOf(world.people.ana, world.roomId)).toEqual([]);
});
