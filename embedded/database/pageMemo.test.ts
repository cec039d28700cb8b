import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { expect, test } from "vitest";
import { PageMemo, type SharedPage } from "./pageMemo.ts";
import type { RangeScan } from "./rangeScan.ts";
import { TRANSACTION_LIMITS } from "./usage.ts";
import { indexRange, openTestDatabase, write } from "./testing.ts";
import type { Database, Page, PageRequest } from "./types.ts";

const schema = defineSchema({
  lines: defineTable({ room: v.string(), n: v.number(), text: v.optional(v.string()) }).index(
    "by_room_and_n",
    ["room", "n"],
  ),
  others: defineTable({ x: v.number() }),
});

const inRoom = (room: string) =>
  indexRange("lines", "by_room_and_n", [{ type: "Eq", fieldPath: "room", value: room }], "desc");

function open(count = 5): Database {
  const database = openTestDatabase(schema);
  write(database, (transaction) => {
    for (let n = 1; n <= count; n++) transaction.insert("lines", { room: "a", n });
    transaction.insert("lines", { room: "b", n: 1 });
  });
  return database;
}

function readPage(database: Database, request: Partial<PageRequest> = {}, room = "a") {
  const transaction = database.beginRead();
  const page = transaction.paginate(inRoom(room), { cursor: null, numItems: 3, ...request });
  const result = { ...page, usage: transaction.usage(), readSet: transaction.readSet() };
  transaction.close();
  return result;
}

const numbers = ({ page }: Pick<Page, "page">) => page.map((document) => document["n"]);

test("whoever asks for a page again gets the same documents, and has read as much", () => {
  const database = open();
  const first = readPage(database);
  const second = readPage(database);
  expect(second.page.every((document, i) => document === first.page[i])).toBe(true);
  expect({ ...second, readSet: null }).toEqual({ ...first, readSet: null });
  const commit = (n: number) => {
    const transaction = database.beginWrite();
    transaction.insert("lines", { room: "a", n });
    const record = database.commit(transaction)!;
    database.flush();
    return record;
  };
  const below = commit(0);
  expect(second.readSet.isTouchedBy(below)).toBe(false);
  const above = commit(6);
  expect(second.readSet.isTouchedBy(above)).toBe(true);
});

test("what one reader does to the list of a page is not seen by the next", () => {
  const database = open();
  readPage(database).page.reverse().pop();
  expect(numbers(readPage(database))).toEqual([5, 4, 3]);
});

test("a page shows every change in it at once: new, changed, moved and gone documents", () => {
  const database = open();
  const newest = readPage(database).page[0]!._id;
  const change = (work: (transaction: ReturnType<Database["beginWrite"]>) => void) => {
    write(database, work);
    return readPage(database);
  };
  const insert = change((t) => void t.insert("lines", { room: "a", n: 6 }));
  expect(numbers(insert)).toEqual([6, 5, 4]);
  const patched = change((t) => t.patch("lines", newest, { text: "changed" }));
  expect(patched.page[1]).toMatchObject({ n: 5, text: "changed" });
  expect(numbers(change((t) => t.patch("lines", newest, { room: "b" })))).toEqual([6, 4, 3]);
  expect(numbers(change((t) => t.patch("lines", newest, { room: "a" })))).toEqual([6, 5, 4]);
  expect(numbers(change((t) => t.delete("lines", newest)))).toEqual([6, 4, 3]);
  expect(numbers(change((t) => void t.insert("others", { x: 1 })))).toEqual([6, 4, 3]);
});

test("pages of other queries, sizes and cursors are kept apart", () => {
  const database = open();
  const { continueCursor } = readPage(database);
  expect(numbers(readPage(database, {}, "b"))).toEqual([1]);
  expect(numbers(readPage(database, { numItems: 2 }))).toEqual([5, 4]);
  expect(numbers(readPage(database, { cursor: continueCursor }))).toEqual([2, 1]);
  expect(numbers(readPage(database, { endCursor: continueCursor, numItems: 1 }))).toEqual([
    5, 4, 3,
  ]);
  // A cursor that swallows what comes after it would find the page above.
  const swallowing = `x ${continueCursor.length} ${continueCursor}`;
  expect(() => readPage(database, { cursor: swallowing })).toThrow();
  expect(() => readPage(database, { cursor: "" })).toThrow();
});

test("a transaction near its limits reads for itself, and is told to split the page", () => {
  const database = open(20);
  readPage(database);
  const transaction = database.beginRead();
  const most = TRANSACTION_LIMITS.documentsRead * 0.76;
  while (transaction.usage().documentsRead < most) transaction.collect(inRoom("a"));
  const page = transaction.paginate(inRoom("a"), { cursor: null, numItems: 3 });
  expect(page.pageStatus).toBe("SplitRecommended");
  transaction.close();
});

test("an undone commit leaves nothing of it in a page", () => {
  const database = open();
  readPage(database);
  const transaction = database.beginWrite();
  transaction.insert("lines", { room: "a", n: 9 });
  expect(numbers(transaction.paginate(inRoom("a"), { cursor: null, numItems: 1 }))).toEqual([9]);
  transaction.close();
  expect(numbers(readPage(database))).toEqual([5, 4, 3]);
});

test("however many pages of one list are read, each shows what was changed in it last", () => {
  const database = open(100);
  const pages = Array.from({ length: 50 }, (_, i) => ({ numItems: 2 * i + 1 }));
  const cursors = pages.map((request) => readPage(database, request).continueCursor);
  const rest = () => cursors.map((cursor) => readPage(database, { cursor, numItems: 1 }).page[0]!);
  const before = rest();
  write(database, (t) => before.forEach(({ _id }) => t.patch("lines", _id, { text: "changed" })));
  expect(rest().every((document) => document["text"] === "changed")).toBe(true);
});

test("pages that hold many documents give way to newer ones, and are right when read again", () => {
  const memo = new PageMemo();
  const scan = { version: 0 } as RangeScan;
  const pageOf = (documents: number) => ({ read: { documents, bytes: 1 } }) as SharedPage;
  for (let i = 0; i < 20; i++) memo.remember(`page ${i}`, scan, pageOf(1_000));
  expect(memo.find("page 0")).not.toBeNull();
  memo.remember("page 20", scan, pageOf(1_000));
  expect(memo.find("page 0")).toBeNull();
  expect(memo.find("page 20")).not.toBeNull();
  // What has ended, or comes again under its key, is not counted twice.
  for (let i = 0; i < 100; i++) memo.remember("page 20", scan, pageOf(1_000));
  memo.remember("page 21", scan, pageOf(1_000));
  expect(memo.find("page 20")).not.toBeNull();
});
