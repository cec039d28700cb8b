/**
 * Two days of random doings in many small firms, with a provider that fails in every way, against an
 * account of its own (guarantees.setup.ts): G5, G6 and G11. `GUARANTEE_SEEDS` runs more firms than the
 * default; a failure names its seed.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Firm } from "./guarantees.firm.setup";
import { randomFrom } from "./guarantees.setup";

const HOUR_MS = 60 * 60 * 1000;
const EVENTS = 420;
const SPAN_MS = 48 * HOUR_MS;
/** Of 420 doings each: 10,080. */
const SEEDS = Number(process.env["GUARANTEE_SEEDS"] ?? 24);
/** Enough for whoever wants email once a day. */
const RUNS_AT_THE_END = 12;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9), toFake: ["Date", "setTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
  "48 hours of firm %i: each message is mailed as often as it should be, and each answer posted",
  async (seed) => {
    const random = randomFrom(-seed);
    const firm = await Firm.found(seed);
    for (let event = 0; event < EVENTS; event += 1) {
      vi.setSystemTime(Date.now() + random((2 * SPAN_MS) / EVENTS));
      await firm.goOn();
    }
    for (let run = 0; run < RUNS_AT_THE_END; run += 1) {
      vi.setSystemTime(Date.now() + 3 * HOUR_MS);
      await firm.digest({ isReliable: true });
    }
    await firm.checkAll();
    expect(firm.ledger.wrongs).toEqual([]);
    expect(firm.ledger.facts.length, "something happened").toBeGreaterThan(EVENTS / 8);
  },
  30_000,
);
