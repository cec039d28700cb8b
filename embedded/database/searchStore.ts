import type Sqlite from "better-sqlite3";
import { fieldAt } from "../values/documentJson.ts";
import { searchText, type SearchIndex } from "./catalog.ts";
import { LIMIT } from "./documentStore.ts";
import { filterToken, termsOf, termWithin } from "./searchTerms.ts";
import type { StoredDocument } from "./types.ts";

/** FTS5's own default. */
const USUAL_GATHERED_BYTES = 2 ** 20;

type Statements = {
  add: Sqlite.Statement<[number, string]>;
  remove: Sqlite.Statement<[number, string]>;
  match: Sqlite.Statement<[string, number], number>;
};

/**
 * Responsible for the FTS5 tables behind search indexes: one a search index, one row a document
 * with text, under the row of the document. They hold terms only, never the text. Like the
 * documents they are written inside whatever SQLite transaction is open.
 */
export class SearchStore {
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Statements>();

  constructor(sqlite: Sqlite.Database) {
    this.#sqlite = sqlite;
  }

  /**
   * The ascii tokenizer splits at ASCII punctuation only and leaves everything else alone, so our
   * tokens are stored exactly as `termsOf` made them. With secure-delete a removed document's terms
   * are taken out of the index at once, not whenever its parts are merged.
   */
  create(termsTable: string): void {
    this.#sqlite.exec(
      `CREATE VIRTUAL TABLE ${termsTable} USING fts5(
        tokens, content='', columnsize=0, detail=none, tokenize='ascii');
      INSERT INTO ${termsTable} (${termsTable}, rank) VALUES ('secure-delete', 1);`,
    );
  }

  /**
   * How many bytes of terms are gathered in memory before they are written; null: the usual number. For
   * loading very many documents: the index is put together from fewer parts.
   */
  gather(termsTable: string, bytes: number | null): void {
    const size = bytes ?? USUAL_GATHERED_BYTES;
    this.#sqlite.exec(
      `INSERT INTO ${termsTable} (${termsTable}, rank) VALUES ('hashsize', ${size})`,
    );
  }

  drop(termsTable: string): void {
    this.#sqlite.exec(`DROP TABLE ${termsTable}`);
    this.#statements.delete(termsTable);
  }

  /** Brings the index up to date with what a document has become; null stands for "not there". */
  write(
    index: SearchIndex,
    rowId: number,
    before: StoredDocument | null,
    after: StoredDocument | null,
  ): void {
    const old = before === null ? null : tokensOf(index, before);
    const fresh = after === null ? null : tokensOf(index, after);
    if (old === fresh) return;
    const { add, remove } = this.#prepare(index.termsTable);
    if (old !== null) remove.run(rowId, old);
    if (fresh !== null) add.run(rowId, fresh);
  }

  /** Rows of documents that match an FTS5 expression, newest first. */
  match(index: SearchIndex, expression: string, limit: number): number[] {
    return this.#prepare(index.termsTable).match.all(expression, limit);
  }

  #prepare(termsTable: string): Statements {
    let statements = this.#statements.get(termsTable);
    if (statements === undefined) {
      statements = {
        add: this.#sqlite.prepare(`INSERT INTO ${termsTable} (rowid, tokens) VALUES (?, ?)`),
        // FTS5 does not know what it holds of a document, so it is told.
        remove: this.#sqlite.prepare(
          `INSERT INTO ${termsTable} (${termsTable}, rowid, tokens) VALUES ('delete', ?, ?)`,
        ),
        match: this.#sqlite
          .prepare<
            [string, number],
            number
          >(`SELECT rowid FROM ${termsTable} WHERE ${termsTable} MATCH ? ORDER BY rowid DESC LIMIT ${LIMIT}`)
          .pluck(),
      };
      this.#statements.set(termsTable, statements);
    }
    return statements;
  }
}

/** What is stored for a document: its terms, its terms by first filter, a token a further filter. */
function tokensOf(index: SearchIndex, document: StoredDocument): string | null {
  const text = searchText(index, document);
  if (text === null) return null;
  const terms = new Set(termsOf(text));
  let tokens = "";
  let first: string | null = null;
  index.filterFields.forEach((field, i) => {
    const token = filterToken(i, fieldAt(document, field));
    // The first filter is asked for as part of the terms, never by itself.
    if (i === 0) first = token;
    else tokens += `${token} `;
  });
  for (const term of terms) tokens += `${term} `;
  if (first !== null) for (const term of terms) tokens += `${termWithin(first, term)} `;
  return tokens.trimEnd();
}
