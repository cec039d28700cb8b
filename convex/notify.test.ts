/** R13 by level: all, mentions, off, and off until the morning. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { deliverQueued, sendDigests } from "./digests.setup";
import { nextHour } from "./model/wallClock";
import { type Backend, type Person, makePeople, makeRoom, send, startBackend } from "./test.setup";
import type { NotifyLevel } from "./validators";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 21:00 in Berlin, the firm's zone. */
const EVENING = Date.UTC(2026, 2, 2, 20);
const MORNING = Date.UTC(2026, 2, 3, 7);

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  vi.useFakeTimers({ now: EVENING });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.useRealTimers();
});

const setLevel = (person: Person, level: NotifyLevel, untilMorning = false) =>
  person.as.mutation(api.participants.setNotify, { roomId, level, untilMorning });
const say = async (person: Person, text: string) => {
  vi.setSystemTime(Date.now() + MINUTE_MS);
  await send(person, roomId, text);
};
const mailedTo = async (person: Person, run = sendDigests(t)) =>
  (await run).filter(({ to }) => to === person.email).map(({ text }) => text);
const at = ({ userId }: Person) => `<@${userId}>`;

describe("at the level of mentions", () => {
  test("staff are mailed what names them or the team, and nothing else", async () => {
    const { ana, sam, carla } = people;
    await setLevel(sam, "mentions");
    await say(ana, `for ${at(carla)} only`);
    expect(await mailedTo(sam)).toEqual([]);
    await say(ana, `for ${at(sam)}`);
    await say(ana, "for nobody");
    await say(carla, "dear @team");
    const [email, ...more] = await mailedTo(sam);
    expect(more).toEqual([]);
    expect(email).toContain("for @Sam");
    expect(email).toContain("dear @team");
    expect(email).not.toContain("for nobody");
    expect(email).not.toContain("earlier unread");
    await say(ana, "for nobody again");
    expect(await mailedTo(sam)).toEqual([]);
  });

  test("a client is mailed what names them, and not what names the team", async () => {
    const { ana, sam, carla } = people;
    await setLevel(carla, "mentions");
    await say(sam, "ask the @team");
    expect(await mailedTo(carla)).toEqual([]);
    await say(ana, `for ${at(carla)}`);
    expect(await mailedTo(carla)).toHaveLength(1);
  });

  test("what it held back is not mailed when all is let through again", async () => {
    const { ana, sam } = people;
    await setLevel(sam, "mentions");
    await say(ana, "held back");
    await setLevel(sam, "all");
    expect(await mailedTo(sam)).toEqual([]);
    await say(ana, "let through");
    const [email] = await mailedTo(sam);
    expect(email).toContain("let through");
    expect(email).not.toContain("held back");
  });

  test("the level is asked again just before an email leaves", async () => {
    const { ana, sam } = people;
    await say(ana, "for nobody");
    await t.mutation(internal.digests.sweep, { ignoreAge: true });
    await setLevel(sam, "mentions");
    expect(await mailedTo(sam, deliverQueued(t))).toEqual([]);
  });
});

describe("off until the morning", () => {
  test("ends at 8:00 in one's own time zone, and shows in one's own room alone", async () => {
    const { sam, carla } = people;
    await setLevel(sam, "all", true);
    const notifyOf = async (person: Person) =>
      (await person.as.query(api.rooms.get, { roomId })).notify;
    expect(await notifyOf(sam)).toEqual({ level: "all", untilTime: MORNING });
    expect(await notifyOf(carla)).toEqual({ level: "all", untilTime: null });
    await carla.as.mutation(api.users.updateProfile, { timeZone: "America/New_York" });
    await setLevel(carla, "mentions", true);
    const untilTime = Date.UTC(2026, 2, 3, 13);
    expect(await notifyOf(carla)).toEqual({ level: "mentions", untilTime });
  });

  test("mails nothing before, nothing from before after it, and the rest by level", async () => {
    const { ana, sam } = people;
    await say(ana, "before");
    await setLevel(sam, "all", true);
    await say(ana, "in the night");
    expect(await mailedTo(sam)).toEqual([]);
    vi.setSystemTime(MORNING);
    expect(await mailedTo(sam), "a backlog").toEqual([]);
    await say(ana, "in the morning");
    const [email] = await mailedTo(sam);
    expect(email).toContain("in the morning");
    expect(email).not.toContain("before");
    expect(email).not.toContain("in the night");
  });

  test("ended by hand mails no backlog either", async () => {
    const { ana, sam } = people;
    await setLevel(sam, "all", true);
    await say(ana, "in the night");
    await setLevel(sam, "all");
    expect(await mailedTo(sam)).toEqual([]);
  });
});

