/**
 * The database against a naive model: an array of documents that is filtered and sorted anew for
 * every question. Random histories of writes, rollbacks, commits and restarts; after each step
 * random ranges, pages and read sets are compared.
 */
import { defineSchema, defineTable } from "convex/server";
import { compareValues, v, type Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SubscriptionIndex } from "./subscriptionIndex.ts";
import {
  collect,
  indexRange,
  openTestDatabase,
  read,
  tableScan,
  temporaryFolder,
} from "./testing.ts";
import type { QueryDescription, RangeCondition, StoredDocument, Transaction } from "./types.ts";

const schema = defineSchema({
  things: defineTable({ a: v.optional(v.any()), b: v.optional(v.any()), text: v.optional(v.any()) })
    .index("by_a_and_b", ["a", "b"])
    .searchIndex("search_text", { searchField: "text", filterFields: ["a", "b"] }),
});

/** Few values, so that ranges hit, and of all types, so that their order matters. */
const smallValue = fc.constantFrom<Value | undefined>(
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

type Fields = { a: Value | undefined; b: Value | undefined; text: Value | undefined };
const fields: fc.Arbitrary<Fields> = fc.record({ a: smallValue, b: smallValue, text: smallText });

type Step =
  | { type: "insert"; fields: Fields }
  | { type: "patch"; pick: number; fields: Fields }
  | { type: "replace"; pick: number; fields: Fields }
  | { type: "delete"; pick: number }
  | { type: "savepoint" }
  | { type: "rollback" }
  | { type: "commit" }
  | { type: "restart" };

const pick = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
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

const query: fc.Arbitrary<QueryDescription> = fc.oneof(
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

const isSearch = ({ source }: QueryDescription) => source.type === "Search";

/** What the model answers, in index order. */
function expected(documents: StoredDocument[], { source }: QueryDescription): StoredDocument[] {
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

function sameDocuments(actual: StoredDocument[], model: StoredDocument[], ordered: boolean): void {
  const [x, y] = ordered ? [actual, model] : [[...actual].sort(byId), [...model].sort(byId)];
  expect(x.map((d) => d._id)).toEqual(y.map((d) => d._id));
  expect(compareValues(x, y)).toBe(0);
}

function stripped(values: Fields): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}

/** Plays steps against both; `inspect` is called after each with what is visible now. */
function play(
  steps: Step[],
  inspect: (visible: StoredDocument[], transaction: Transaction) => void,
): void {
  const folder = temporaryFolder();
  let database = openTestDatabase(schema, { folder });
  let committed: StoredDocument[] = [];
  let visible: StoredDocument[] = [];
  let saved: { point: { rollback(): void }; visible: StoredDocument[] } | null = null;
  let transaction = database.beginWrite();
  for (const each of steps) {
    const target = "pick" in each ? visible[each.pick % Math.max(1, visible.length)] : undefined;
    if (each.type === "insert") {
      const id = transaction.insert("things", stripped(each.fields));
      visible = [...visible, transaction.get("things", id)!];
    } else if (each.type === "savepoint") {
      saved = { point: transaction.savepoint(), visible };
    } else if (each.type === "rollback") {
      if (saved !== null) {
        saved.point.rollback();
        visible = saved.visible;
        saved = null;
      }
    } else if (each.type === "commit" || each.type === "restart") {
      database.commit(transaction);
      saved = null;
      committed = visible;
      if (each.type === "restart") {
        database.close();
        database = openTestDatabase(schema, { folder });
      }
      transaction = database.beginWrite();
    } else if (target !== undefined) {
      visible = applyToDocument(each, target, visible, transaction);
    }
    inspect(visible, transaction);
  }
  transaction.close();
  read(database, (reader) => inspect(committed, reader));
  database.close();
}

function applyToDocument(
  each: Step & { type: "patch" | "replace" | "delete" },
  target: StoredDocument,
  visible: StoredDocument[],
  transaction: Transaction,
): StoredDocument[] {
  const { _id, _creationTime } = target;
  const others = visible.filter((document) => document !== target);
  if (each.type === "delete") {
    transaction.delete("things", _id);
    return others;
  }
  if (each.type === "patch") transaction.patch("things", _id, each.fields);
  else transaction.replace("things", _id, stripped(each.fields));
  return [...others, { _id, _creationTime, ...stripped(each.fields) }];
}

/** Random histories take their time on a busy machine. */
const TIMEOUT_MS = 120_000;

describe("against the model", { timeout: TIMEOUT_MS }, () => {
  it("answers every range and search, with own writes, rolled back ones and after restarts", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 30 }),
        fc.array(query, { minLength: 3, maxLength: 6 }),
        (steps, queries) => {
          play(steps, (visible, transaction) => {
            for (const description of queries) {
              const actual = collect(transaction, description);
              sameDocuments(actual, expected(visible, description), !isSearch(description));
            }
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives pages that join to the whole, and stay gapless while documents come and go", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.array(step, { maxLength: 12 }),
        query,
        fc.integer({ min: 1, max: 4 }),
        (before, after, description, numItems) => {
          let ends: string[] | null = null;
          let count = 0;
          play([...before, ...after], (visible, transaction) => {
            count += 1;
            const whole = collect(transaction, description);
            if (ends === null) {
              if (count < before.length) return;
              const walked = walk(transaction, description, numItems);
              sameDocuments(walked.documents, whole, true);
              ends = walked.ends;
              return;
            }
            // Later runs keep the ends of the pages: neither overlap nor gap, whatever changed.
            const again = reread(transaction, description, ends);
            sameDocuments(again, whole, true);
            sameDocuments(again, expected(visible, description), !isSearch(description));
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("touches the read set of every query whose answer a commit changes", () => {
    fc.assert(
      fc.property(
        fc.array(fields, { maxLength: 12 }),
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(query, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 12 }),
        (documents, steps, queries) => {
          const database = openTestDatabase(schema);
          const writer = database.beginWrite();
          for (const each of documents) writer.insert("things", stripped(each));
          database.commit(writer);
          const run = (description: QueryDescription, limit: number) =>
            read(database, (reader) => ({
              result: collect(reader, description, limit),
              readSet: reader.readSet(),
            }));
          const runs = queries.map(([description, limit]) => run(description, limit));
          const index = new SubscriptionIndex<number>();
          runs.forEach(({ readSet }, token) => index.add(token, readSet));

          const transaction = database.beginWrite();
          let visible = collect(transaction, tableScan("things"));
          for (const each of steps) {
            if (each.type === "insert") transaction.insert("things", stripped(each.fields));
            const target = "pick" in each ? visible[each.pick % Math.max(1, visible.length)] : null;
            if (target && "pick" in each) {
              visible = applyToDocument(each, target, visible, transaction);
            }
          }
          const commit = database.commit(transaction);
          if (commit !== null) {
            const touched = runs.map(({ readSet }) => readSet.isTouchedBy(commit));
            expect(index.affectedBy(commit)).toEqual(
              new Set(touched.flatMap((isTouched, token) => (isTouched ? [token] : []))),
            );
            queries.forEach(([description, limit], i) => {
              const now = run(description, limit).result;
              if (!touched[i]) expect(now).toEqual(runs[i]!.result);
            });
          }
          database.close();
        },
      ),
      { numRuns: 100 },
    );
  });
});

function walk(transaction: Transaction, description: QueryDescription, numItems: number) {
  const documents: StoredDocument[] = [];
  const ends: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = transaction.paginate(description, { cursor, numItems });
    documents.push(...page.page);
    ends.push(page.continueCursor);
    if (page.isDone) return { documents, ends };
    expect(page.page).toHaveLength(numItems);
    cursor = page.continueCursor;
  }
}

function reread(transaction: Transaction, description: QueryDescription, ends: string[]) {
  let cursor: string | null = null;
  const documents: StoredDocument[] = [];
  for (const endCursor of ends) {
    const page = transaction.paginate(description, { cursor, numItems: 1, endCursor });
    expect(page.continueCursor).toBe(endCursor);
    documents.push(...page.page);
    cursor = endCursor;
  }
  return documents;
}
