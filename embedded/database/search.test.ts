import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { termsOf } from "./searchTerms.ts";
import { collect, openTestDatabase, read, write } from "./testing.ts";
import type { Database, QueryDescription, Transaction } from "./types.ts";

const schema = defineSchema({
  messages: defineTable({
    text: v.optional(v.string()),
    roomId: v.string(),
    kind: v.optional(v.string()),
  }).searchIndex("search_text", { searchField: "text", filterFields: ["roomId", "kind"] }),
});

const search = (
  words: string,
  filters: Record<string, Value | undefined> = {},
): QueryDescription => ({
  source: {
    type: "Search",
    tableName: "messages",
    indexName: "search_text",
    search: { fieldPath: "text", value: words },
    filters: Object.entries(filters).map(([fieldPath, value]) => ({ fieldPath, value })),
  },
  operators: [],
});

function open(texts: string[], roomId = "A"): Database {
  const database = openTestDatabase(schema);
  write(database, (t) => texts.forEach((text) => t.insert("messages", { text, roomId })));
  return database;
}
const found = (database: Database, ...query: Parameters<typeof search>) =>
  read(database, (t) => textsOf(t, ...query));
const textsOf = (t: Transaction, ...query: Parameters<typeof search>) =>
  collect(t, search(...query)).map((message) => message.text);

describe("terms", () => {
  it("are lower-case runs of letters and digits of any script", () => {
    expect(termsOf("Hello, WORLD-2 été! Straße_x 東京 42€")).toEqual([
      ..."hello world 2 été straße x 東京 42".split(" "),
    ]);
    expect(termsOf(" -- !? ")).toEqual([]);
  });

  it("of more than 32 bytes are left out", () => {
    expect(termsOf(`${"a".repeat(32)} ${"a".repeat(33)} ${"é".repeat(17)} b`)).toEqual([
      "a".repeat(32),
      "b",
    ]);
  });
});

