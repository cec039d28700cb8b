/** Invitations in the hands of those to whom they were not sent, or at the wrong time. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { outcomeOf, type Outcome } from "./permissions.suite";
import { dumpTables, portalOf } from "./permissions.world";
import {
  type Backend,
  FIRST_PAGE,
  ISSUER,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

const DAY_MS = 86_400_000;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = await startBackend();
  people = await makePeople(t);
});
afterEach(() => {
  vi.useRealTimers();
});

async function refused(call: () => Promise<unknown>): Promise<Outcome> {
  const before = await dumpTables(t);
  const outcome = await outcomeOf(call());
  expect(outcome.kind).not.toBe("answer");
  expect(await dumpTables(t)).toEqual(before);
  return outcome;
}

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
    const { userId } = people.sam;
    if (identity.subject === "sam") await people.olga.as.mutation(api.team.suspend, { userId });
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
