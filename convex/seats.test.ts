/** Who may take a seat: R3, R9, and clients of two portals. */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { outcomeOf, type Outcome } from "./permissions.suite";
import { dumpTables, portalOf, setState } from "./permissions.world";
import {
  type Backend,
  type Person,
  FIRST_PAGE,
  makeClient,
  makePeople,
  makeRoom,
  makeStaff,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
});

const add = (person: Person, roomId: string, others: Person[]) =>
  person.as.mutation(api.participants.add, {
    roomId,
    userIds: others.map(({ userId }) => userId),
  });

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

test("the team is told how many clients sit in the room; a client, nothing of it (R5)", async () => {
  const { ana, sam, carla } = people;
  const roomId = await makeRoom(ana, [sam]);
  const seen = async (person: Person) => await person.as.query(api.rooms.get, { roomId });
  expect(await seen(sam)).toMatchObject({ participantCount: 2, clientCount: 0 });
  await add(ana, roomId, [carla]);
  expect(await seen(sam)).toMatchObject({ participantCount: 3, clientCount: 1 });
  expect(await seen(carla)).not.toHaveProperty("clientCount");
  expect(await seen(carla)).not.toHaveProperty("portalId");
});

describe("R3: only active accounts take a seat", () => {
  test.each(["invited", "suspended"] as const)(
    "one %s person refuses the whole call, is named, and nobody is added",
    async (state) => {
      const { ana, sam, omar } = people;
      const paul = await makeClient(t, "Paul", { state });
      const roomId = await makeRoom(ana, []);
      const outcome = await withoutEffect(() => add(ana, roomId, [sam, paul, omar]));
      expect(outcome).toMatchObject({ code: "PARTICIPANT_NOT_ACTIVE" });
      const { message } = JSON.parse((outcome as { data: string }).data) as { message: string };
      expect(message).toContain("Paul");
      expect(message).not.toMatch(/Sam|Omar/);
      expect(await namesIn(roomId)).toEqual(["Ana"]);
    },
  );

  test.each(["invited", "suspended"] as const)(
    "nor is a room made with one %s person",
    async (state) => {
      const paul = await makeClient(t, "Paul", { state });
      const outcome = await withoutEffect(() => makeRoom(people.ana, [people.sam, paul]));
      expect(outcome).toMatchObject({ code: "PARTICIPANT_NOT_ACTIVE" });
    },
  );

  test("a seat is kept for the invited only: who is active is added, who is suspended is not", async () => {
    const { ana, carla } = people;
    const roomId = await makeRoom(ana, []);
    const dora = await makeStaff(t, "Dora");
    await setState(t, dora, "suspended");
    for (const { userId } of [carla, dora]) {
      const reserve = () => ana.as.mutation(api.participants.reserve, { roomId, userId });
      expect(await withoutEffect(reserve)).toMatchObject({ kind: "error" });
    }
  });

  test("they can be added as soon as they are active", async () => {
    const { ana } = people;
    const paul = await makeClient(t, "Paul", { state: "invited" });
    const roomId = await makeRoom(ana, []);
    await t.run(async (ctx) => await ctx.db.patch("users", paul.userId, { state: "active" }));
    await add(ana, roomId, [paul]);
    expect(await namesIn(roomId)).toEqual(["Ana", "Paul"]);
  });

  test("a suspended staff member is refused as well, and an account that is gone", async () => {
    const { ana } = people;
    const dora = await makeStaff(t, "Dora");
    const gone = await makeStaff(t, "Gone");
    const roomId = await makeRoom(ana, []);
    await setState(t, dora, "suspended");
    await t.run(async (ctx) => await ctx.db.delete("users", gone.userId));
    expect(await withoutEffect(() => add(ana, roomId, [dora]))).toMatchObject({
      code: "PARTICIPANT_NOT_ACTIVE",
    });
    expect(await withoutEffect(() => add(ana, roomId, [gone]))).toMatchObject({ kind: "error" });
  });

  test("one bad among 200 refuses all; without it all sit, and more in further calls", async () => {
    const { ana } = people;
    const bad = await makeClient(t, "Paul", { state: "invited" });
    const roomId = await makeRoom(ana, []);
    const crowd = await insertStaff(250);
    const addAll = (userIds: Id<"users">[]) =>
      ana.as.mutation(api.participants.add, { roomId, userIds });
    const outcome = await withoutEffect(() => addAll([...crowd.slice(0, 199), bad.userId]));
    expect(outcome).toMatchObject({ code: "PARTICIPANT_NOT_ACTIVE" });
    await addAll(crowd.slice(0, 200));
    await addAll(crowd.slice(200));
    const room = await ana.as.query(api.rooms.get, { roomId });
    expect(room).toMatchObject({ participantCount: 251 });
  }, 30_000);

  async function insertStaff(count: number): Promise<Id<"users">[]> {
    return await t.run(async (ctx) => {
      const ids: Id<"users">[] = [];
      for (let index = 0; index < count; index += 1) {
        const about = { name: `S${index}`, email: `s${index}@firm.test`, emailMuted: false };
        ids.push(
          await ctx.db.insert("users", {
            ...about,
            kind: "staff",
            role: "member",
            state: "active",
          }),
        );
      }
      return ids;
    });
  }

  test("adding somebody twice, in one call or in two, gives one seat", async () => {
    const { ana, sam } = people;
    const roomId = await makeRoom(ana, [sam, sam]);
    await add(ana, roomId, [sam, sam]);
    await add(ana, roomId, [ana, sam]);
    expect(await namesIn(roomId)).toEqual(["Ana", "Sam"]);
    expect((await dumpTables(t))["participants"]).toHaveLength(2);
  });
});

