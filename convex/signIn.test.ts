/** One-time codes by email: who gets one, how long it counts, and what an address tells about itself. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { dumpTables } from "./permissions.world";
import { signInTo } from "./signIn.setup";
import { type Backend, codeOf, makePeople, startBackend } from "./test.setup";

const MINUTE_MS = 60_000;

type Calls = ReturnType<typeof signInTo>;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let ask: Calls["ask"];
let mailCodes: Calls["mailCodes"];
let mailed: Calls["mailed"];
let newestCode: Calls["newestCode"];
let withCode: Calls["withCode"];
let signIn: Calls["signIn"];
let bearerOf: Calls["bearerOf"];

beforeEach(async () => {
  vi.useFakeTimers();
  t = await startBackend();
  people = await makePeople(t);
  ({ ask, mailCodes, mailed, newestCode, withCode, signIn, bearerOf } = signInTo(t));
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a code", () => {
  test("signs an active person in as themselves, staff or client, once", async () => {
    for (const { email, name } of [people.ana, people.carla]) {
      const tokens = await signIn(email);
      expect((await bearerOf(tokens).query(api.users.viewer, {})).name).toBe(name);
      expect(await codeOf(withCode(email, await newestCode()))).toBe("CODE_NOT_VALID");
    }
  });

  test("is mailed to the address alone, in the text and not in the subject, and stored as a hash", async () => {
    await ask(` ${people.carla.email.toUpperCase()} `);
    const [email] = (await mailed()) as { to: string; subject?: string }[];
    const code = (await newestCode()).replace(" ", "");
    expect(email).toMatchObject({ to: people.carla.email });
    expect(email?.subject).not.toMatch(/\d{4}/);
    expect(JSON.stringify((await dumpTables(t))["signInCodes"])).not.toContain(code);
  });

  test("is never made for an unknown, invited or suspended address, and the answers are the same", async () => {
    await people.olga.as.mutation(api.team.suspend, { userId: people.sam.userId });
    await t.run(async (ctx) => {
      await ctx.db.patch("users", people.omar.userId, { state: "invited" });
    });
    for (const email of ["nobody@else.test", people.sam.email, people.omar.email]) {
      expect(await t.mutation(api.signIn.requestCode, { email })).toBeNull();
      await mailCodes();
      expect(await codeOf(withCode(email, "00000000"))).toBe("CODE_NOT_VALID");
    }
    expect(await mailed()).toEqual([]);
    expect(await codeOf(withCode("nobody.asked@else.test", "00000000"))).toBe("CODE_NOT_VALID");
  });

  test("asking for one leaves the same behind for a known and an unknown address", async () => {
    const left = async (email: string) => {
      await t.mutation(api.signIn.requestCode, { email });
      const tables = await dumpTables(t);
      const row = tables["signInCodes"]?.at(-1) as Record<string, unknown>;
      return {
        row: { ...row, _id: 0, _creationTime: 0, email },
        jobs: tables["_scheduled_functions"]?.length,
      };
    };
    const known = await left(people.carla.email);
    const unknown = await left("nobody@else.test");
    expect({ ...unknown.row, email: "" }).toEqual({ ...known.row, email: "" });
    expect(unknown.jobs).toBe((known.jobs ?? 0) + 1);
  });

  test("ends after ten minutes, after five wrong tries, and when another is asked for", async () => {
    const { email } = people.carla;
    await ask(email);
    const old = await newestCode();
    vi.setSystemTime(Date.now() + 10 * MINUTE_MS);
    expect(await codeOf(withCode(email, old))).toBe("CODE_NOT_VALID");

    await ask(email);
    const tried = await newestCode();
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(await codeOf(withCode(email, "x"))).toBe("CODE_NOT_VALID");
    }
    expect(await codeOf(withCode(email, tried))).toBe("CODE_NOT_VALID");

    await ask(email);
    const replaced = await newestCode();
    await ask(email);
    expect(await codeOf(withCode(email, replaced))).toBe("CODE_NOT_VALID");
    await withCode(email, await newestCode());
  });

  test("of one address is no other's", async () => {
    await ask(people.carla.email);
    const code = await newestCode();
    await ask(people.omar.email);
    expect(await codeOf(withCode(people.omar.email, code))).toBe("CODE_NOT_VALID");
  });

  test("can be asked for six times an hour for an address; more is answered alike and mails nothing", async () => {
    for (let asked = 0; asked < 6; asked += 1) await ask(people.carla.email);
    const code = await newestCode();
    await ask(people.carla.email);
    expect(await newestCode()).toBe(code);
    await withCode(people.carla.email, code);
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS);
    await ask(people.carla.email);
    expect(await newestCode()).not.toBe(code);
  });

  test("is there for those who have an account while a flood asks about others, which fills no table (G12)", async () => {
    const rows = async () => (await dumpTables(t))["signInCodes"]?.length ?? 0;
    const flood = async (from: number, count: number) => {
      for (let asked = from; asked < from + count; asked += 1) {
        await t.mutation(api.signIn.requestCode, { email: `a${asked}@else.test` });
      }
    };
    await flood(0, 121); // one more than the bucket holds
    const full = await rows();
    await flood(121, 30);
    expect(await rows()).toBe(full);
    await ask(people.carla.email);
    await withCode(people.carla.email, await newestCode());
  });

  test("is off where no key is set", async () => {
    const key = process.env["AUTH_SIGNING_KEY"];
    delete process.env["AUTH_SIGNING_KEY"];
    expect(await codeOf(ask(people.carla.email))).toBe("SIGN_IN_OFF");
    process.env["AUTH_SIGNING_KEY"] = key;
  });
});
