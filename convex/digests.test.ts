import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { deliverQueued } from "./digests.setup";
import { type Backend, makePeople, makeRoom, type Person, send, startBackend } from "./test.setup";

const START = Date.UTC(2026, 5, 1, 9, 0, 0);
const MINUTE_MS = 60_000;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(START);
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla], { name: "Website" });
});
afterEach(() => vi.useRealTimers());

function pass(durationMs: number) {
  vi.setSystemTime(Date.now() + durationMs);
}

async function sweep(ignoreAge = false): Promise<number> {
  return (await t.mutation(internal.digests.sweep, { ignoreAge })).queued;
}

const deliverAll = () => deliverQueued(t);

async function sweepAndDeliver() {
  await sweep();
  return await deliverAll();
}

const addresses = (emails: { to: string }[]) => emails.map(({ to }) => to).sort();

describe("who gets a digest (R10)", () => {
  test("everybody with unread messages, staff and clients alike, but not their author", async () => {
    await send(people.ana, roomId, "hello");
    pass(3 * MINUTE_MS);
    expect(addresses(await sweepAndDeliver())).toEqual(["carla@client.test", "sam@firm.test"]);
  });

  test("one email per room, so that a reply has one target", async () => {
    const second = await makeRoom(people.ana, [people.carla], { name: "Logo" });
    await send(people.ana, roomId, "one");
    await send(people.ana, second, "two");
    pass(3 * MINUTE_MS);
    const emails = (await sweepAndDeliver()).filter(({ to }) => to === "carla@client.test");
    expect(emails.map(({ subject }) => subject).sort()).toEqual([
      "New messages in Logo",
      "New messages in Website",
    ]);
    expect(new Set(emails.map(({ replyTo }) => replyTo)).size).toBe(2);
  });

  test("nobody, while the messages are younger than two minutes; later they are", async () => {
    await send(people.ana, roomId, "hello");
    pass(MINUTE_MS);
    expect(await sweepAndDeliver()).toEqual([]);
    pass(2 * MINUTE_MS);
    expect(addresses(await sweepAndDeliver())).toEqual(["carla@client.test", "sam@firm.test"]);
  });

  test("“send now” also takes the youngest", async () => {
    await send(people.ana, roomId, "hello");
    expect(await sweep(true)).toBe(2);
    expect(await deliverAll()).toHaveLength(2);
  });

  test("nobody who has read, and nobody but the room's participants (G6)", async () => {
    const { seq } = await send(people.ana, roomId, "hello");
    await people.carla.as.mutation(api.readPositions.markRead, { roomId, seq });
    pass(3 * MINUTE_MS);
    expect(addresses(await sweepAndDeliver())).toEqual(["sam@firm.test"]);
  });

  test("nobody whom only a system of empty rooms concerns: no message, no email", async () => {
    pass(3 * MINUTE_MS);
    expect(await sweep()).toBe(0);
  });
});

describe("a message is mailed at most once to a person (G5)", () => {
  test("not again at the next sweep, though it is still unread", async () => {
    await send(people.ana, roomId, "hello");
    pass(3 * MINUTE_MS);
    expect(await sweepAndDeliver()).toHaveLength(2);
    pass(30 * MINUTE_MS);
    expect(await sweepAndDeliver()).toEqual([]);
  });

  test("the next email holds only what is new", async () => {
    await send(people.ana, roomId, "first words");
    pass(3 * MINUTE_MS);
    await sweepAndDeliver();
    await send(people.ana, roomId, "second words");
    pass(3 * MINUTE_MS);
    const emails = await sweepAndDeliver();
    expect(emails).toHaveLength(2);
    for (const { text } of emails) {
      expect(text).toContain("second words");
      expect(text).not.toContain("first words");
    }
  });

  test("what is not frozen yet merges: many sweeps, one email", async () => {
    for (let round = 0; round < 12; round += 1) {
      await send(people.ana, roomId, `message ${round}`);
      pass(30 * MINUTE_MS);
      await sweep();
    }
    const emails = await deliverAll();
    expect(emails).toHaveLength(2);
    expect(emails[0]?.text).toContain("message 0");
    expect(emails[0]?.text).toContain("message 11");
  });

  test("the newest twenty are shown, the others counted", async () => {
    for (let number = 1; number <= 23; number += 1) {
      await send(people.ana, roomId, `message no. ${number}.`);
    }
    pass(3 * MINUTE_MS);
    const [email] = await sweepAndDeliver();
    expect(email?.text).toContain("and 3 earlier unread messages");
    expect(email?.text).not.toContain("message no. 3.");
    expect(email?.text).toContain("message no. 4.");
    expect(email?.text).toContain("message no. 23.");
  });
});

