/**
 * For tests: a naive database (an array of documents that is filtered and sorted anew for every
 * question), and random histories and queries to hold the real one against it.
 */
import { defineSchema, defineTable } from "convex/server";
import { compareValues, v, type Value } from "convex/values";
import fc from "fast-check";
import { expect } from "vitest";
import { indexRange, tableScan } from "./testing.ts";
import type { QueryDescription, RangeCondition, StoredDocument } from "./types.ts";

export const schema = defineSchema({
  things: defineTable({ a: v.optional(v.any()), b: v.optional(v.any()), text: v.optional(v.any()) })
    .index("by_a_and_b", ["a", "b"])
    .searchIndex("search_text", { searchField: "text", filterFields: ["a", "b"] }),
});

/** Few values, so that ranges hit, and of all types, so that their order matters. */
export const smallValue = fc.constantFrom<Value | undefined>(
  undefined,
  null,
  0n,
  0,
  1,
  2,
  NaN,
  true,
  "",
  "a",
  "a\0",
  "b",
  [1],
  { k: 1 },
);
const smallText = fc.constantFrom(undefined, "red", "red green", "blue reddish", 7);

export type Fields = { a: Value | undefined; b: Value | undefined; text: Value | undefined };
export const fields: fc.Arbitrary<Fields> = fc.record({
  a: smallValue,
  b: smallValue,
  text: smallText,
});

export type Step =
  | { type: "insert"; fields: Fields }
  | { type: "patch"; pick: number; fields: Fields }
  | { type: "replace"; pick: number; fields: Fields }
  | { type: "delete"; pick: number }
  | { type: "savepoint" }
  | { type: "rollback" }
  | { type: "commit" }
  | { type: "restart" };

const pick = fc.nat(1_000);
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant("insert" as const), fields }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("patch" as const), pick, fields }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("replace" as const), pick, fields }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("delete" as const), pick }) },
  fc.record({ type: fc.constant("savepoint" as const) }),
  fc.record({ type: fc.constant("rollback" as const) }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant("commit" as const) }) },
  fc.record({ type: fc.constant("restart" as const) }),
);

const order = fc.constantFrom<"asc" | "desc">("asc", "desc");
const bound = (fieldPath: string) =>
  fc
    .tuple(
      fc.option(fc.tuple(fc.constantFrom("Gt" as const, "Gte" as const), smallValue)),
      fc.option(fc.tuple(fc.constantFrom("Lt" as const, "Lte" as const), smallValue)),
    )
    .map((bounds): RangeCondition[] =>
      bounds.flatMap((b) => (b === null ? [] : [{ type: b[0], fieldPath, value: b[1] }])),
    );
const equal = (fieldPath: string) =>
  smallValue.map((value): RangeCondition => ({ type: "Eq", fieldPath, value }));

export const query: fc.Arbitrary<QueryDescription> = fc.oneof(
  order.map((o) => tableScan("things", o)),
  fc.tuple(bound("a"), order).map(([r, o]) => indexRange("things", "by_a_and_b", r, o)),
  fc
    .tuple(equal("a"), bound("b"), order)
    .map(([e, r, o]) => indexRange("things", "by_a_and_b", [e, ...r], o)),
  fc
    .tuple(equal("a"), equal("b"), order)
    .map(([e, f, o]) => indexRange("things", "by_a_and_b", [e, f], o)),
  fc
    .tuple(
      fc.constantFrom("red", "gre", "blue r", "nothing"),
      fc.record({ a: smallValue, b: smallValue }),
      fc.subarray(["a", "b"] as const),
    )
    .map(
      ([value, filters, used]): QueryDescription => ({
        source: {
          type: "Search",
          tableName: "things",
          indexName: "search_text",
          search: { fieldPath: "text", value },
          filters: used.map((fieldPath) => ({ fieldPath, value: filters[fieldPath] })),
        },
        operators: [],
      }),
    ),
);

export const isSearch = ({ source }: QueryDescription) => source.type === "Search";

/** What the model answers, in index order. */
export function expected(
  documents: StoredDocument[],
  { source }: QueryDescription,
): StoredDocument[] {
  if (source.type === "Search") {
    const words = source.search.value.split(" ");
    return documents.filter((document) => {
      if (typeof document.text !== "string") return false;
      const own = document.text.split(" ");
      const found = words.some((word, i) =>
        own.some((w) => (i === words.length - 1 ? w.startsWith(word) : w === word)),
      );
      const passes = source.filters.every(
        (f) => compareValues(document[f.fieldPath], f.value) === 0,
      );
      return found && passes;
    });
  }
  const names = source.type === "IndexRange" ? ["a", "b"] : [];
  const matching = documents.filter(
    (document) =>
      source.type === "FullTableScan" ||
      source.range.every(({ type, fieldPath, value }) => {
        const comparison = compareValues(document[fieldPath], value);
        if (type === "Eq") return comparison === 0;
        if (type === "Gt") return comparison > 0;
        if (type === "Gte") return comparison >= 0;
        return type === "Lt" ? comparison < 0 : comparison <= 0;
      }),
  );
  const sorted = matching.sort((x, y) => {
    for (const name of [...names, "_creationTime", "_id"]) {
      const comparison = compareValues(x[name], y[name]);
      if (comparison !== 0) return comparison;
    }
    return 0;
  });
  return source.order === "asc" ? sorted : sorted.reverse();
}

const byId = (x: StoredDocument, y: StoredDocument) => (x._id < y._id ? -1 : 1);

export function sameDocuments(
  actual: StoredDocument[],
  model: StoredDocument[],
  ordered: boolean,
): void {
  const [x, y] = ordered ? [actual, model] : [[...actual].sort(byId), [...model].sort(byId)];
  expect(x.map((d) => d._id)).toEqual(y.map((d) => d._id));
  expect(compareValues(x, y)).toBe(0);
}

export function stripped(values: Fields): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}
