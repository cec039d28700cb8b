/** Clerk's webhooks: signed, in any order, repeated; and its tokens' shape against an invitation. */
import { Webhook } from "svix";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { dumpTables, portalOf } from "./permissions.world";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

const ISSUER = "https://firm.clerk.accounts.test";
const SECRET = "whsec_Y2xlcmstd2ViaG9vay1zaWduaW5nLXNlY3JldC10ZXN0";
const NOW = Date.UTC(2026, 2, 2, 9);

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  t = await startBackend();
  people = await makePeople(t);
  process.env["CLERK_JWT_ISSUER_DOMAIN"] = ISSUER;
  process.env["CLERK_WEBHOOK_SECRET"] = SECRET;
  for (const [person, subject] of [
    [people.carla, "user_carla"],
    [people.olga, "user_olga"],
  ] as const) {
    const tokenIdentifier = `${ISSUER}|${subject}`;
    await t.run(async (ctx) => await ctx.db.patch("users", person.userId, { tokenIdentifier }));
  }
});
afterEach(() => {
  delete process.env["CLERK_JWT_ISSUER_DOMAIN"];
  delete process.env["CLERK_WEBHOOK_SECRET"];
  vi.useRealTimers();
});

let deliveries = 0;

async function deliver(
  event: object,
  { id = `msg_${(deliveries += 1)}`, secret = SECRET, at = new Date(NOW) } = {},
): Promise<number> {
  const body = JSON.stringify(event);
  const headers = {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
    "svix-signature": new Webhook(secret).sign(id, at, body),
  };
  return (await t.fetch("/webhooks/clerk", { method: "POST", body, headers })).status;
}

function changed(
  data: { id?: string; first?: string; email?: string; status?: string; at?: number } = {},
) {
  const { id = "user_carla", first = "Carla", email = "carla@client.test" } = data;
  return {
    type: "user.updated",
    object: "event",
    timestamp: NOW,
    data: {
      id,
      first_name: first,
      last_name: "Diaz",
      primary_email_address_id: "idn_2",
      email_addresses: [
        { id: "idn_1", email_address: "old@client.test", verification: { status: "verified" } },
        { id: "idn_2", email_address: email, verification: { status: data.status ?? "verified" } },
      ],
      updated_at: data.at ?? NOW,
    },
  };
}
const deleted = (id: string) => ({
  type: "user.deleted",
  timestamp: NOW,
  data: { id, deleted: true },
});

const userOf = async (userId: Id<"users">) =>
  await t.run(async (ctx) => await ctx.db.get("users", userId));

test("a change of name and verified primary address is taken over", async () => {
  expect(await deliver(changed({ first: "Carlotta", email: "Carlotta@client.test" }))).toBe(200);
  expect(await userOf(people.carla.userId)).toMatchObject({
    name: "Carlotta Diaz",
    email: "carlotta@client.test",
    state: "active",
  });
});

test("an address that is not verified, or that somebody else has, is not", async () => {
  await deliver(changed({ email: "new@client.test", status: "unverified" }));
  await deliver(changed({ email: people.omar.email, at: NOW + 1 }));
  expect(await userOf(people.carla.userId)).toMatchObject({ email: "carla@client.test" });
});

test("what comes late or twice changes nothing", async () => {
  await deliver(changed({ first: "Second", at: NOW + 2_000 }), { id: "msg_twice" });
  await deliver(changed({ first: "First", at: NOW + 1_000 }));
  await deliver(changed({ first: "Third", at: NOW + 3_000 }), { id: "msg_twice" });
  expect(await userOf(people.carla.userId)).toMatchObject({ name: "Second Diaz" });
});

test("a deletion suspends, whatever comes after", async () => {
  await deliver(deleted("user_carla"));
  await deliver(changed({ at: NOW + 1 }));
  expect(await userOf(people.carla.userId)).toMatchObject({ state: "suspended" });
  const claims = { issuer: ISSUER, subject: "user_carla" };
  const viewer = t.withIdentity(claims).query(api.users.viewer, {});
  expect(await codeOf(viewer)).toBe("SUSPENDED");
});