describe("everything is checked again just before the first attempt", () => {
  async function queueThen(change: () => Promise<unknown>) {
    await send(people.ana, roomId, "hello");
    pass(3 * MINUTE_MS);
    await sweep();
    await change();
    return (await deliverAll()).filter(({ to }) => to === "carla@client.test");
  }

  test("read meanwhile: nothing is mailed", async () => {
    const { carla } = people;
    const read = () => carla.as.mutation(api.readPositions.markRead, { roomId, seq: 1 });
    expect(await queueThen(read)).toEqual([]);
  });

  test("deleted meanwhile: nothing is mailed", async () => {
    const remove = async () => {
      const { page } = await people.ana.as.query(api.messages.list, {
        roomId,
        paginationOpts: { numItems: 1, cursor: null },
      });
      const messageId = page[0]?.messageId ?? "";
      await people.ana.as.mutation(api.messages.remove, { roomId, messageId });
    };
    expect(await queueThen(remove)).toEqual([]);
  });

  test("removed, muted or suspended meanwhile: nothing is mailed", async () => {
    const { ana, carla } = people;
    const mute = () => carla.as.mutation(api.participants.setNotify, { roomId, level: "off" });
    expect(await queueThen(mute)).toEqual([]);
    await carla.as.mutation(api.participants.setNotify, { roomId, level: "all" });
    const muteAll = () => carla.as.mutation(api.users.setEmailMuted, { muted: true });
    expect(await queueThen(muteAll)).toEqual([]);
    await carla.as.mutation(api.users.setEmailMuted, { muted: false });
    const suspend = async () =>
      await t.run(async (ctx) => await ctx.db.patch("users", carla.userId, { state: "suspended" }));
    expect(await queueThen(suspend)).toEqual([]);
    await t.run(async (ctx) => await ctx.db.patch("users", carla.userId, { state: "active" }));
    const remove = () => ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    expect(await queueThen(remove)).toEqual([]);
  });
});

describe("old messages are never mailed", () => {
  test("to a newcomer, who still sees them in the room (R6)", async () => {
    const { ana, omar } = people;
    await send(ana, roomId, "old words");
    pass(3 * MINUTE_MS);
    await ana.as.mutation(api.participants.add, {
      roomId,
      userIds: [omar.userId],
      confirmed: true,
    });
    expect(addresses(await sweepAndDeliver())).not.toContain("omar@client.test");
    await send(ana, roomId, "new words");
    pass(3 * MINUTE_MS);
    const email = (await sweepAndDeliver()).find(({ to }) => to === "omar@client.test");
    expect(email?.text).toContain("new words");
    expect(email?.text).not.toContain("old words");
  });

  test.each([
    [
      "the room",
      (person: Person, muted: boolean) =>
        person.as.mutation(api.participants.setNotify, { roomId, level: muted ? "off" : "all" }),
    ],
    [
      "all email",
      (person: Person, muted: boolean) => person.as.mutation(api.users.setEmailMuted, { muted }),
    ],
  ])("after un-muting %s (R13)", async (_what, setMuted) => {
    const { ana, carla } = people;
    await setMuted(carla, true);
    await send(ana, roomId, "while muted");
    pass(3 * MINUTE_MS);
    expect(addresses(await sweepAndDeliver())).toEqual(["sam@firm.test"]);
    await setMuted(carla, false);
    pass(30 * MINUTE_MS);
    expect(await sweepAndDeliver()).toEqual([]);
    await send(ana, roomId, "after");
    pass(3 * MINUTE_MS);
    const email = (await sweepAndDeliver()).find(({ to }) => to === "carla@client.test");
    expect(email?.text).toContain("after");
    expect(email?.text).not.toContain("while muted");
  });

  test("to somebody removed and added again: nothing from the gap", async () => {
    const { ana, carla } = people;
    await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    await send(ana, roomId, "in the gap");
    pass(3 * MINUTE_MS);
    await ana.as.mutation(api.participants.add, { roomId, userIds: [carla.userId] });
    expect(addresses(await sweepAndDeliver())).toEqual(["sam@firm.test"]);
  });
});

