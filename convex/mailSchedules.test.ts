/** G5 with wishes: email waits for its reader's time, says then what is unread then, and is never lost. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { deliverQueued } from "./digests.setup";
import { type Backend, codeOf, makePeople, makeRoom, send, startBackend } from "./test.setup";
import type { MailSchedule } from "./validators";

const HOUR_MS = 60 * 60 * 1000;
/** A Wednesday, 11:00 in Berlin. */
const START = Date.UTC(2026, 5, 3, 9);
const ALWAYS: MailSchedule = {
  interval: "30min",
  hour: 8,
  quiet: null,
  days: [0, 1, 2, 3, 4, 5, 6],
};

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: START });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.carla]);
});
afterEach(() => vi.useRealTimers());

const wish = (schedule: Partial<MailSchedule>) =>
  people.carla.as.mutation(api.users.setMailSchedule, { schedule: { ...ALWAYS, ...schedule } });
const daily = () => wish({ interval: "daily", hour: 18 });

/** One run of the digest `hours` later; the texts of the emails to Carla. */
async function runAfter(hours: number): Promise<string[]> {
  vi.setSystemTime(Date.now() + hours * HOUR_MS);
  await t.mutation(internal.digests.sweep, { ignoreAge: false });
  const emails = await deliverQueued(t);
  return emails.filter(({ to }) => to === people.carla.email).map(({ text }) => text);
}

describe("a daily email", () => {
  test("waits for its hour and then says everything, once", async () => {
    await daily();
    await send(people.ana, roomId, "in the morning");
    expect(await runAfter(1)).toEqual([]);
    await send(people.ana, roomId, "at noon");
    expect(await runAfter(1)).toEqual([]);
    const [email, ...others] = await runAfter(5);
    expect(others).toEqual([]);
    expect(email).toContain("in the morning");
    expect(email).toContain("at noon");
    expect(await runAfter(24)).toEqual([]);
  });

  test("leaves out what was read or deleted meanwhile, and is not sent about nothing (G6)", async () => {
    await daily();
    const { messageId } = await send(people.ana, roomId, "a slip");
    await send(people.ana, roomId, "for later");
    await runAfter(1);
    await people.ana.as.mutation(api.messages.remove, { roomId, messageId });
    const [email] = await runAfter(7);
    expect(email).not.toContain("a slip");
    await send(people.ana, roomId, "read on screen");
    await runAfter(1);
    await people.carla.as.mutation(api.readPositions.markRead, { roomId, seq: 3 });
    expect(await runAfter(24)).toEqual([]);
  });

  test("comes at once when its reader goes back to every 30 minutes, later when they wait longer", async () => {
    await daily();
    await send(people.ana, roomId, "hello");
    expect(await runAfter(1)).toEqual([]);
    await wish({});
    expect(await runAfter(0.1)).toHaveLength(1);
    await send(people.ana, roomId, "again");
    await t.mutation(internal.digests.sweep, { ignoreAge: true });
    await wish({ quiet: { start: 9, end: 20 } });
    await send(people.ana, roomId, "and again");
    const emails = await runAfter(0.5);
    expect(emails, "what was asked for now is not held back").toHaveLength(1);
  });
});

test("quiet hours and days off delay, by the reader's own clock", async () => {
  await wish({ quiet: { start: 10, end: 14 } });
  await send(people.ana, roomId, "hello");
  expect(await runAfter(1)).toEqual([]);
  await people.carla.as.mutation(api.users.updateProfile, { timeZone: "America/New_York" });
  expect(await runAfter(0.1), "six in the morning there").toHaveLength(1);
  await wish({ days: [1, 2] });
  await send(people.ana, roomId, "on Wednesday");
  expect(await runAfter(48)).toEqual([]);
  const [email] = await runAfter(72);
  expect(email).toContain("on Wednesday");
});

test("the language of the email is its reader's", async () => {
  await people.carla.as.mutation(api.users.updateProfile, { language: "de" });
  await send(people.ana, roomId, "Hallo");
  const [email] = await runAfter(1);
  expect(email).toContain("Neue Nachrichten in Carla's room");
  expect(email).toContain("Antworten Sie einfach auf diese E-Mail");
});

test("an hour that is none and a week without days are refused", async () => {
  for (const wrong of [
    { hour: 24 },
    { hour: 1.5 },
    { quiet: { start: -1, end: 5 } },
    { days: [] },
    { days: [7] },
  ]) {
    expect(await codeOf(wish(wrong)), JSON.stringify(wrong)).toBe("INVALID_ARGUMENT");
  }
});
