import { defineSchema, defineTable } from "convex/server";
import { ConvexError, v } from "convex/values";
import { describe, expect, it } from "vitest";
import {
  indexRange,
  openTestDatabase,
  read,
  tableScan,
  temporaryFolder,
  write,
} from "./testing.ts";
import type { Database, PageRequest, QueryDescription, Transaction } from "./types.ts";

const schema = defineSchema({
  rows: defineTable({ n: v.number(), text: v.optional(v.string()) }).index("by_n", ["n"]),
});
const byN = indexRange("rows", "by_n");

const open = (count: number, folder = temporaryFolder()) => {
  const database = openTestDatabase(schema, { folder });
  for (let first = 0; first < count; first += 8_000) {
    write(database, (t) => {
      for (let n = first; n < Math.min(first + 8_000, count); n++) t.insert("rows", { n });
    });
  }
  return database;
};
const page = (
  database: Database,
  request: Partial<PageRequest>,
  description: QueryDescription = byN,
) =>
  read(database, (t) => {
    const result = t.paginate(description, { cursor: null, numItems: 3, ...request });
    return {
      ...result,
      n: result.page.map((row) => row.n),
      usage: t.usage(),
      readSet: t.readSet(),
    };
  });

describe("a page", { timeout: 120_000 }, () => {
  it("that is exactly filled is not done; only the next, empty one is", () => {
    const database = open(3);
    const first = page(database, {});
    expect(first).toMatchObject({ n: [0, 1, 2], isDone: false });
    const second = page(database, { cursor: first.continueCursor });
    expect(second).toMatchObject({ n: [], isDone: true });
    expect(page(database, { cursor: second.continueCursor })).toMatchObject({
      n: [],
      isDone: true,
    });
  });

  it("reads up to its end cursor, whatever the number of items", () => {
    const database = open(10);
    const first = page(database, { numItems: 5 });
    write(database, (t) => t.insert("rows", { n: 2.5 }));
    const again = page(database, { numItems: 1, endCursor: first.continueCursor });
    expect(again.n).toEqual([0, 1, 2, 2.5, 3, 4]);
    expect(again.continueCursor).toBe(first.continueCursor);
    const journal = page(database, { numItems: 1, journalCursor: first.continueCursor });
    expect(journal.n).toEqual(again.n);
  });

  it("takes the end cursor that it is given before the one of its journal", () => {
    const database = open(10);
    const [four, six] = [4, 6].map((numItems) => page(database, { numItems }).continueCursor);
    expect(page(database, { endCursor: four!, journalCursor: six! }).n).toHaveLength(4);
  });

  it("that was the last one grows when rows are added behind it", () => {
    const database = open(2);
    const last = page(database, {});
    expect(last.isDone).toBe(true);
    write(database, (t) => t.insert("rows", { n: 7 }));
    const again = page(database, { journalCursor: last.continueCursor });
    expect(again).toMatchObject({ n: [0, 1, 7], isDone: true });
  });

  it("can be split in its middle into two pages that join to it", () => {
    const database = open(9);
    const whole = page(database, { numItems: 7 });
    const end = whole.continueCursor;
    const left = page(database, { endCursor: whole.splitCursor! });
    const right = page(database, { cursor: whole.splitCursor!, endCursor: end });
    expect([...left.n, ...right.n]).toEqual(whole.n);
    expect(left.n).toHaveLength(4);
    expect(page(database, { numItems: 2 }).splitCursor).toBeNull();
  });

  it("has the same cursor to the byte when nothing has changed, also after a restart", () => {
    const folder = temporaryFolder();
    const database = open(5, folder);
    const before = page(database, {});
    expect(page(database, {}).continueCursor).toBe(before.continueCursor);
    database.close();
    const again = openTestDatabase(schema, { folder });
    expect(page(again, {}).continueCursor).toBe(before.continueCursor);
    expect(page(again, { cursor: before.continueCursor }).n).toEqual([3, 4]);
  });

  it("goes past filtered rows to its number, or stops at maximumRowsRead without being done", () => {
    const database = open(10);
    const odd: QueryDescription = {
      ...byN,
      operators: [
        { filter: { $eq: [{ $mod: [{ $field: "n" }, { $literal: 2 }] }, { $literal: 1 }] } },
      ],
    };
    expect(page(database, {}, odd)).toMatchObject({ n: [1, 3, 5], isDone: false });
    const short = page(database, { maximumRowsRead: 2 }, odd);
    expect(short).toMatchObject({ n: [1], isDone: false });
    expect(page(database, { cursor: short.continueCursor }, odd).n).toEqual([3, 5, 7]);
  });

  it("depends on what it read and no further, and on the whole stretch up to its end cursor", () => {
    const database = open(10);
    const [first, whole] = [page(database, {}), page(database, { numItems: 20 })];
    const bounded = page(database, { endCursor: page(database, { numItems: 5 }).continueCursor });
    const insert = (n: number) => {
      const transaction = database.beginWrite();
      transaction.insert("rows", { n });
      return database.commit(transaction)!;
    };
    const touched = (n: number) => {
      const commit = insert(n);
      return [first, bounded, whole].map(({ readSet }) => readSet.isTouchedBy(commit));
    };
    expect(touched(1.5)).toEqual([true, true, true]);
    expect(touched(3.5)).toEqual([false, true, true]);
    expect(touched(7.5)).toEqual([false, false, true]);
    expect(touched(99)).toEqual([false, false, true]);
  });

  it("asks to be split when it is large, and says when it had to stop short", () => {
    const database = open(33_000);
    expect(page(database, { numItems: 7_000 }).pageStatus).toBe("SplitRecommended");
    expect(page(database, { numItems: 6_000 }).pageStatus).toBeNull();
    const end = page(database, { numItems: 31_000 }).continueCursor;
    let rest = page(database, { cursor: end, numItems: 5_000 });
    expect(rest.isDone).toBe(true);
    rest = page(database, { endCursor: rest.continueCursor });
    expect(rest.pageStatus).toBe("SplitRequired");
    expect(rest.n.length).toBe(32_000);
    const left = page(database, { endCursor: rest.splitCursor! });
    const right = page(database, { cursor: rest.splitCursor!, endCursor: rest.continueCursor });
    expect(left.n.length + right.n.length).toBe(33_000);
  });

  it("refuses a number of items that is not positive", () => {
    const database = open(1);
    for (const numItems of [0, -1, 1.5, NaN]) {
      expect(() => page(database, { numItems })).toThrow(/positive integer/);
    }
  });
});

