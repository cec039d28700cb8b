/** Sessions of the built-in sign-in: refresh tokens that turn, and how each session ends. */
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { SESSION_IDLE_MS, TURN_GRACE_MS } from "./model/sessions";
import { dumpTables } from "./permissions.world";
import { DEVICE, signInTo } from "./signIn.setup";
import { BUILT_IN_ISSUER } from "./signing/signingKey";
import { type Backend, codeOf, makePeople, makeRoom, send, startBackend } from "./test.setup";

const MINUTE_MS = 60_000;

type Calls = ReturnType<typeof signInTo>;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let refresh: Calls["refresh"];
let signIn: Calls["signIn"];
let bearerOf: Calls["bearerOf"];

beforeEach(async () => {
  vi.useFakeTimers();
  t = await startBackend();
  people = await makePeople(t);
  ({ refresh, signIn, bearerOf } = signInTo(t));
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a session", () => {
  test("gives tokens of twelve minutes that say who and which session, and nothing else", async () => {
    const { accessToken, expiresTime } = await signIn(people.carla.email);
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: "ES256", typ: "JWT", kid: "test" });
    const claims = decodeJwt(accessToken);
    expect(Object.keys(claims).sort()).toEqual(["aud", "exp", "iat", "iss", "sid", "sub"]);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(12 * 60);
    expect(expiresTime).toBe((claims.exp ?? 0) * 1000);
  });

  test("goes on with its refresh token, which turns each time", async () => {
    const first = await signIn(people.carla.email);
    const second = await refresh(first.refreshToken);
    const third = await refresh(second.refreshToken);
    expect(new Set([first, second, third].map((one) => one.refreshToken)).size).toBe(3);
    expect(decodeJwt(third.accessToken)["sid"]).toBe(decodeJwt(first.accessToken)["sid"]);
  });

  test("answers a token turned in twice within a minute with the same one: two tabs, or a lost answer", async () => {
    const { refreshToken } = await signIn(people.carla.email);
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(answers[0]?.refreshToken).toBe(answers[1]?.refreshToken);
    await refresh(answers[0]!.refreshToken);
  });

  test.each([
    ["the one before, a minute later", 1, TURN_GRACE_MS + 1],
    ["an older one, at once", 2, 0],
  ])("ends for both when a spent token comes back: %s", async (_what, turns, wait) => {
    const stolen = await signIn(people.carla.email);
    let tokens = stolen;
    for (let turn = 0; turn < turns; turn += 1) tokens = await refresh(tokens.refreshToken);
    vi.setSystemTime(Date.now() + wait);
    expect(await codeOf(refresh(stolen.refreshToken))).toBe("UNAUTHENTICATED");
    expect(await codeOf(refresh(tokens.refreshToken))).toBe("UNAUTHENTICATED");
    const viewer = bearerOf(tokens).query(api.users.viewer, {});
    expect(await codeOf(viewer)).toBe("UNAUTHENTICATED");
  });

  test("is not ended by a token that was made up, whatever it names", async () => {
    const { refreshToken } = await signIn(people.carla.email);
    const [sessionId, , mac = ""] = refreshToken.split(".");
    const other = `${mac[0] === "A" ? "B" : "A"}${mac.slice(1)}`;
    for (const forged of [
      `${sessionId}.0.${mac}`,
      `${sessionId}.2.${mac}`,
      `${sessionId}.1.${other}`,
      `${sessionId}.1.`,
      "",
      "x.1.y",
    ]) {
      expect(await codeOf(refresh(forged)), forged).toBe("UNAUTHENTICATED");
      await t.action(api.signIn.end, { refreshToken: forged });
    }
    await refresh(refreshToken);
  });

  test("is nowhere in the tables in a form that signs in", async () => {
    const { accessToken, refreshToken } = await signIn(people.carla.email);
    const tables = JSON.stringify(await dumpTables(t));
    for (const secret of [accessToken, refreshToken, refreshToken.split(".")[2]!]) {
      expect(tables).not.toContain(secret);
    }
  });

  test("ends by signing out, and its calls with it", async () => {
    const tokens = await signIn(people.carla.email);
    await t.action(api.signIn.end, { refreshToken: tokens.refreshToken });
    const viewer = bearerOf(tokens).query(api.users.viewer, {});
    expect(await codeOf(viewer)).toBe("UNAUTHENTICATED");
    expect(await codeOf(refresh(tokens.refreshToken))).toBe("UNAUTHENTICATED");
  });

  test("is not gone on with after 30 days without use, though no sweep has come by", async () => {
    const { refreshToken } = await signIn(people.carla.email);
    vi.setSystemTime(Date.now() + SESSION_IDLE_MS + 1);
    expect(await codeOf(refresh(refreshToken))).toBe("UNAUTHENTICATED");
  });

  test("ends after 30 days without use, and the sweep forgets it with old codes", async () => {
    const { refreshToken } = await signIn(people.carla.email);
    vi.setSystemTime(Date.now() + SESSION_IDLE_MS - MINUTE_MS);
    const kept = await refresh(refreshToken);
    vi.setSystemTime(Date.now() + SESSION_IDLE_MS + 1);
    await t.mutation(internal.signIn.sweep, {});
    const tables = await dumpTables(t);
    expect([tables["sessions"], tables["sessionUses"], tables["signInCodes"]]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await codeOf(refresh(kept.refreshToken))).toBe("UNAUTHENTICATED");
  });

  test("ends with a suspension; reactivated, one signs in anew", async () => {
    const { carla, olga } = people;
    const tokens = await signIn(carla.email);
    await olga.as.mutation(api.team.suspend, { userId: carla.userId });
    expect(await codeOf(bearerOf(tokens).query(api.users.viewer, {}))).toBe("SUSPENDED");
    await olga.as.mutation(api.team.reactivate, { userId: carla.userId });
    expect(await codeOf(bearerOf(tokens).query(api.users.viewer, {}))).toBe("UNAUTHENTICATED");
    expect(await codeOf(refresh(tokens.refreshToken))).toBe("UNAUTHENTICATED");
  });

  test("is no other person's, nor anything else's id", async () => {
    const carlas = await signIn(people.carla.email);
    const sid = String(decodeJwt(carlas.accessToken)["sid"]);
    const claim = (subject: string, session: string) =>
      t
        .withIdentity({ issuer: BUILT_IN_ISSUER, subject, sid: session })
        .query(api.users.viewer, {});
    expect(await codeOf(claim(people.olga.userId, sid))).toBe("UNAUTHENTICATED");
    expect(await codeOf(claim(people.carla.userId, people.carla.userId))).toBe("UNAUTHENTICATED");
    expect(await codeOf(claim("nonsense", sid))).toBe("NOT_ACTIVATED");
    const without = t.withIdentity({ issuer: BUILT_IN_ISSUER, subject: people.carla.userId });
    expect(await codeOf(without.query(api.users.viewer, {}))).toBe("UNAUTHENTICATED");
  });

  test("is listed to its person, ended by them one at a time or all others at once", async () => {
    const [phone, laptop, tablet] = [
      await signIn(people.carla.email),
      await signIn(people.carla.email),
      await signIn(people.carla.email),
    ];
    const list = await bearerOf(laptop).query(api.sessions.list, {});
    expect(list.map(({ isThisOne }) => isThisOne)).toEqual([false, true, false]);
    expect(list[0]).toMatchObject({ device: DEVICE, createdTime: expect.any(Number) });

    const sessionId = String(decodeJwt(phone.accessToken)["sid"]);
    const revokeBy = async (who: typeof phone) =>
      await bearerOf(who).mutation(api.sessions.revoke, { sessionId });
    const omars = await signIn(people.omar.email);
    expect(await codeOf(revokeBy(omars))).toBe("NOT_FOUND");
    await revokeBy(laptop);
    expect(await codeOf(refresh(phone.refreshToken))).toBe("UNAUTHENTICATED");
    await bearerOf(laptop).mutation(api.sessions.revokeOthers, {});
    expect(await codeOf(refresh(tablet.refreshToken))).toBe("UNAUTHENTICATED");
    await refresh(laptop.refreshToken);
    await refresh(omars.refreshToken);
  });

  test("number 21 of a person ends their oldest", async () => {
    const first = await t.mutation(internal.signIn.finish, { sessionId: "unknown" });
    expect(first).toBeNull();
    const oldest = await signIn(people.carla.email);
    await t.run(async (ctx) => {
      for (let other = 0; other < 19; other += 1) {
        const { userId } = people.carla;
        await ctx.db.insert("sessions", { userId, device: DEVICE, createdTime: other });
      }
    });
    await refresh(oldest.refreshToken);
    await signIn(people.carla.email);
    expect((await dumpTables(t))["sessions"]).toHaveLength(20);
    expect(await codeOf(refresh(oldest.refreshToken))).toBe("UNAUTHENTICATED");
  });

  test("opens the person's rooms and no others", async () => {
    const roomId = await makeRoom(people.ana, [people.carla]);
    await send(people.ana, roomId, "hello");
    const list = { roomId, paginationOpts: { numItems: 5, cursor: null } };
    const carlas = bearerOf(await signIn(people.carla.email));
    expect((await carlas.query(api.messages.list, list)).page).toHaveLength(1);
    const omars = bearerOf(await signIn(people.omar.email));
    expect(await codeOf(omars.query(api.messages.list, list))).toBe("NOT_FOUND");
  });
});
