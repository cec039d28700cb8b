/** Who is told why their reply was not posted, how often, and who never is. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { explanations, lastVerdict, type Mail, receive, startInbound } from "./inbound.setup";

const DAY_MS = 24 * 60 * 60 * 1000;

let world: Awaited<ReturnType<typeof startInbound>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  world = await startInbound();
  // Nothing is sent in these tests: what is queued stays to be looked at.
  await world.t.run(async (ctx) => {
    await ctx.db.insert("digestSender", {
      leaseEndTime: 0,
      pauseEndTime: Date.now() + 30 * DAY_MS,
    });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const archive = () =>
  world.people.ana.as.mutation(api.rooms.setArchived, { roomId: world.roomId, archived: true });
const removeCarla = () =>
  world.people.ana.as.mutation(api.participants.remove, {
    roomId: world.roomId,
    userId: world.people.carla.userId,
  });
const toAnnouncements = () =>
  world.t.run(async (ctx) => await ctx.db.patch("rooms", world.roomId, { kind: "announcement" }));

describe("a person whose reply is not posted gets one explanation", () => {
  test.each([
    ["who was removed", removeCarla, {}, "refused NOT_A_PARTICIPANT", "not in that room any more"],
    ["in an archived room", archive, {}, "refused ROOM_ARCHIVED", "has been archived"],
    ["in announcements", toAnnouncements, {}, "refused READ_ONLY_ROOM", "only the team writes"],
    ["without text", null, { text: "> Shall we start?" }, "held EMPTY", "no text of your own"],
    ["too long", null, { text: "word ".repeat(3_000) }, "refused TOO_LONG", "10,000 characters"],
  ])("%s", async (_what, prepare, mail: Mail, verdict, why) => {
    await prepare?.();
    await receive(world, mail);
    expect(await lastVerdict(world.t)).toBe(verdict);
    const [notice, second] = await explanations(world.t);
    expect(second).toBeUndefined();
    expect(notice?.email?.to).toBe("carla@client.test");
    expect(notice?.email?.text).toContain(why);
    expect(notice?.email?.html).toContain("#2f6f5e");
  });

  test("marked as an automatic answer, in the thread of what is answered", async () => {
    await archive();
    await receive(world, {
      message_id: "<own@client.test>",
      headers: { references: "<a@x.test> <b@x.test>\r\n <own@client.test>" },
    });
    const [notice] = await explanations(world.t);
    expect(notice?.email?.headers).toEqual({
      "Auto-Submitted": "auto-replied",
      "X-Auto-Response-Suppress": "All",
      "X-Anteroom-Outbound": "1",
      "In-Reply-To": "<own@client.test>",
      References: "<a@x.test> <b@x.test> <own@client.test>",
    });
    expect(notice?.email?.subject).toBe("Re: New messages in Website");
  });

  test("in their language; one who was removed learns nothing new of the room", async () => {
    const { t, people, roomId } = world;
    await t.run(
      async (ctx) => await ctx.db.patch("users", people.carla.userId, { language: "de" }),
    );
    await people.ana.as.mutation(api.rooms.rename, { roomId, name: "Secret merger" });
    await removeCarla();
    await receive(world);
    const [notice] = await explanations(t);
    expect(notice?.email?.text).toContain("Ihre Antwort wurde nicht veröffentlicht");
    expect(JSON.stringify(notice?.email)).not.toContain("Secret merger");
    expect(JSON.stringify(notice?.email)).not.toContain(roomId);
  });

  test("a day at most, whatever they write and where; the next day another", async () => {
    await archive();
    await receive(world);
    await receive(world);
    await receive(world, { text: "" });
    expect(await explanations(world.t)).toHaveLength(1);
    vi.setSystemTime(Date.now() + DAY_MS - 60_000);
    await receive(world);
    expect(await explanations(world.t)).toHaveLength(1);
    vi.setSystemTime(Date.now() + 120_000);
    await receive(world);
    expect(await explanations(world.t)).toHaveLength(2);
  });
});

describe("no explanation goes", () => {
  test.each([
    ["to an auto-responder", { headers: { "auto-submitted": "auto-replied" } }],
    ["to a bounce", { from: "mailer-daemon@client.test", headers: { "return-path": "<>" } }],
    ["to a list", { headers: { precedence: "list", "list-id": "<l.test>" } }],
    ["to our own email", { headers: { "x-anteroom-outbound": "1" } }],
    ["to a stranger", { from: "eve@elsewhere.test" }],
    ["to another participant of the room", { from: "sam@firm.test" }],
    ["for an address never issued", { received_for: [], to: ["r0@inbound.firm.test"] }],
  ])("%s", async (_what, mail: Mail) => {
    await archive();
    await receive(world, mail);
    expect(await explanations(world.t)).toEqual([]);
  });

  test("when DMARC failed, to a suspended person, or to an address where mail is stopped", async () => {
    const { t, people } = world;
    await archive();
    process.env["INBOUND_AUTHSERV_ID"] = "mx.test";
    await receive(world, { headers: { "authentication-results": "mx.test; dmarc=fail" } });
    delete process.env["INBOUND_AUTHSERV_ID"];
    expect(await lastVerdict(t)).toBe("held DMARC_FAILED");
    await t.run(async (ctx) => {
      await ctx.db.patch("users", people.carla.userId, { state: "suspended" });
    });
    await receive(world);
    expect(await lastVerdict(t)).toBe("refused NOT_ACTIVE");
    await t.run(async (ctx) => {
      await ctx.db.patch("users", people.carla.userId, {
        state: "active",
        emailStopped: "bounced",
      });
    });
    await receive(world);
    expect(await lastVerdict(t)).toBe("refused ROOM_ARCHIVED");
    expect(await explanations(t)).toEqual([]);
  });

  test("with a posted reply", async () => {
    await receive(world);
    expect(await lastVerdict(world.t)).toBe("posted");
    expect(await explanations(world.t)).toEqual([]);
  });
});