describe("a cursor", () => {
  const invalid = (call: () => unknown) => {
    let error: unknown;
    try {
      call();
    } catch (caught) {
      error = caught;
    }
    // What usePaginatedQuery looks at before it starts the list over.
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<Record<string, string>>).data).toMatchObject({
      isConvexSystemError: true,
      paginationError: "InvalidCursor",
    });
    expect((error as Error).message).toContain("InvalidCursor");
  };

  it("is good for its own query only", () => {
    const database = open(5);
    const cursor = page(database, {}).continueCursor;
    const others: QueryDescription[] = [
      indexRange("rows", "by_n", [], "desc"),
      indexRange("rows", "by_n", [{ type: "Gt", fieldPath: "n", value: 0 }]),
      indexRange("rows", "by_n", [{ type: "Gt", fieldPath: "n", value: 0n }]),
      indexRange("rows", "by_n", [{ type: "Gt", fieldPath: "n", value: undefined }]),
      indexRange("rows", "by_n", [{ type: "Gt", fieldPath: "n", value: null }]),
      indexRange("rows", "by_n", [{ type: "Lt", fieldPath: "n", value: NaN }]),
      indexRange("rows", "by_n", [{ type: "Lt", fieldPath: "n", value: true }]),
      tableScan("rows"),
      { ...byN, operators: [{ filter: { $eq: [{ $literal: 1 }, { $literal: 1 }] } }] },
      { ...byN, operators: [{ filter: { $eq: [{ $literal: NaN }, { $literal: NaN }] } }] },
      { ...byN, operators: [{ filter: { $literal: true } }] },
      { ...byN, operators: [{ filter: { $literal: undefined } }] },
    ];
    const cursors = [cursor, ...others.map((query) => page(database, {}, query).continueCursor)];
    expect(new Set(cursors).size).toBe(cursors.length);
    for (const query of others) invalid(() => page(database, { cursor }, query));
    invalid(() => page(database, { endCursor: cursors[1]! }));
  });

  it("is refused when it was changed, cut, made up, or comes from another database", () => {
    const database = open(5);
    const cursor = page(database, {}).continueCursor;
    const bytes = Buffer.from(cursor, "base64url");
    for (let position = 0; position < bytes.length; position++) {
      const changed = Buffer.from(bytes);
      changed[position]! ^= 1;
      invalid(() => page(database, { cursor: changed.toString("base64url") }));
    }
    for (const other of ["", "x", cursor.slice(0, 30), `${cursor}AAAA`]) {
      invalid(() => page(database, { cursor: other }));
    }
    invalid(() => page(open(5), { cursor }));
  });

  it("does not show the values of the row it stands for", () => {
    const database = openTestDatabase(schema);
    const hidden = indexRange("rows", "by_n");
    write(database, (t: Transaction) => [1, 2].map((n) => t.insert("rows", { n, text: "secret" })));
    const { continueCursor, page: rows } = page(database, { numItems: 1 }, hidden);
    const text = Buffer.from(continueCursor, "base64url").toString("latin1");
    expect(text).not.toContain(rows[0]!._id);
  });
});
