/** The first start of an empty deployment, and that there is only one. */
import { convexTest } from "convex-test";
import { decodeJwt } from "jose";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { tokenHash } from "./model/invitations";
import { dumpTables } from "./permissions.world";
import schema from "./schema";
import { BUILT_IN_ISSUER } from "./signing/signingKey";
import { type Backend, codeOf, modules, setEnvironment } from "./test.setup";

const TOKEN = "the operator's alone";
const device = "Firefox on Linux";
const about = {
  firmName: "Northwind",
  accentColor: "#B4532A",
  timeZone: "Europe/Berlin",
  ownerName: "Anna Berg",
  ownerEmail: "Anna@northwind.test",
  language: "de" as const,
};

let t: Backend;
beforeEach(async () => {
  vi.useFakeTimers();
  setEnvironment();
  process.env["SETUP_TOKEN_HASH"] = await tokenHash(TOKEN);
  t = convexTest({ schema, modules });
});
afterEach(() => {
  delete process.env["SETUP_TOKEN_HASH"];
  vi.useRealTimers();
});

const complete = async (token = TOKEN, changes: Partial<typeof about> = {}) =>
  await t.action(api.setUp.complete, { token, about: { ...about, ...changes }, device });

test("an empty deployment says that it is not set up, and nobody can sign in", async () => {
  expect(await t.query(api.firm.branding, {})).toBeNull();
  expect(await t.query(api.signIn.options, {})).toMatchObject({ isSetUp: false, byCode: true });
  await t.mutation(api.signIn.requestCode, { email: about.ownerEmail });
  expect((await dumpTables(t))["notices"]).toEqual([]);
});

test("the link makes the firm and its owner, who is signed in", async () => {
  const done = await complete();
  if (done.kind !== "signedIn") throw new Error("The built-in sign-in is on");
  const { sub = "", sid } = decodeJwt(done.tokens.accessToken);
  const owner = t.withIdentity({ issuer: BUILT_IN_ISSUER, subject: sub, sid: String(sid) });
  expect(await owner.query(api.users.viewer, {})).toMatchObject({
    role: "owner",
    email: "anna@northwind.test",
    language: "de",
  });
  expect(await owner.query(api.firm.settings, {})).toMatchObject({
    name: "Northwind",
    accentColor: "#b4532a",
  });
  expect(await t.query(api.signIn.options, {})).toMatchObject({ isSetUp: true });
});

test("with Clerk the owner goes on by an invitation, which takes their verified address", async () => {
  const key = process.env["AUTH_SIGNING_KEY"];
  delete process.env["AUTH_SIGNING_KEY"];
  const done = await complete();
  process.env["AUTH_SIGNING_KEY"] = key;
  if (done.kind !== "invited") throw new Error("The built-in sign-in is off");
  const { invitationToken: token } = done;
  const stranger = { issuer: "https://clerk.test", subject: "user_x", emailVerified: true };
  const accept = (email: string) =>
    t.withIdentity({ ...stranger, email }).mutation(api.invitations.accept, { token });
  expect(await codeOf(accept("mallory@evil.test"))).toBe("INVITATION_NOT_VALID");
  expect(await accept("anna@northwind.test")).toEqual({ kind: "staff" });
  const viewer = await t.withIdentity(stranger).query(api.users.viewer, {});
  expect(viewer).toMatchObject({ role: "owner" });
});

test("the link works once, also when it is used twice at the same time", async () => {
  const both = await Promise.allSettled([complete(), complete(TOKEN, { ownerName: "Mallory" })]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await codeOf(complete())).toBe("SET_UP_NOT_VALID");
  const { firm, users } = await dumpTables(t);
  expect([firm?.length, users?.length]).toEqual([1, 1]);
});

test("another token, or none to compare with, sets nothing up", async () => {
  for (const token of ["", "guess", await tokenHash(TOKEN)]) {
    expect(await codeOf(complete(token))).toBe("SET_UP_NOT_VALID");
  }
  delete process.env["SETUP_TOKEN_HASH"];
  expect(await codeOf(complete())).toBe("SET_UP_NOT_VALID");
  expect((await dumpTables(t))["firm"]).toEqual([]);
});

test.each([
  [{ firmName: " " }, "INVALID_NAME"],
  [{ ownerName: "" }, "INVALID_NAME"],
  [{ ownerEmail: "anna" }, "INVALID_EMAIL"],
  [{ accentColor: "red" }, "INVALID_ARGUMENT"],
  [{ timeZone: "Nowhere" }, "INVALID_ARGUMENT"],
])("a mistake (%o) is told and uses nothing up", async (changes, code) => {
  expect(await codeOf(complete(TOKEN, changes))).toBe(code);
  expect((await dumpTables(t))["firm"]).toEqual([]);
  await complete();
});
