/** "See as this client", and what a room tells of its files and its past. */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { canariesIn } from "./canaries.setup";
import { insertFiles, setState } from "./permissions.world";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makeClient,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
});

describe("seeing as a client", () => {
  test("gives the very bytes that the client gets, of the list, the room, its messages and pins", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    const { messageId } = await send(sam, roomId, `<@${carla.userId}> look, <@${sam.userId}>`);
    await send(carla, roomId, "seen");
    await sam.as.mutation(api.pins.set, { roomId, messageId, pinned: true });
    await carla.as.mutation(api.reactions.set, { roomId, messageId, emoji: "👍", on: true });
    await ana.as.mutation(api.notes.add, { roomId, text: "hush", clientNoteId: "n" });
    const asCarla = { userId: carla.userId, roomId };

    const seen = await ana.as.query(api.preview.rooms, { userId: carla.userId });
    expect(seen.rooms).toEqual(await carla.as.query(api.rooms.list, {}));
    expect(await ana.as.query(api.preview.room, asCarla)).toEqual(
      await carla.as.query(api.rooms.get, { roomId }),
    );
    expect(await ana.as.query(api.preview.messages, { ...asCarla, ...FIRST_PAGE })).toEqual(
      await carla.as.query(api.messages.list, { roomId, ...FIRST_PAGE }),
    );
    expect(await ana.as.query(api.preview.pins, asCarla)).toEqual(
      await carla.as.query(api.pins.list, { roomId }),
    );
    const own = await ana.as.query(api.messages.list, { roomId, ...FIRST_PAGE });
    const asked = await ana.as.query(api.preview.messages, { ...asCarla, ...FIRST_PAGE });
    expect(asked.page, "which is not what she sees herself").not.toEqual(own.page);
  });

  test("shows the rooms that both sit in, and not a word of the client's others", async () => {
    const { ana, sam, carla, omar } = people;
    const shared = await makeRoom(ana, [carla]);
    const other = await makeRoom(sam, [carla], { name: "Zymbrolwex" });
    await send(sam, other, "Qworvaxil");
    const mine = await makeRoom(ana, [omar]);

    const seen = await ana.as.query(api.preview.rooms, { userId: carla.userId });
    expect(seen.rooms.map(({ roomId }) => roomId)).toEqual([shared]);
    expect(canariesIn(JSON.stringify(seen), ["Zymbrolwex", "Qworvaxil"])).toEqual([]);
    for (const roomId of [other, mine]) {
      const asCarla = { userId: carla.userId, roomId };
      expect(await codeOf(ana.as.query(api.preview.room, asCarla))).toBe("NOT_FOUND");
      expect(await codeOf(ana.as.query(api.preview.messages, { ...asCarla, ...FIRST_PAGE }))).toBe(
        "NOT_FOUND",
      );
    }
    await ana.as.mutation(api.participants.remove, { roomId: shared, userId: carla.userId });
    expect((await ana.as.query(api.preview.rooms, { userId: carla.userId })).rooms).toEqual([]);
  });

  test("is of nobody who is invited or suspended, nor of staff", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    for (const state of ["invited", "suspended"] as const) {
      await setState(t, carla, state);
      const asCarla = { userId: carla.userId, roomId };
      expect(await codeOf(ana.as.query(api.preview.room, asCarla)), state).toBe("NOT_FOUND");
      expect(await codeOf(ana.as.query(api.preview.rooms, { userId: carla.userId }))).toBe(
        "NOT_FOUND",
      );
    }
    expect(await codeOf(ana.as.query(api.preview.rooms, { userId: sam.userId }))).toBe("NOT_FOUND");
    expect(await codeOf(ana.as.query(api.preview.rooms, { userId: "nobody" }))).toBe("NOT_FOUND");
  });
});

describe("a room's files", () => {
  test("are those of its messages: uploads that nobody has sent are in nobody's list", async () => {
    const { ana, carla } = people;
    const roomId = await makeRoom(ana, [carla]);
    await insertFiles(t, roomId, ana, "sent by Ana.png");
    await insertFiles(t, await makeRoom(ana, []), ana, "elsewhere.png");
    for (const reader of [ana, carla]) {
      const { page } = await reader.as.query(api.files.listInRoom, { roomId, ...FIRST_PAGE });
      expect(page.map(({ file, author }) => [file.name, author])).toEqual([
        ["sent by Ana.png", { name: "Ana", mine: reader === ana }],
      ]);
    }
  });

  test("come from the firm, for clients under studio identity", async () => {
    const { ana, olga, carla } = people;
    const roomId = await makeRoom(ana, [carla]);
    await insertFiles(t, roomId, ana);
    await olga.as.mutation(api.firm.update, { studioIdentity: true });
    const seen = await carla.as.query(api.files.listInRoom, { roomId, ...FIRST_PAGE });
    expect(seen.page.map(({ author }) => author.name)).toEqual(["The Firm"]);
    expect(canariesIn(JSON.stringify(seen), [ana.userId])).toEqual([]);
  });
});

test("a room's activity says who comes and goes and what it is called, not what was deleted", async () => {
  const { ana, sam, carla } = people;
  const roomId = await makeRoom(ana, [sam]);
  const nina = await makeClient(t, "Nina");
  await ana.as.mutation(api.participants.add, { roomId, userIds: [nina.userId] });
  const { messageId } = await send(sam, roomId, "gone");
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  await ana.as.mutation(api.rooms.rename, { roomId, name: "Renamed" });
  await ana.as.mutation(api.participants.remove, { roomId, userId: nina.userId });
  const { page } = await sam.as.query(api.rooms.activity, { roomId, ...FIRST_PAGE });
  expect(page.map(({ action, person }) => [action, person])).toEqual([
    ["participant.remove", "Nina"],
    ["room.rename", null],
    ["participant.add", "Nina"],
    ["participant.add", "Sam"],
    ["room.create", null],
  ]);
  await ana.as.mutation(api.participants.add, { roomId, userIds: [carla.userId] });
  expect(await codeOf(carla.as.query(api.rooms.activity, { roomId, ...FIRST_PAGE }))).toBe(
    "FORBIDDEN",
  );
});
