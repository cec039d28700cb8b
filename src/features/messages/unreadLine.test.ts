import { expect, it } from "vitest";
import { MINUTE_MS, NOON, ownMessage, storedMessage } from "./messageFixtures";
import { findUnreadLine } from "./unreadLine";

const seqs = (...list: number[]) => list.map((seq) => storedMessage(seq));

it("stands above the first message after the read position", () => {
  const line = findUnreadLine(seqs(1, 2, 3, 4), { readSeq: 2, lastSeq: 4 }, true);
  expect(line).toEqual({ seq: 3, time: NOON + 3 * MINUTE_MS, count: 2, settled: true });
});

it("is absent when everything was read", () => {
  expect(findUnreadLine(seqs(1, 2), { readSeq: 2, lastSeq: 2 }, false).seq).toBeNull();
});

it("is never above an own message", () => {
  const messages = [storedMessage(1), ownMessage(2), ownMessage(3), storedMessage(4)];
  expect(findUnreadLine(messages, { readSeq: 1, lastSeq: 4 }, true)).toMatchObject({
    seq: 4,
    count: 1,
  });
});

it("is absent when only own or deleted messages follow the read position", () => {
  const messages = [storedMessage(1), ownMessage(2), storedMessage(3, { deletedTime: 1 })];
  expect(findUnreadLine(messages, { readSeq: 1, lastSeq: 3 }, true)).toMatchObject({
    seq: null,
    count: 0,
  });
});

it("is not brought up by what arrives during the visit", () => {
  expect(findUnreadLine(seqs(1, 2, 3), { readSeq: 2, lastSeq: 2 }, true).seq).toBeNull();
});

it("is not settled before the history reaches back to the read position", () => {
  const visit = { readSeq: 10, lastSeq: 200 };
  expect(findUnreadLine(seqs(150, 151), visit, false).settled).toBe(false);
  expect(findUnreadLine(seqs(11, 12), visit, false)).toMatchObject({ settled: true, seq: 11 });
});
