/** `ctx.db`: documents and queries of one function call. */
import type { Value } from "convex/values";
import type {
  Page,
  PageRequest,
  QueryCursor,
  QueryDescription,
  StoredDocument,
  Transaction,
} from "../database/types.ts";
import { TableQuery, type QueryReader } from "./queryBuilder.ts";
import type { FunctionCall } from "./scope.ts";
import { isSystemTable, viewSystemDocument } from "./systemDocuments.ts";
import { unsupported } from "./unsupported.ts";

type Fields = Record<string, Value | undefined>;

/**
 * Reading. `db.system` is the same over the two system tables that Convex shows. Classes, since each
 * run has one of them: their methods are made once for all.
 */
export class DatabaseReader {
  readonly #call: FunctionCall;
  readonly #isSystem: boolean;

  constructor(call: FunctionCall, isSystem = false) {
    this.#call = call;
    this.#isSystem = isSystem;
  }

  get system(): DatabaseReader {
    return new DatabaseReader(this.#call, true);
  }

  async get(first: unknown, second?: unknown): Promise<StoredDocument | null> {
    const isNamed = second !== undefined;
    const id = isNamed ? second : first;
    const { transaction } = this.#call;
    const tableName = tableOfTarget(transaction, isNamed ? first : undefined, id, "get");
    assertReachable(tableName, this.#isSystem);
    const document = transaction.get(tableName, id as string);
    return document === null ? null : viewOf(tableName, document);
  }

  query(tableName: string): TableQuery {
    assertReachable(tableName, this.#isSystem);
    return new TableQuery(new TableReader(this.#call, tableName), tableName);
  }

  normalizeId(tableName: string, id: string): string | null {
    assertReachable(tableName, this.#isSystem);
    return this.#call.transaction.normalizeId(tableName, String(id));
  }

  table(tableName: string): Record<string, unknown> {
    return {
      get: (id: string) => this.get(tableName, id),
      query: () => this.query(tableName),
    };
  }
}

/** Reading and writing. Writes take the table's name first or leave it out, as Convex allows. */
export class DatabaseWriter extends DatabaseReader {
  readonly #call: FunctionCall;

  constructor(call: FunctionCall) {
    super(call);
    this.#call = call;
  }

  async insert(tableName: string, value: Fields): Promise<string> {
    const transaction = writable(this.#call) ?? (await settled(this.#call));
    assertReachable(tableName, false);
    requireObject(value, "insert");
    for (const field of ["_id", "_creationTime"]) {
      if (value[field] !== undefined) throw new Error(`insert() cannot be given ${field}.`);
    }
    return transaction.insert(tableName, value as Record<string, Value>);
  }

  async patch(...args: unknown[]): Promise<void> {
    const [tableName, id, value] = target(this.#call, args, 3, "patch");
    const transaction = writable(this.#call) ?? (await settled(this.#call));
    transaction.patch(tableName, id, userFields(this.#call, tableName, id, value, "patch"));
  }

  async replace(...args: unknown[]): Promise<void> {
    const [tableName, id, value] = target(this.#call, args, 3, "replace");
    const transaction = writable(this.#call) ?? (await settled(this.#call));
    const fields = userFields(this.#call, tableName, id, value, "replace");
    transaction.replace(tableName, id, fields as Record<string, Value>);
  }

  async delete(...args: unknown[]): Promise<void> {
    const [tableName, id] = target(this.#call, args, 2, "delete");
    const transaction = writable(this.#call) ?? (await settled(this.#call));
    transaction.delete(tableName, id);
  }

  override table(tableName: string): Record<string, unknown> {
    return {
      ...super.table(tableName),
      insert: (value: Fields) => this.insert(tableName, value),
      patch: (id: string, value: Fields) => this.patch(tableName, id, value),
      replace: (id: string, value: Fields) => this.replace(tableName, id, value),
      delete: (id: string) => this.delete(tableName, id),
    };
  }

  get vars(): { readonly commitTs: never } {
    return VARS;
  }
}

const VARS = {
  get commitTs() {
    return unsupported("ctx.db.vars.commitTs");
  },
};

/** Reads for the queries of one call on one table. */
class TableReader implements QueryReader {
  readonly #call: FunctionCall;
  readonly #tableName: string;

  constructor(call: FunctionCall, tableName: string) {
    this.#call = call;
    this.#tableName = tableName;
  }

  open(description: QueryDescription): QueryCursor {
    return this.#call.transaction.query(description);
  }

  collect(description: QueryDescription, atMost?: number): StoredDocument[] {
    return this.#views(this.#call.transaction.collect(description, atMost));
  }

  view(document: StoredDocument): StoredDocument {
    return viewOf(this.#tableName, document);
  }

  paginate(description: QueryDescription, request: PageRequest): Page {
    const call = this.#call;
    if (call.hasPaginated) {
      // The journal of a subscription remembers one end cursor, so a second page could not
      // be kept gapless.
      throw new Error("A function can run only one paginated query.");
    }
    call.hasPaginated = true;
    const { scope } = call;
    const isTopLevel = call.depth === 0;
    const journalCursor = isTopLevel ? scope.journalCursor : null;
    const page = call.transaction.paginate(description, { ...request, journalCursor });
    if (isTopLevel) scope.endCursor = page.continueCursor;
    return { ...page, page: this.#views(page.page) };
  }

  #views(documents: StoredDocument[]): StoredDocument[] {
    if (!isSystemTable(this.#tableName)) return documents;
    return documents.map((document) => this.view(document));
  }
}

function viewOf(tableName: string, document: StoredDocument): StoredDocument {
  return isSystemTable(tableName) ? viewSystemDocument(tableName, document) : document;
}

/** The transaction, or null while a nested call runs, for which writes wait. */
function writable(call: FunctionCall): Transaction | null {
  return call.hasNested ? null : call.transaction;
}

async function settled(call: FunctionCall): Promise<Transaction> {
  await call.settleNested();
  return call.transaction;
}

/** The table and id that a write names: `(table, id, …)` or `(id, …)`, told apart by their number. */
function target(
  call: FunctionCall,
  args: unknown[],
  fullLength: 2 | 3,
  method: string,
): [tableName: string, id: string, value: unknown] {
  const isNamed = args[fullLength - 1] !== undefined;
  const [named, id, value] = isNamed ? args : [undefined, ...args];
  const tableName = tableOfTarget(call.transaction, named, id, method);
  assertReachable(tableName, false);
  return [tableName, id as string, value];
}

/**
 * The table of `id`. Throws unless it is an id, and of the table that is `named`, if one is: an id of
 * another table is not "no document" but a mistake in the calling code.
 */
function tableOfTarget(
  transaction: Transaction,
  named: unknown,
  id: unknown,
  method: string,
): string {
  if (typeof id !== "string") {
    throw new TypeError(`Invalid argument \`id\` for \`db.${method}\`: expected a string.`);
  }
  const actual = transaction.tableOf(id);
  if (actual === null) {
    throw new Error(`Invalid argument \`id\` for \`db.${method}\`: it is not an id.`);
  }
  if (named !== undefined && named !== actual) {
    throw new Error(
      `Invalid argument \`id\` for \`db.${method}\`: expected an id of table ` +
        `${JSON.stringify(named)}, but it is one of "${actual}".`,
    );
  }
  return actual;
}

function assertReachable(tableName: string, isSystem: boolean): void {
  if (typeof tableName !== "string") throw new TypeError("The name of a table must be a string.");
  if (tableName.startsWith("_") && !isSystem) {
    throw new Error(`System tables such as "${tableName}" are read-only and read by db.system.`);
  }
  if (isSystem && !isSystemTable(tableName)) {
    throw new Error(`"${tableName}" is no table of db.system.`);
  }
}

/** System fields may be repeated as they are (a document that was read and changed), not altered. */
function userFields(
  call: FunctionCall,
  tableName: string,
  id: string,
  value: unknown,
  method: string,
): Fields {
  requireObject(value, method);
  if (value["_id"] === undefined && value["_creationTime"] === undefined) return value;
  const { _id, _creationTime, ...fields } = value;
  const stored = call.transaction.get(tableName, id);
  const isSame = (given: unknown, own: unknown) => given === undefined || given === own;
  if (!isSame(_id, stored?._id) || !isSame(_creationTime, stored?._creationTime)) {
    throw new Error(`${method}() cannot change _id or _creationTime.`);
  }
  return fields;
}

function requireObject(value: unknown, method: string): asserts value is Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`Invalid argument \`value\` for \`db.${method}\`: expected an object.`);
  }
}
