/** Standing that somebody takes or keeps against the rules: roles, suspension, hand-over. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { outcomeOf, type Outcome } from "./permissions.suite";
import { dumpTables, portalOf } from "./permissions.world";
import {
  type Backend,
  type Person,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  makeStaff,
  send,
  startBackend,
} from "./test.setup";
import type { StaffRole } from "./validators";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let adam: Person;

beforeEach(async () => {
  vi.useFakeTimers();
  t = await startBackend();
  people = await makePeople(t);
  adam = await makeStaff(t, "Adam", "admin");
});
afterEach(() => {
  vi.useRealTimers();
});

const setRole = (by: Person, { userId }: Person, role: StaffRole) =>
  by.as.mutation(api.team.setRole, { userId, role });
const suspend = (by: Person, { userId }: Person, successor?: Person) =>
  by.as.mutation(api.team.suspend, {
    userId,
    ...(successor === undefined ? {} : { successorId: successor.userId }),
  });

async function refused(call: () => Promise<unknown>): Promise<Outcome> {
  const before = await dumpTables(t);
  const outcome = await outcomeOf(call());
  expect(outcome.kind).not.toBe("answer");
  expect(await dumpTables(t)).toEqual(before);
  return outcome;
}

async function userOf({ userId }: Person) {
  return await t.run(async (ctx) => await ctx.db.get("users", userId));
}

describe("an admin", () => {
  test("touches no owner: neither their role nor their access", async () => {
    const { olga } = people;
    await setRole(olga, await makeStaff(t, "Otto"), "owner");
    expect(await refused(() => setRole(adam, olga, "member"))).toMatchObject({ code: "FORBIDDEN" });
    expect(await refused(() => suspend(adam, olga))).toMatchObject({ code: "FORBIDDEN" });
  });

  test("raises neither themselves nor anybody else to owner", async () => {
    for (const target of [adam, people.ana]) {
      const outcome = await refused(() => setRole(adam, target, "owner"));
      expect(outcome).toMatchObject({ code: "FORBIDDEN" });
    }
    const invitation = { email: "new@firm.test", name: "New", role: "owner" as const };
    const outcome = await refused(() => adam.as.mutation(api.invitations.inviteStaff, invitation));
    expect(outcome).toMatchObject({ code: "FORBIDDEN" });
  });

  test("gives no client a role, which would make them staff", async () => {
    await refused(() => setRole(adam, people.carla, "admin"));
    await refused(() => setRole(people.olga, people.carla, "owner"));
    expect(await userOf(people.carla)).toMatchObject({ kind: "client" });
  });

  test("may make an admin and a member, as an owner may make an owner", async () => {
    await setRole(adam, people.ana, "admin");
    await setRole(adam, people.ana, "member");
    await setRole(people.olga, people.ana, "owner");
    expect(await userOf(people.ana)).toMatchObject({ role: "owner" });
  });
});

test("nobody suspends themselves or changes their own role, also where others could", async () => {
  const second = await makeStaff(t, "Otto", "owner");
  for (const person of [second, adam]) {
    expect(await refused(() => suspend(person, person))).toMatchObject({ code: "FORBIDDEN" });
    expect(await refused(() => setRole(person, person, "member"))).toMatchObject({
      code: "FORBIDDEN",
    });
  }
});

test("the last owner stays owner and active, whoever tries", async () => {
  const { olga } = people;
  await refused(() => setRole(olga, olga, "member"));
  await refused(() => suspend(olga, olga));
  expect(await userOf(olga)).toMatchObject({ role: "owner", state: "active" });
});

describe("suspending somebody", () => {
  test("ends their access at once, and reactivating gives it back", async () => {
    const { olga, sam, ana } = people;
    const roomId = await makeRoom(ana, [sam]);
    await suspend(olga, sam);
    expect(await outcomeOf(send(sam, roomId, "hello"))).toMatchObject({ code: "SUSPENDED" });
    await olga.as.mutation(api.team.reactivate, { userId: sam.userId });
    await send(sam, roomId, "hello");
  });

  test.each([
    ["the one who is named", "Sam"],
    ["without a name, the longest-seated active colleague", "Early"],
  ])("gives their rooms to %s", async (_who, name) => {
    const { olga, ana, sam, carla } = people;
    const gone = await makeStaff(t, "Left");
    const early = await makeStaff(t, "Early");
    const roomId = await makeRoom(ana, [gone, early, carla, sam]);
    await suspend(olga, gone);
    await suspend(olga, ana, name === "Sam" ? sam : undefined);
    const room = await sam.as.query(api.rooms.get, { roomId });
    expect(room).toMatchObject({ creatorName: name });
  });

  test("names no successor who is a client or suspended", async () => {
    const { olga, ana, sam, carla } = people;
    await makeRoom(ana, [sam, carla]);
    await suspend(olga, sam);
    for (const successor of [carla, sam]) await refused(() => suspend(olga, ana, successor));
  });

  test("never leaves a client room without active staff: the acting admin is seated", async () => {
    const { olga, ana, carla } = people;
    const roomId = await makeRoom(ana, [carla]);
    await suspend(olga, ana);
    const room = await olga.as.query(api.rooms.get, { roomId });
    expect(room).toMatchObject({ creatorName: "Olga", viewerIsCreator: true });
    const seats = await olga.as.query(api.participants.list, { roomId, ...FIRST_PAGE });
    expect(seats.page.map(({ name }) => name)).toContain("Olga");
  });
});

describe("a room is handed over", () => {
  test("to no client, no outsider and nobody suspended", async () => {
    const { ana, sam, carla, olga } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await suspend(olga, sam);
    for (const { userId } of [sam, carla, olga]) {
      const given = () => ana.as.mutation(api.rooms.handOver, { roomId, userId });
      expect(await refused(given)).toMatchObject({ code: "SUCCESSOR_NOT_HERE" });
    }
  });

  test("and the giver then may leave, and has no say any more", async () => {
    const { ana, sam, carla } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await ana.as.mutation(api.rooms.handOver, { roomId, userId: sam.userId });
    const { userId } = carla;
    const removal = () => ana.as.mutation(api.participants.remove, { roomId, userId });
    expect(await refused(removal)).toMatchObject({ code: "FORBIDDEN" });
    await ana.as.mutation(api.participants.leave, { roomId });
    await sam.as.mutation(api.participants.remove, { roomId, userId });
  });
});

test("a portal shows each staff person only those of its rooms in which they sit (R4)", async () => {
  const { ana, sam, carla } = people;
  const portalId = await portalOf(t, carla);
  await ana.as.mutation(api.rooms.create, { kind: "client", portalId, name: "Xylocanary" });
  const seenBy = async (person: Person) =>
    JSON.stringify(await person.as.query(api.portals.get, { portalId }));
  expect(await seenBy(ana)).toContain("Xylocanary");
  for (const person of [sam, adam]) expect(await seenBy(person)).not.toContain("Xylocanary");
});