describe("after a pause that is over", () => {
  test.each(["all", "mentions"] as const)("the level %s loses no message since", async (level) => {
    const { ana, sam } = people;
    await setLevel(sam, "all", true);
    await say(ana, `for ${at(sam)} in the night`);
    vi.setSystemTime(MORNING);
    await say(ana, `for ${at(sam)} in the morning`);
    await setLevel(sam, level);
    const [email, ...more] = await mailedTo(sam);
    expect(more).toEqual([]);
    expect(email).toContain("in the morning");
    expect(email).not.toContain("in the night");
  });
});

describe("an email that was surely not taken", () => {
  const freezeForSam = async () => {
    await people.carla.as.mutation(api.users.setEmailMuted, { muted: true });
    await t.mutation(internal.digests.sweep, { ignoreAge: true });
    const { attempt } = await t.mutation(internal.digests.prepare, {});
    expect(attempt?.email.to).toBe(people.sam.email);
    return async () => {
      const outcome = { kind: "notTaken" as const, reason: "429", retryAfterMs: 1_000 };
      await t.mutation(internal.digests.record, { rowId: attempt!.rowId, outcome });
      vi.setSystemTime(Date.now() + MINUTE_MS);
    };
  };

  test("goes again, unless the room was off in between: then it is a backlog", async () => {
    const { ana, sam } = people;
    await say(ana, "one");
    await (
      await freezeForSam()
    )();
    expect(await mailedTo(sam)).toHaveLength(1);
    await say(ana, "two");
    const thaw = await freezeForSam();
    await setLevel(sam, "off");
    await setLevel(sam, "all");
    await thaw();
    expect(await mailedTo(sam)).toEqual([]);
    await say(ana, "three");
    const [email] = await mailedTo(sam);
    expect(email).toContain("three");
    expect(email).not.toContain("two");
  });

  test("is a backlog also after a pause, and to somebody who left and came back", async () => {
    const { ana, sam } = people;
    await say(ana, "before the pause");
    const thaw = await freezeForSam();
    await setLevel(sam, "all", true);
    await thaw();
    vi.setSystemTime(MORNING + MINUTE_MS);
    expect(await mailedTo(sam)).toEqual([]);
    await say(ana, "before leaving");
    const thawAgain = await freezeForSam();
    await ana.as.mutation(api.participants.remove, { roomId, userId: sam.userId });
    await ana.as.mutation(api.participants.add, { roomId, userIds: [sam.userId] });
    await thawAgain();
    expect(await mailedTo(sam)).toEqual([]);
  });
});

test("a seat from before there were levels is off when its email was off", async () => {
  const { ana, sam, carla } = people;
  await t.run(async (ctx) => {
    for await (const seat of ctx.db.query("participants")) {
      await ctx.db.patch("participants", seat._id, { emailOff: seat.userId === sam.userId });
    }
  });
  await say(ana, "hello");
  const emails = await sendDigests(t);
  expect(emails.map(({ to }) => to)).toEqual([carla.email]);
  await setLevel(sam, "all");
  await say(ana, "again");
  expect(await mailedTo(sam)).toHaveLength(1);
});

test("the next 8:00 is today or tomorrow, also where clocks change in between", () => {
  const berlin = (now: number) => nextHour(now, 8, "Europe/Berlin");
  expect(berlin(Date.UTC(2026, 2, 3, 5))).toBe(MORNING);
  expect(berlin(MORNING)).toBe(MORNING + 24 * HOUR_MS);
  // Clocks go forward on 29 March.
  expect(berlin(Date.UTC(2026, 2, 28, 20))).toBe(Date.UTC(2026, 2, 29, 6));
});
