/** Sign-ins that are not one's own, or no longer good: every function gives the one same answer. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MATRIX, argumentsOf, expectedAnswer } from "./permissions.matrix";
import { callRow, outcomeOf } from "./permissions.suite";
import { callerOf, startWorld } from "./permissions.world";
import { ISSUER } from "./test.setup";

type TestWorld = Awaited<ReturnType<typeof startWorld>>;

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

/** What only people with an active account may ask at all. */
const OF_THE_ACTIVE = MATRIX.filter((row) => expectedAnswer(row, "stranger") === "N");

describe("a sign-in that is not one's own", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await startWorld(["client", "announcement", "archived", "internal"]);
  });
  test.each([
    ["Ana's address", { subject: "other", email: "ana@firm.test", emailVerified: true }],
    ["an unverified address", { subject: "other", email: "olga@firm.test", emailVerified: false }],
    ["a role in the token", { subject: "other", role: "owner", kind: "staff", userId: "ana" }],
    ["another case", { subject: "Ana" }],
    ["white space", { subject: "ana " }],
    ["a longer subject", { subject: "ana|ana" }],
    ["an issuer that begins like ours", { issuer: `${ISSUER}.evil`, subject: "ana" }],
    ["an issuer that ends in a bar", { issuer: `${ISSUER}|`, subject: "ana" }],
    ["no subject", { subject: "" }],
  ])("%s opens nobody's account", async (_what, identity) => {
    const before = await world.dump();
    const caller = callerOf(world.t.withIdentity({ issuer: ISSUER, ...identity }));
    for (const row of OF_THE_ACTIVE) {
      const args = argumentsOf(row, world, "ana");
      const outcome = await outcomeOf(caller[row.type](row.name, args));
      expect(outcome, row.action).toMatchObject({ code: "NOT_ACTIVATED" });
    }
    expect(await world.dump()).toEqual(before);
  });

  test.each(["ana", "olga", "carla"] as const)(
    "%s, once suspended, is answered SUSPENDED by every function, with a token still valid",
    async (actor) => {
      const id = world.userIds[actor];
      await world.t.run(async (ctx) => {
        const userId = ctx.db.normalizeId("users", id ?? "");
        if (userId !== null) await ctx.db.patch("users", userId, { state: "suspended" });
      });
      const before = await world.dump();
      for (const row of OF_THE_ACTIVE) {
        const args = argumentsOf(row, world, actor);
        const outcome = await callRow(row, world, actor, args);
        expect(outcome, row.action).toMatchObject({ code: "SUSPENDED" });
      }
      expect(await world.dump()).toEqual(before);
    },
  );
});
