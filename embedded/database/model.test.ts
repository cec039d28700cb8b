/**
 * The database against a naive model: random histories of writes, rollbacks, commits and restarts;
 * after each step random ranges, searches, pages and read sets are compared.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expected,
  fields,
  isSearch,
  query,
  sameDocuments,
  schema,
  step,
  stripped,
  type Step,
} from "./model.ts";
import { SubscriptionIndex } from "./subscriptionIndex.ts";
import { collect, openTestDatabase, read, tableScan, temporaryFolder } from "./testing.ts";
import type { QueryDescription, StoredDocument, Transaction } from "./types.ts";

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
      // What readers share between commits must not outlive them.
      read(database, (reader) => inspect(committed, reader));
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
              sameDocuments(transaction.collect(description), actual, true);
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
              result:
                limit % 2
                  ? collect(reader, description, limit)
                  : reader.collect(description, limit),
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
