import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { receive, startInbound } from "./inbound.setup";
import { codeOf, makeClient, makeStaff } from "./test.setup";

const NOW = Date.UTC(2026, 5, 1, 9);
const HOUR_MS = 3_600_000;
const times = { dueTime: NOW + HOUR_MS, sinceTime: NOW - HOUR_MS };

let world: Awaited<ReturnType<typeof startInbound>>;
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  world = await startInbound();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe("is everything all right", () => {
  test("counts what waits, failed and stopped, and tells nobody's name or address", async () => {
    const { t, people } = world;
    await receive(world, { from: "Somebody <carla@home.test>", text: "private" });
    const { outbox: before } = await t.query(internal.health.figures, times);
    await t.run(async (ctx) => {
      const about = { userId: people.carla.userId, roomId: world.roomId, ignoreAge: false };
      const row = { ...about, attempts: 1, inDoubt: false };
      const failed = { ...row, state: "failed" as const };
      await ctx.db.insert("digests", { ...failed, nextAttemptTime: NOW - 2 * HOUR_MS });
      await ctx.db.insert("digests", { ...failed, nextAttemptTime: NOW });
      const queued = { ...row, state: "queued" as const };
      await ctx.db.insert("digests", { ...queued, nextAttemptTime: NOW + 60_000 });
      await ctx.db.insert("digests", { ...queued, nextAttemptTime: NOW + 2 * HOUR_MS });
      await ctx.db.patch("users", people.carla.userId, { emailStopped: "bounced" });
      await ctx.db.patch("users", people.carla.userId, { emailStoppedTime: NOW });
    });
    const health = await t.query(internal.health.figures, times);
    expect(health).toMatchObject({
      outbox: { count: before.count + 1 },
      failedEmails: 1,
      stoppedAddresses: 1,
      heldEmails: 1,
      unfetchedEmails: { count: 0, oldestTime: null },
      lostEmails: 0,
      engine: null,
    });
    const atOnce = await t.query(internal.health.figures, { ...times, dueTime: NOW });
    expect(atOnce.outbox).toEqual({ count: 0, oldestTime: null });
    expect(JSON.stringify(health)).not.toMatch(/carla|home\.test|private/i);
  });

  test("names the settings without which something does not work, never their values", async () => {
    vi.stubEnv("RESEND_API_KEY", "");
    vi.stubEnv("RESEND_WEBHOOK_SECRET", "whsec_hush");
    const { missingSettings } = await world.t.query(internal.health.figures, times);
    expect(missingSettings).toContain("RESEND_API_KEY");
    expect(missingSettings.join()).not.toMatch(/RESEND_WEBHOOK_SECRET|hush/);
  });

  test("holds one report of the engine, the latest", async () => {
    const report = {
      time: NOW,
      startTime: NOW - HOUR_MS,
      sockets: 3,
      memoryBytes: 1,
      freeDiskBytes: 2,
      longestStallMs: 4,
      runs: 5,
      faults: 0,
      slowRuns: 0,
    };
    await world.t.mutation(internal.health.report, { report });
    await world.t.mutation(internal.health.report, { report: { ...report, sockets: 4 } });
    const { engine } = await world.t.query(internal.health.figures, times);
    expect(engine).toEqual({ ...report, sockets: 4 });
  });

  test("is asked by owner and admins only", async () => {
    const admin = await makeStaff(world.t, "Ada", "admin");
    expect((await admin.as.query(api.health.overview, times)).failedEmails).toBe(0);
    const others = [world.people.sam, await makeClient(world.t, "Other")];
    for (const person of others) {
      expect(await codeOf(person.as.query(api.health.overview, times))).toBe("FORBIDDEN");
    }
  });
});
