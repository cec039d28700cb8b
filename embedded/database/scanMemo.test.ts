import { expect, test } from "vitest";
import type { Index } from "./catalog.ts";
import type { DocumentStore } from "./documentStore.ts";
import { ScanMemo } from "./scanMemo.ts";
import { ABOVE_ALL } from "../values/sortKey.ts";

/** A store whose every range has a hundred rows; counts how often it is asked. */
function countingStore() {
  const asked = { scans: 0 };
  const store = {
    scan: (_index: Index, _interval: object, _order: string, limit: number) => {
      asked.scans += 1;
      return Array.from({ length: Math.min(limit, 100) }, (_, i) => i + 1);
    },
    load: (rowId: number) => ({ rowId, document: {}, size: 1, shareable: true }),
  };
  return { asked, store: store as unknown as DocumentStore };
}

const plan = (room: number) => {
  const prefix = `idx.${String(room).padStart(6, "0")}`;
  const range = { prefix, start: prefix, end: prefix + ABOVE_ALL };
  return { index: {} as Index, range, order: "desc" as const, expected: 100 };
};

test("a scan is shared until a commit puts something into its range", () => {
  const { asked, store } = countingStore();
  const memo = new ScanMemo(store);
  const scan = memo.scan(plan(1));
  scan.recordAt(0);
  expect(memo.scan(plan(1))).toBe(scan);
  memo.touch(`${plan(2).range.prefix}x`, true);
  expect(memo.scan(plan(1))).toBe(scan);
  memo.touch(`${plan(1).range.prefix}x`, true);
  expect(memo.scan(plan(1))).not.toBe(scan);
  expect(asked.scans).toBe(1);
});

test("with too many rows the older half goes; the newer scans stay and the old ones are read anew", () => {
  const { store } = countingStore();
  const memo = new ScanMemo(store);
  const scans = Array.from({ length: 310 }, (_, room) => {
    const scan = memo.scan(plan(room));
    scan.recordAt(0);
    return scan;
  });
  const before = scans.map(({ version }) => version);
  expect(memo.scan(plan(309))).toBe(scans[309]);
  expect(memo.scan(plan(0))).not.toBe(scans[0]);
  // Whoever made something of a dropped scan's documents must see that it may have ended.
  expect(before[0]).toBe(1);
  expect(before[309]).toBe(0);
});

test("rows that a dropped scan fetches later do not make the memo shed for ever", () => {
  const { store } = countingStore();
  const memo = new ScanMemo(store);
  // Held by a reader while the memo lets them go, and read on.
  const late = Array.from({ length: 600 }, (_, room) => memo.scan(plan(room)));
  memo.clear();
  for (const scan of late) scan.recordAt(0);
  memo.scan(plan(1_000)); // sheds once
  const kept = memo.scan(plan(1_001));
  memo.scan(plan(1_002));
  expect(memo.scan(plan(1_001))).toBe(kept);
});