describe("attempts", () => {
  async function firstAttempt() {
    await send(people.ana, roomId, "hello");
    pass(3 * MINUTE_MS);
    await sweep();
    const { attempt } = await t.mutation(internal.digests.prepare, {});
    if (attempt === null) throw new Error("nothing was prepared");
    return attempt;
  }

  test("without an answer, the same bytes go again under the same key", async () => {
    const first = await firstAttempt();
    await t.mutation(internal.digests.record, {
      rowId: first.rowId,
      outcome: { kind: "inDoubt", reason: "no answer", retryAfterMs: null },
    });
    const more = await send(people.ana, roomId, "more");
    expect(more.seq).toBe(2);
    pass(3 * MINUTE_MS);
    await sweep();
    const { attempt } = await t.mutation(internal.digests.prepare, {});
    expect(attempt).toEqual(first);
  });

  test("surely not taken: the email is composed anew, without what was read or deleted", async () => {
    const first = await firstAttempt();
    await t.mutation(internal.digests.record, {
      rowId: first.rowId,
      outcome: { kind: "notTaken", reason: "429 rate_limit_exceeded", retryAfterMs: 1_000 },
    });
    await send(people.ana, roomId, "more");
    pass(3 * MINUTE_MS);
    await sweep();
    const emails = await deliverAll();
    const same = emails.filter(({ to }) => to === first.email.to);
    expect(same).toHaveLength(1);
    expect(same[0]?.text).toContain("hello");
    expect(same[0]?.text).toContain("more");
  });

  test("that never report back are made again by themselves, and end after 23 hours", async () => {
    const first = await firstAttempt();
    pass(2 * MINUTE_MS);
    expect((await t.mutation(internal.digests.prepare, {})).attempt).toEqual(first);
    pass(24 * 60 * MINUTE_MS);
    await deliverAll();
    const digest = await t.run(async (ctx) => {
      const digestId = ctx.db.normalizeId("digests", first.rowId);
      return digestId === null ? null : await ctx.db.get("digests", digestId);
    });
    expect(digest?.state).toBe("failed");
  });

  test("refused for good: never tried again, and nobody else waits", async () => {
    const first = await firstAttempt();
    await t.mutation(internal.digests.record, {
      rowId: first.rowId,
      outcome: { kind: "refused", reason: "422 validation_error" },
    });
    expect(await deliverAll()).toHaveLength(1);
    pass(60 * MINUTE_MS);
    expect(await sweepAndDeliver()).toEqual([]);
  });
});

describe("the email", () => {
  test("names one recipient, carries the headers of a machine and of one-click unsubscribe", async () => {
    await send(people.ana, roomId, "hello");
    pass(3 * MINUTE_MS);
    const emails = await sweepAndDeliver();
    const email = emails.find(({ to }) => to === "carla@client.test");
    expect(email?.replyTo).toMatch(/^"Website" <r[0-9a-z]{26}@inbound\.firm\.test>$/);
    expect(email?.headers["Auto-Submitted"]).toBe("auto-generated");
    expect(email?.headers["List-Unsubscribe"]).toMatch(
      /^<https:\/\/app\.test\/unsubscribe\?token=/,
    );
    expect(email?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(email?.html).toContain(`https://app.test/open/${roomId}`);
    expect(JSON.stringify(email)).not.toContain("sam@firm.test");
    expect(JSON.stringify(email)).not.toContain("Sam");
  });

  test("escapes what people typed, and a room's name can't forge a header", async () => {
    const { ana, carla } = people;
    const evil = await makeRoom(ana, [carla], { name: 'A "B" <b> & C' });
    await send(ana, evil, "<img src=x onerror=alert(1)>\n</td><script>alert(2)</script>");
    pass(3 * MINUTE_MS);
    const email = (await sweepAndDeliver()).find(({ to }) => to === "carla@client.test");
    expect(email?.html).not.toMatch(/<img|<script|<b>/);
    expect(email?.html).toContain("&lt;img src=x onerror=alert(1)&gt;<br>");
    expect(email?.replyTo.split("\n")).toHaveLength(1);
    expect(email?.replyTo).toMatch(/^"A \\"B\\" <b> & C" </);
  });

  test("under studio identity a client reads the firm's name, staff the author's", async () => {
    await t.run(async (ctx) => {
      const firm = await ctx.db.query("firm").first();
      if (firm !== null) await ctx.db.patch("firm", firm._id, { studioIdentity: true });
    });
    await send(people.ana, roomId, "hello");
    pass(3 * MINUTE_MS);
    const emails = await sweepAndDeliver();
    const of = (address: string) => emails.find(({ to }) => to === address);
    expect(of("carla@client.test")?.text).not.toContain("Ana");
    expect(of("sam@firm.test")?.text).toContain("Ana (");
  });
});
