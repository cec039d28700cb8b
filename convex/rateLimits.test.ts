/** Buckets by their rules; which deeds take from which is told where the deeds are. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { codeOf, makePeople, makeRoom, send, startBackend } from "./test.setup";

const START = Date.UTC(2026, 2, 2, 9);
const HOUR_MS = 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

async function startFlood() {
  const t = await startBackend();
  const { ana, sam, carla } = await makePeople(t);
  const roomId = await makeRoom(ana, [sam, carla]);
  let sent = 0;
  const say = () => codeOf(send(carla, roomId, `number ${sent++}`)).catch(() => "accepted");
  const sayMany = async (count: number) => {
    for (let i = 0; i < count; i += 1) expect(await say()).toBe("accepted");
  };
  return { say, sayMany, buckets: () => t.run((ctx) => ctx.db.query("rateLimits").collect()) };
}

test("a full bucket is emptied at once, fills by the second, and holds no more than it holds", async () => {
  const { say, sayMany } = await startFlood();
  await sayMany(30);
  expect(await say()).toBe("RATE_LIMITED");
  vi.setSystemTime(START + 999);
  expect(await say()).toBe("RATE_LIMITED");
  vi.setSystemTime(START + 2_000);
  await sayMany(2);
  expect(await say()).toBe("RATE_LIMITED");
  vi.setSystemTime(START + HOUR_MS);
  await sayMany(30);
  expect(await say()).toBe("RATE_LIMITED");
});

test("a person has one bucket for a kind of deed, however much they do", async () => {
  const { sayMany, buckets } = await startFlood();
  await sayMany(5);
  const sends = (await buckets()).filter(({ name }) => name === "send");
  expect(sends).toMatchObject([{ value: 25, ts: START }]);
});

test("a clock that is set back stops nobody and fills nothing", async () => {
  const { say, sayMany } = await startFlood();
  await sayMany(10);
  vi.setSystemTime(START - HOUR_MS);
  await sayMany(20);
  expect(await say()).toBe("RATE_LIMITED");
});