describe("clients of two portals in one room", () => {
  test("meet only when staff confirm it; each is an author to the other, no more", async () => {
    const { ana, sam, carla, omar } = people;
    const roomId = await makeRoom(ana, [carla]);
    const outcome = await withoutEffect(() => add(ana, roomId, [sam, omar]));
    expect(outcome).toMatchObject({ code: "PORTALS_MEET" });
    const create = (confirmed: boolean) =>
      ana.as.mutation(api.rooms.create, {
        kind: "client",
        name: "Both",
        participantIds: [carla.userId, omar.userId],
        confirmed,
      });
    expect(await withoutEffect(() => create(false))).toMatchObject({ code: "PORTALS_MEET" });
    await create(true);
    await ana.as.mutation(api.participants.add, {
      roomId,
      userIds: [omar.userId],
      confirmed: true,
    });
    expect(await namesIn(roomId)).toEqual(["Ana", "Carla", "Omar"]);
  });

  test("nor do they meet through a seat that is kept for one of them", async () => {
    const { ana, carla } = people;
    const paul = await makeClient(t, "Paul", { state: "invited" });
    const roomId = await makeRoom(ana, [carla]);
    const reserve = (confirmed: boolean) =>
      ana.as.mutation(api.participants.reserve, { roomId, userId: paul.userId, confirmed });
    expect(await withoutEffect(() => reserve(false))).toMatchObject({ code: "PORTALS_MEET" });
    const empty = await makeRoom(ana, []);
    const { userId } = paul;
    await ana.as.mutation(api.participants.reserve, { roomId: empty, userId });
    expect(await withoutEffect(() => add(ana, empty, [carla]))).toMatchObject({
      code: "PORTALS_MEET",
    });
    await reserve(true);
  });

  test("of one portal need no confirmation, nor do staff, nor an announcement room", async () => {
    const { ana, sam, carla, omar } = people;
    const colleague = await makeClient(t, "Cora", { portalId: await portalOf(t, carla) });
    expect(await namesIn(await makeRoom(ana, [carla, colleague, sam]))).toHaveLength(4);
    const news = await makeRoom(ana, [carla, omar], { kind: "announcement" });
    expect(await namesIn(news)).toHaveLength(3);
  });
});

describe("R9: an internal room", () => {
  test("takes no client, neither at its making nor later, alone or among staff", async () => {
    const { ana, sam, carla } = people;
    const made = await withoutEffect(() => makeRoom(ana, [sam, carla], { kind: "internal" }));
    expect(made).toMatchObject({ code: "INTERNAL_ONLY" });
    const roomId = await makeRoom(ana, [], { kind: "internal" });
    for (const others of [[carla], [sam, carla]]) {
      const outcome = await withoutEffect(() => add(ana, roomId, others));
      expect(outcome).toMatchObject({ code: "INTERNAL_ONLY" });
    }
    const paul = await makeClient(t, "Paul", { state: "invited" });
    const reserve = () =>
      ana.as.mutation(api.participants.reserve, { roomId, userId: paul.userId });
    expect(await withoutEffect(reserve)).toMatchObject({ code: "INTERNAL_ONLY" });
    await add(ana, roomId, [sam]);
    expect(await namesIn(roomId)).toEqual(["Ana", "Sam"]);
  });
});
