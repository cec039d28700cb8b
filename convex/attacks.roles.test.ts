/** Standing that somebody takes or keeps against the rules: roles, suspension, invitations. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { outcomeOf, type Outcome } from "./permissions.suite";
import { dumpTables, portalOf } from "./permissions.world";
import {
  type Backend,
  type Person,
  FIRST_PAGE,
  ISSUER,
  makePeople,
  makeRoom,
  makeStaff,
  send,
  startBackend,
} from "./test.setup";
import type { StaffRole } from "./validators";

const DAY_MS = 86_400_000;

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
      await refused(() => ana.as.mutation(api.rooms.handOver, { roomId, userId }));
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

describe("an invitation", () => {
  const EMAIL = "iva@client.test";
  let portalId: Id<"portals">;
  let invitationId: Id<"invitations">;

  beforeEach(async () => {
    portalId = await portalOf(t, people.carla);
    invitationId = await people.ana.as.mutation(api.invitations.inviteClient, {
      portalId,
      email: EMAIL,
      name: "Iva",
    });
  });

  /** The newest token; it stands nowhere but in the email. */
  async function mailedToken(): Promise<string> {
    const links = JSON.stringify(await dumpTables(t)).matchAll(/\/invitation\/([a-z0-9]+)/g);
    const token = [...links].at(-1)?.[1];
    if (token === undefined) throw new Error("No invitation was mailed");
    return token;
  }

  async function invited() {
    const user = await t.run(
      async (ctx) =>
        await ctx.db
          .query("users")
          .withIndex("by_email", (q) => q.eq("email", EMAIL))
          .unique(),
    );
    if (user === null) throw new Error("Iva has an account");
    return user;
  }

  const accept = async (
    identity: { subject: string; email?: string; emailVerified?: boolean },
    token?: string,
  ) =>
    await t
      .withIdentity({ issuer: ISSUER, ...identity })
      .mutation(api.invitations.accept, { token: token ?? (await mailedToken()) });
  const INVITED = { subject: "iva", email: EMAIL, emailVerified: true };

  test("lets the invited address in, once, as a client of that portal and nothing more", async () => {
    expect(await accept(INVITED)).toEqual({ kind: "client" });
    const iva = await invited();
    expect(iva).toMatchObject({ kind: "client", state: "active", portalId });
    expect(iva.role).toBeUndefined();
    const again = await refused(() => accept({ ...INVITED, subject: "second" }));
    expect(again).toMatchObject({ code: "INVITATION_NOT_VALID" });
  });

  test.each([
    ["whose address is not verified", { ...INVITED, emailVerified: false }],
    ["who says nothing of a verification", { subject: "iva", email: EMAIL }],
    ["without an address", { subject: "iva", emailVerified: true }],
    ["with another address", { ...INVITED, email: "evil@client.test" }],
    ["with an address that only contains it", { ...INVITED, email: `x${EMAIL}` }],
    ["who has an account already", { ...INVITED, subject: "carla" }],
    ["who is suspended", { ...INVITED, subject: "sam" }],
  ])("lets nobody in %s", async (_who, identity) => {
    if (identity.subject === "sam") await suspend(people.olga, people.sam);
    const outcome = await refused(() => accept(identity));
    expect(outcome).toMatchObject({ code: "INVITATION_NOT_VALID" });
  });

  test("is over when it is revoked, after 14 days, and for the old link when it is sent again", async () => {
    const { ana } = people;
    const old = await mailedToken();
    await ana.as.mutation(api.invitations.resend, { invitationId });
    expect(await refused(() => accept(INVITED, old))).toMatchObject({
      code: "INVITATION_NOT_VALID",
    });
    vi.setSystemTime(Date.now() + 14 * DAY_MS + 1);
    expect(await refused(() => accept(INVITED))).toMatchObject({ code: "INVITATION_NOT_VALID" });
    await ana.as.mutation(api.invitations.resend, { invitationId });
    await ana.as.mutation(api.invitations.revoke, { invitationId });
    expect(await refused(() => accept(INVITED))).toMatchObject({ code: "INVITATION_NOT_VALID" });
  });

  test("answers an unknown link, a used one and a stranger's with the very same bytes", async () => {
    const stranger = { subject: "x", email: "x@x.test", emailVerified: true };
    const unknown = await refused(() => accept(stranger, "unknown"));
    const strangers = await refused(() => accept(stranger));
    await accept(INVITED);
    const used = await refused(() => accept(stranger));
    expect([strangers, used]).toEqual([unknown, unknown]);
  });

  test("keeps a seat that shows nothing before, and the whole history after (R3, R6)", async () => {
    const { ana } = people;
    const roomId = await makeRoom(ana, [people.carla]);
    await send(ana, roomId, "before");
    const userId = (await invited())._id;
    await ana.as.mutation(api.participants.reserve, { roomId, userId });
    const iva = t.withIdentity({ issuer: ISSUER, ...INVITED });
    const read = () => iva.query(api.messages.list, { roomId, ...FIRST_PAGE });
    expect(await outcomeOf(read())).toMatchObject({ code: "NOT_ACTIVATED" });
    await accept(INVITED);
    expect((await read()).page.map(({ text }) => text)).toEqual(["before"]);
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
