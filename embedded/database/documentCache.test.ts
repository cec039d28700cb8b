import { describe, expect, it } from "vitest";
import { DocumentCache, type DocumentRecord } from "./documentCache.ts";

const KIB = 1024;
const record = (rowId: number, name = "x"): DocumentRecord => ({
  rowId,
  document: { _id: name, _creationTime: 1 },
  size: KIB,
  shareable: true,
});
const kept = (cache: DocumentCache, upTo: number) =>
  Array.from({ length: upTo }, (_, rowId) => rowId).filter((rowId) => cache.get(rowId));

describe("DocumentCache", () => {
  it("holds no more than its budget, and drops the longest unused", () => {
    const cache = new DocumentCache(100 * KIB);
    for (let rowId = 0; rowId < 1_000; rowId++) {
      cache.set(record(rowId));
      expect(cache.get(0)).toBeDefined();
    }
    const rows = kept(cache, 1_000);
    expect(rows.length).toBeLessThanOrEqual(100);
    expect(rows.length).toBeGreaterThan(30);
    expect(rows).toContain(999);
    expect(rows).toContain(0);
    expect(rows).not.toContain(500);
  });

  it("gives the newest version of a document, and none that was deleted, from either generation", () => {
    const cache = new DocumentCache(20 * KIB);
    cache.set(record(1, "old"));
    for (let rowId = 10; rowId < 22; rowId++) cache.set(record(rowId));
    cache.set(record(1, "new"));
    expect(cache.get(1)?.document._id).toBe("new");
    for (let rowId = 30; rowId < 38; rowId++) cache.set(record(rowId));
    expect(cache.get(1)?.document._id ?? "new").toBe("new");

    cache.set(record(2));
    for (let rowId = 40; rowId < 47; rowId++) cache.set(record(rowId));
    expect(cache.get(2)).toBeDefined();
    for (let rowId = 50; rowId < 57; rowId++) cache.set(record(rowId));
    cache.delete(2);
    expect(cache.get(2)).toBeUndefined();
  });

  it("forgets everything when it is cleared", () => {
    const cache = new DocumentCache(20 * KIB);
    for (let rowId = 0; rowId < 10; rowId++) cache.set(record(rowId));
    cache.clear();
    expect(kept(cache, 10)).toEqual([]);
  });
});
