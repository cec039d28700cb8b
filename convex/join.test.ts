/** Joining by an invitation's link with the built-in sign-in: whoever read that mailbox is let in, once. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decodeJwt } from "jose";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { INVITATION_LIFE_MS } from "./model/invitations";
import { dumpTables, portalOf } from "./permissions.world";
import { BUILT_IN_ISSUER } from "./signing/signingKey";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

const EMAIL = "iva@client.test";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let invitationId: Id<"invitations">;

beforeEach(async () => {
  vi.useFakeTimers();
  t = await startBackend();
  people = await makePeople(t);
  const portalId = await portalOf(t, people.carla);
  invitationId = await people.ana.as.mutation(api.invitations.inviteClient, {
    portalId,
    email: EMAIL,
    name: "Iva",
  });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The newest token; it stands nowhere but in the email. */
async function mailedToken(): Promise<string> {
  const links = JSON.stringify(await dumpTables(t)).matchAll(/\/invitation\/([a-z0-9]+)/g);
  return [...links].at(-1)?.[1] ?? "none";
}

const join = async (token: string, language?: "de") =>
  await t.action(api.signIn.withInvitation, {
    token,
    device: "Firefox on Linux",
    ...(language === undefined ? {} : { language }),
  });

async function iva() {
  const users = (await dumpTables(t))["users"] as { email: string; state: string; _id: string }[];
  return users.filter(({ email }) => email === EMAIL);
}

describe("the link of an invitation", () => {
  test("signs in directly, as the invited person, with the seats that were kept (R3, R6)", async () => {
    const roomId = await makeRoom(people.ana, [people.carla]);
    await send(people.ana, roomId, "before");
    const userId = (await iva())[0]?._id as Id<"users">;
    await people.ana.as.mutation(api.participants.reserve, { roomId, userId });
    const { kind, tokens } = await join(await mailedToken());
    expect(kind).toBe("client");
    const { sub = "", sid } = decodeJwt(tokens.accessToken);
    expect(sub).toBe(userId);
    const as = t.withIdentity({ issuer: BUILT_IN_ISSUER, subject: sub, sid: String(sid) });
    const { page } = await as.query(api.messages.list, { roomId, ...FIRST_PAGE });
    expect(page.map(({ text }) => text)).toEqual(["before"]);
  });

  test("brings the language along in which its page was read; without one there is none", async () => {
    expect(await codeOf(join("unknown", "de"))).toBe("INVITATION_NOT_VALID");
    expect(await iva()).not.toMatchObject([{ language: "de" }]);
    await join(await mailedToken(), "de");
    expect(await iva()).toMatchObject([{ state: "active", language: "de" }]);
  });

  test("works once, also for two who press the button at the same time", async () => {
    const token = await mailedToken();
    const both = await Promise.allSettled([join(token), join(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await codeOf(join(token))).toBe("INVITATION_NOT_VALID");
    expect(await iva()).toMatchObject([{ state: "active" }]);
    expect((await dumpTables(t))["sessions"]).toHaveLength(1);
  });

  test("is over when it is revoked, expired or sent again, and unknown ones never were", async () => {
    const old = await mailedToken();
    await people.ana.as.mutation(api.invitations.resend, { invitationId });
    expect(await codeOf(join(old))).toBe("INVITATION_NOT_VALID");
    vi.setSystemTime(Date.now() + INVITATION_LIFE_MS);
    expect(await codeOf(join(await mailedToken()))).toBe("INVITATION_NOT_VALID");
    await people.ana.as.mutation(api.invitations.resend, { invitationId });
    await people.ana.as.mutation(api.invitations.revoke, { invitationId });
    expect(await codeOf(join(await mailedToken()))).toBe("INVITATION_NOT_VALID");
    expect(await codeOf(join("unknown"))).toBe("INVITATION_NOT_VALID");
    expect(await iva()).toMatchObject([{ state: "invited" }]);
  });

  test("lets nobody in by itself where people sign in with Clerk", async () => {
    const key = process.env["AUTH_SIGNING_KEY"];
    delete process.env["AUTH_SIGNING_KEY"];
    expect(await codeOf(join(await mailedToken()))).toBe("SIGN_IN_OFF");
    expect(await iva()).toMatchObject([{ state: "invited" }]);
    process.env["AUTH_SIGNING_KEY"] = key;
  });
});

describe("that its page was opened", () => {
  const opened = async () => {
    const portalId = await portalOf(t, people.carla);
    const { contacts } = await people.ana.as.query(api.portals.get, { portalId });
    return contacts.find(({ email }) => email === EMAIL)?.invitation?.openedTime;
  };

  test("is said by the page and not by the link, told to staff, and forgotten with a new link", async () => {
    const token = await mailedToken();
    await t.query(api.invitations.preview, { token });
    expect(await opened()).toBeNull();
    await t.mutation(api.invitations.noteOpened, { token });
    const first = await opened();
    expect(first).toEqual(expect.any(Number));
    vi.setSystemTime(Date.now() + 1_000);
    await t.mutation(api.invitations.noteOpened, { token });
    expect(await opened()).toBe(first);
    await people.ana.as.mutation(api.invitations.resend, { invitationId });
    expect(await opened()).toBeNull();
  });
});