describe("a search", () => {
  it("finds documents with any of its words, the last also as the beginning of a word", () => {
    const database = open(["the invoice is late", "an invoicing question", "late lunch", "none"]);
    expect(new Set(found(database, "invoice"))).toEqual(new Set(["the invoice is late"]));
    expect(new Set(found(database, "invoic"))).toEqual(
      new Set(["an invoicing question", "the invoice is late"]),
    );
    expect(new Set(found(database, "invoic late"))).toEqual(
      new Set(["late lunch", "the invoice is late"]),
    );
    expect(found(database, "voice")).toEqual([]);
    expect(found(database, "")).toEqual([]);
    expect(found(database, "!?")).toEqual([]);
  });

  it("takes words for words, also those that SQLite's search language knows", () => {
    const database = open(["apples AND pears", "NEAR the tokens: roomId", 'a "quoted" word*']);
    expect(found(database, "and")).toEqual(["apples AND pears"]);
    expect(found(database, 'NEAR("x" "y") OR *')).toContain("NEAR the tokens: roomId");
    expect(found(database, '"quoted"')).toEqual(['a "quoted" word*']);
    expect(found(database, "§0x")).toEqual([]);
  });

  it("has the best match first, and among equal ones the newest", () => {
    const database = open([
      "red",
      "red and a long text that hardly speaks of it at all today",
      "red red",
      "blue",
      "red",
    ]);
    expect(found(database, "red")).toEqual([
      "red red",
      "red",
      "red",
      "red and a long text that hardly speaks of it at all today",
    ]);
    const times = read(database, (t) => collect(t, search("red")).map((m) => m._creationTime));
    expect(times[1]).toBeGreaterThan(times[2]!);
  });

  it("ranks rare words above common ones", () => {
    const database = open(["common rare", "common thing", "common stuff", "rare other"]);
    expect(found(database, "rare common")[0]).toBe("common rare");
    expect(found(database, "common rare")[1]).toBe("rare other");
  });

  it("keeps to its filters, of which undefined asks for documents without the field", () => {
    const database = open(["red one"], "A");
    write(database, (t) => {
      t.insert("messages", { text: "red two", roomId: "B" });
      t.insert("messages", { text: "red three", roomId: "B", kind: "note" });
    });
    expect(found(database, "red", { roomId: "A" })).toEqual(["red one"]);
    expect(found(database, "red", { roomId: "B", kind: undefined })).toEqual(["red two"]);
    expect(found(database, "red", { kind: "note" })).toEqual(["red three"]);
    expect(found(database, "red", { roomId: "C" })).toEqual([]);
  });

  it("sees the transaction's own writes, and not what it changed or deleted", () => {
    const database = open(["red one", "red two", "red three"]);
    write(database, (t) => {
      const [three, two, one] = collect(t, search("red"));
      t.delete("messages", one!._id);
      t.patch("messages", two!._id, { text: "blue two" });
      t.patch("messages", three!._id, { roomId: "B" });
      t.insert("messages", { text: "red four", roomId: "A" });
      expect(new Set(textsOf(t, "red"))).toEqual(new Set(["red four", "red three"]));
      expect(textsOf(t, "red", { roomId: "A" })).toEqual(["red four"]);
      expect(textsOf(t, "blue")).toEqual(["blue two"]);
    });
    expect(found(database, "red", { roomId: "B" })).toEqual(["red three"]);
    expect(found(database, "blue")).toEqual(["blue two"]);
  });

  it("forgets a text that is taken away, edited or deleted", () => {
    const database = open(["secret word"]);
    const [message] = read(database, (t) => collect(t, search("secret")));
    write(database, (t) => t.patch("messages", message!._id, { text: undefined }));
    expect(found(database, "secret")).toEqual([]);
    write(database, (t) => t.patch("messages", message!._id, { text: "back again" }));
    expect(found(database, "back")).toEqual(["back again"]);
    write(database, (t) => t.delete("messages", message!._id));
    expect(found(database, "back")).toEqual([]);
  });

  it("depends on its filters' documents alone: others change neither its order nor its read set", () => {
    const database = open(["red sun", "red red moon and stars", "sun"], "A");
    const run = () =>
      read(database, (t) => ({
        texts: textsOf(t, "sun red", { roomId: "A" }),
        readSet: t.readSet(),
      }));
    const before = run();
    const elsewhere = database.beginWrite();
    for (let i = 0; i < 50; i++) {
      elsewhere.insert("messages", { text: i % 2 ? "red" : "sun sun sun", roomId: "B" });
    }
    const commit = database.commit(elsewhere)!;
    expect(before.readSet.isTouchedBy(commit)).toBe(false);
    expect(run().texts).toEqual(before.texts);
    const here = database.beginWrite();
    here.insert("messages", { text: "unrelated", roomId: "A" });
    expect(before.readSet.isTouchedBy(database.commit(here)!)).toBe(true);
  });

  it("without its leading filter depends on the whole index", () => {
    const database = open(["red one"], "A");
    const readSet = read(database, (t) => {
      textsOf(t, "red", { kind: "note" });
      return t.readSet();
    });
    const transaction = database.beginWrite();
    transaction.insert("messages", { text: "red two", roomId: "B", kind: "note" });
    expect(readSet.isTouchedBy(database.commit(transaction)!)).toBe(true);
  });

  it("gives at most 1,024 results and uses at most 16 words", () => {
    const database = open(Array.from({ length: 1_100 }, (_, i) => `red ${i}`));
    expect(found(database, "red")).toHaveLength(1_024);
    const words = Array.from({ length: 16 }, (_, i) => `nothing${i}`).join(" ");
    expect(found(database, `${words} red`)).toEqual([]);
    // What the transaction has changed itself takes no place among them.
    write(database, (t) => {
      for (const { _id } of collect(t, search("red"), 100)) t.patch("messages", _id, { text: "" });
      expect(textsOf(t, "red")).toHaveLength(1_000);
    });
  });

  it("refuses fields that its index does not have, and more than 8 filters", () => {
    const database = open([]);
    expect(() => found(database, "x", { nowhere: 1 })).toThrow(/nowhere/);
    const wrongField = search("x");
    (wrongField.source as { search: { fieldPath: string } }).search.fieldPath = "roomId";
    expect(() => read(database, (t) => collect(t, wrongField))).toThrow(/"text", not "roomId"/);
    const many = search("x");
    (many.source as { filters: unknown[] }).filters = Array(9).fill({
      fieldPath: "kind",
      value: 1,
    });
    expect(() => read(database, (t) => collect(t, many))).toThrow(/at most 8/);
  });
});
