/** R1, R2, R4: rooms, their creators, and the index of owner and admins. */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { outcomeOf, type Outcome } from "./permissions.suite";
import { dumpTables, portalOf } from "./permissions.world";
import {
  type Backend,
  type Person,
  FIRST_PAGE,
  codeOf,
  makeClient,
  makePeople,
  makeRoom,
  messagesOf,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
});

const listRooms = (person: Person) => person.as.query(api.rooms.list, {});
const add = (person: Person, roomId: string, others: Person[]) =>
  person.as.mutation(api.participants.add, {
    roomId,
    userIds: others.map(({ userId }) => userId),
  });
const remove = (person: Person, roomId: string, { userId }: Person) =>
  person.as.mutation(api.participants.remove, { roomId, userId });

async function namesIn(roomId: string): Promise<string[]> {
  const { page } = await people.ana.as.query(api.participants.list, { roomId, ...FIRST_PAGE });
  return page.map(({ name }) => name).sort();
}

/** The call must leave every table as it was. */
async function withoutEffect(call: () => Promise<unknown>): Promise<Outcome> {
  const before = await dumpTables(t);
  const outcome = await outcomeOf(call());
  expect(await dumpTables(t)).toEqual(before);
  return outcome;
}

describe("R1: rooms have names and participants", () => {
  test("two rooms of one portal may bear one name, and are two rooms", async () => {
    const { ana, carla } = people;
    const first = await makeRoom(ana, [carla], { name: "Website" });
    const second = await makeRoom(ana, [carla], { name: "Website" });
    expect(second).not.toBe(first);
    await send(ana, first, "only here");
    expect(await messagesOf(carla, second)).toEqual([]);
    expect((await listRooms(carla)).map(({ name }) => name)).toEqual(["Website", "Website"]);
  });

  test("a room made from a portal takes its name, unless another is given", async () => {
    const { ana, carla } = people;
    const portalId = await portalOf(t, carla);
    const create = (name?: string) =>
      ana.as.mutation(api.rooms.create, {
        kind: "client",
        portalId,
        ...(name === undefined ? {} : { name }),
      });
    await create();
    await create("Logo");
    const names = (await listRooms(ana)).map(({ name }) => name).sort();
    expect(names).toEqual(["Carla & Co", "Logo"]);
    const nameless = await withoutEffect(() =>
      ana.as.mutation(api.rooms.create, { kind: "client" }),
    );
    expect(nameless).toMatchObject({ code: "INVALID_NAME" });
  });

  test("a contact of one room learns nothing of another room of the same portal", async () => {
    const { ana, carla } = people;
    const colleague = await makeClient(t, "Cora", { portalId: await portalOf(t, carla) });
    await makeRoom(ana, [carla], { name: "With Carla" });
    const other = await makeRoom(ana, [colleague], { name: "With Cora" });
    expect((await listRooms(carla)).map(({ name }) => name)).toEqual(["With Carla"]);
    expect(await codeOf(messagesOf(carla, other))).toBe("NOT_FOUND");
  });
});

describe("R2: the creator", () => {
  test("sits in the room, also when nobody else does, and is listed once", async () => {
    const { ana } = people;
    const roomId = await makeRoom(ana, [ana, people.sam]);
    const { page } = await ana.as.query(api.participants.list, { roomId, ...FIRST_PAGE });
    expect(
      page.map(({ name, isCreator, isYou }) => `${name} ${isCreator} ${isYou}`).sort(),
    ).toEqual(["Ana true true", "Sam false false"]);
    expect(await namesIn(await makeRoom(ana, []))).toEqual(["Ana"]);
  });

  test("cannot be removed, not even by themselves", async () => {
    const { ana, sam, olga } = people;
    const roomId = await makeRoom(ana, [sam]);
    const byAna = await withoutEffect(() => remove(ana, roomId, ana));
    expect(byAna).toMatchObject({ code: "CREATOR_STAYS" });
    for (const other of [sam, olga]) {
      const outcome = await withoutEffect(() => remove(other, roomId, ana));
      expect(outcome).toMatchObject({ code: "FORBIDDEN" });
    }
  });

  test("removes at any moment, adds again, and learns of no seat by removing an outsider", async () => {
    const { ana, carla, omar } = people;
    const roomId = await makeRoom(ana, [carla]);
    await remove(ana, roomId, carla);
    expect(await namesIn(roomId)).toEqual(["Ana"]);
    await add(ana, roomId, [carla]);
    expect(await namesIn(roomId)).toEqual(["Ana", "Carla"]);
    await withoutEffect(() => remove(ana, roomId, omar));
  });

  test("of one room has no say in another", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await makeRoom(sam, [ana]);
    expect(await withoutEffect(() => remove(sam, roomId, carla))).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("R4: the index of owner and admins", () => {
  test("has name, creator and number of participants, and no word of the room", async () => {
    const { ana, sam, carla, olga } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await send(carla, roomId, "Xylocanary");
    const { page } = await olga.as.query(api.rooms.index, FIRST_PAGE);
    const [room] = page;
    expect(page).toHaveLength(1);
    expect(room).toEqual({
      roomId,
      name: "Carla's room",
      kind: "client",
      archived: false,
      creatorName: "Ana",
      participantCount: 3,
    });
  });
});