test("a deletion of the last owner leaves the firm its owner, ends the sign-in and is told to admins", async () => {
  const olga = t.withIdentity({ issuer: ISSUER, subject: "user_olga" });
  expect((await olga.query(api.users.viewer, {})).name).toBe("Olga");
  await t.run(async (ctx) => await ctx.db.patch("users", people.sam.userId, { role: "admin" }));
  expect(await deliver(deleted("user_olga"))).toBe(200);
  expect(await userOf(people.olga.userId)).toMatchObject({ state: "active", role: "owner" });
  expect(await codeOf(olga.query(api.users.viewer, {}))).toBe("NOT_ACTIVATED");
  await deliver({ ...changed({ id: "user_olga", at: NOW + 1 }), type: "user.created" });
  expect(await codeOf(olga.query(api.users.viewer, {}))).toBe("NOT_ACTIVATED");
  const { page } = await people.sam.as.query(api.audit.list, FIRST_PAGE);
  expect(page).toMatchObject([{ actor: "Olga", action: "user.loseSignIn", person: "Olga" }]);
});

test("a deletion of an owner suspends while the firm has another", async () => {
  await t.run(async (ctx) => await ctx.db.patch("users", people.sam.userId, { role: "owner" }));
  await deliver(deleted("user_olga"));
  expect(await userOf(people.olga.userId)).toMatchObject({ state: "suspended" });
});

test("nobody gets an account, a role or a sign-in by a webhook", async () => {
  const users = (await dumpTables(t))["users"];
  expect(await deliver({ ...changed({ id: "user_stranger" }), type: "user.created" })).toBe(200);
  expect(await deliver(deleted("user_stranger"))).toBe(200);
  expect(await deliver({ type: "session.created", data: { id: "sess_1" } })).toBe(200);
  expect((await dumpTables(t))["users"]).toEqual(users);
});

test("what is not signed, wrongly signed, too old or no event is refused and has no effect", async () => {
  const before = await dumpTables(t);
  const event = deleted("user_carla");
  const secret = "whsec_YW5vdGhlci1zZWNyZXQtYWx0b2dldGhlci10ZXN0";
  expect(await deliver(event, { secret })).toBe(400);
  expect(await deliver(event, { at: new Date(NOW - 6 * 60_000) })).toBe(400);
  expect(await deliver({ type: "user.deleted", data: {} })).toBe(400);
  const bare = await t.fetch("/webhooks/clerk", { method: "POST", body: JSON.stringify(event) });
  expect(bare.status).toBe(400);
  delete process.env["CLERK_WEBHOOK_SECRET"];
  expect(await deliver(event)).toBe(503);
  expect(await dumpTables(t)).toEqual(before);
});

test("Clerk's token (sid, azp, a verified address) accepts its invitation; its sid is no session of ours", async () => {
  const portalId = await portalOf(t, people.carla);
  const email = "iva@client.test";
  await people.ana.as.mutation(api.invitations.inviteClient, { portalId, email, name: "Iva" });
  const links = JSON.stringify(await dumpTables(t)).matchAll(/\/invitation\/([a-z0-9]+)/g);
  const token = [...links].at(-1)?.[1] ?? "";
  const shape = { issuer: ISSUER, subject: "user_iva", sid: "sess_1", azp: "https://app.test" };
  const claims = { ...shape, email, emailVerified: true };
  await t.withIdentity(claims).mutation(api.invitations.accept, { token });
  const viewer = await t.withIdentity(claims).query(api.users.viewer, {});
  expect(viewer).toMatchObject({ kind: "client", name: "Iva" });
  expect(await t.withIdentity(claims).query(api.sessions.list, {})).toEqual([]);
});

test("gives a client no name of the team's, however they are called at Clerk", async () => {
  const { ana, carla } = people;
  await t.run(async (ctx) => await ctx.db.patch("users", ana.userId, { name: "Ana Diaz" }));
  await send(ana, await makeRoom(ana, [carla]), "hello");
  expect(await deliver(changed({ first: "ANA" }))).toBe(200);
  expect(await userOf(carla.userId)).toMatchObject({ name: "Carla", clerkTime: NOW });
  await deliver(changed({ first: "Anna", at: NOW + 1 }));
  expect(await userOf(carla.userId)).toMatchObject({ name: "Anna Diaz" });
});
