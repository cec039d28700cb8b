/** The engine's search index over many rows of a made-up table, in a process of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { systemClock } from "../embedded/clock.ts";
import { openDatabase } from "../embedded/database/database.ts";
import { answerCalls } from "./childProcess.ts";

const schema = defineSchema({
  entries: defineTable({ room: v.number(), text: v.string() }).searchIndex("search_text", {
    searchField: "text",
    filterFields: ["room"],
  }),
});

const ROOMS = 1_000;
const WORDS = 30_000;
const WORDS_PER_TEXT = 12;
const ROWS_PER_COMMIT = 4_000;
const PROGRESS_EVERY = 100_000;
const RESULTS = 50;

const dataDir = mkdtempSync(join(tmpdir(), "anteroom-bench-search-"));
const schemaJson = (schema as unknown as { export(): string }).export();
const database = openDatabase({
  file: join(dataDir, "database.sqlite"),
  schemaJson,
  systemTables: [],
  clock: systemClock,
});

/** Few words are common and most are rare, as in any language (Zipf's law). */
function word(random: () => number): string {
  return `w${Math.floor(WORDS ** random())}`;
}

/** Numerical Recipes' linear congruential generator: the same texts at every run. */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

function fill(rows: number): void {
  const random = repeatable(1);
  for (let written = 0; written < rows; written += ROWS_PER_COMMIT) {
    const transaction = database.beginWrite();
    for (let row = written; row < Math.min(rows, written + ROWS_PER_COMMIT); row++) {
      const text = Array.from({ length: WORDS_PER_TEXT }, () => word(random)).join(" ");
      transaction.insert("entries", { room: row % ROOMS, text });
    }
    database.commit(transaction);
    database.flush();
    if (written % PROGRESS_EVERY === 0) console.error(`  ${written} of ${rows} rows indexed`);
  }
}

/** Times (ms) of searches for two words; `inRoom` looks in one room each time. */
function search({ searches, inRoom }: { searches: number; inRoom: boolean }): number[] {
  const random = repeatable(2);
  return Array.from({ length: searches }, () => {
    const value = `${word(random)} ${word(random)}`;
    const room = Math.floor(random() * ROOMS);
    const start = performance.now();
    const transaction = database.beginRead();
    const filters = inRoom ? [{ fieldPath: "room", value: room }] : [];
    const cursor = transaction.query({
      source: {
        type: "Search",
        tableName: "entries",
        indexName: "search_text",
        search: { fieldPath: "text", value },
        filters,
      },
      operators: [{ limit: RESULTS }],
    });
    for (let next = cursor.next(); next !== null; next = cursor.next());
    transaction.close();
    return performance.now() - start;
  });
}

answerCalls({ fill, search });
process.on("exit", () => {
  database.close();
  rmSync(dataDir, { recursive: true, force: true });
});
