import { expect, test } from "vitest";
import { type Check, checksOf, type Health, troubles } from "./checks";

const NOW = 1_800_000_000_000;
const MINUTE_MS = 60_000;
const GIB = 1024 ** 3;

const ENGINE = {
  time: NOW - 30_000,
  startTime: NOW - 1e9,
  sockets: 3,
  memoryBytes: 2e8,
  freeDiskBytes: 50 * GIB,
  longestStallMs: 40,
  runs: 200,
  faults: 0,
  slowRuns: 0,
};
const WELL: Health = {
  outbox: { count: 0, oldestTime: null },
  pauseEndTime: 0,
  failedEmails: 0,
  stoppedAddresses: 0,
  heldEmails: 0,
  unfetchedEmails: { count: 0, oldestTime: null },
  lostEmails: 0,
  missingSettings: [],
  engine: ENGINE,
};

/** The findings that want attention. */
function troublesOf(changes: Partial<Health>): [Check["id"], Check["tone"]][] {
  const checks = checksOf({ ...WELL, ...changes }, NOW);
  const found = checks.filter(({ tone }) => tone !== "ok");
  expect(troubles(checks)).toBe(found.length);
  return found.map(({ id, tone }) => [id, tone]);
}

test("a deployment without troubles is all right, with and without a server of its own", () => {
  expect(troublesOf({})).toEqual([]);
  expect(troublesOf({ engine: null })).toEqual([]);
});

test("emails may wait a while, but not too long, nor before a provider that refuses", () => {
  const waiting = (minutes: number) => ({ count: 4, oldestTime: NOW - minutes * MINUTE_MS });
  expect(troublesOf({ outbox: waiting(14) })).toEqual([]);
  expect(troublesOf({ outbox: waiting(15) })).toEqual([["sending", "danger"]]);
  expect(troublesOf({ pauseEndTime: NOW + 1 })).toEqual([["sending", "danger"]]);
  expect(troublesOf({ pauseEndTime: NOW - 1 })).toEqual([]);
  expect(troublesOf({ unfetchedEmails: waiting(15) })).toEqual([["receiving", "danger"]]);
});

test("what is broken comes before what only wants a look", () => {
  expect(troublesOf({ failedEmails: 1 })).toEqual([["failures", "waiting"]]);
  expect(troublesOf({ stoppedAddresses: 1 })).toEqual([["addresses", "waiting"]]);
  expect(troublesOf({ heldEmails: 1 })).toEqual([["held", "waiting"]]);
  expect(troublesOf({ lostEmails: 1 })).toEqual([["receiving", "waiting"]]);
  expect(troublesOf({ missingSettings: ["APP_URL"] })).toEqual([["settings", "danger"]]);
});

test("a server that is silent, breaks, stalls or runs out of disk is told", () => {
  const engine = (changes: Partial<typeof ENGINE>) =>
    troublesOf({ engine: { ...ENGINE, ...changes } });
  expect(engine({ time: NOW - 4 * MINUTE_MS })).toEqual([["speed", "danger"]]);
  expect(engine({ faults: 1 })).toEqual([["speed", "waiting"]]);
  expect(engine({ longestStallMs: 1_000 })).toEqual([["speed", "waiting"]]);
  expect(engine({ freeDiskBytes: 4 * GIB })).toEqual([["disk", "waiting"]]);
  expect(engine({ freeDiskBytes: GIB / 2 })).toEqual([["disk", "danger"]]);
});
