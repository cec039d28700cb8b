/** `ctx.db.query(table)`: the chain of index, order, filters, and the ways to read it. */
import type { Value } from "convex/values";
import type {
  Page,
  PageRequest,
  QueryCursor,
  QueryDescription,
  QuerySource,
  StoredDocument,
} from "../database/types.ts";
import { filterBuilder, toFilterExpression } from "./filterBuilder.ts";
import { IndexRangeBuilder, SearchFilterBuilder } from "./indexBuilders.ts";

/** What a query needs of the run it belongs to. Every call throws once the run has ended. */
export interface QueryReader {
  open(description: QueryDescription): QueryCursor;
  /** All its documents, or the first so many. */
  collect(description: QueryDescription, atMost?: number): StoredDocument[];
  paginate(description: QueryDescription, request: PageRequest): Page;
  /** What the function may see of a stored document (system tables keep fields of their own). */
  view(document: StoredDocument): StoredDocument;
}

/** The options that `usePaginatedQuery` sends. */
export type PaginationOptions = {
  numItems: number;
  cursor: string | null;
  endCursor?: string | null;
  maximumRowsRead?: number;
};

type Order = "asc" | "desc";

/** Convex's limit on chained filters and limits. */
const MAX_OPERATORS = 256;

/** A query of which nothing is decided yet but the table. */
export class TableQuery {
  readonly #reader: QueryReader;
  readonly #tableName: string;

  constructor(reader: QueryReader, tableName: string) {
    this.#reader = reader;
    this.#tableName = tableName;
  }

  withIndex(
    indexName: string,
    range: (q: IndexRangeBuilder) => IndexRangeBuilder = (q) => q,
  ): OrderableQuery {
    requireName(indexName, "withIndex");
    const conditions = range(new IndexRangeBuilder()).finish();
    const tableName = this.#tableName;
    return this.#from({
      type: "IndexRange",
      tableName,
      indexName,
      range: conditions,
      order: "asc",
    });
  }

  withSearchIndex(
    indexName: string,
    build: (q: SearchFilterBuilder) => SearchFilterBuilder,
  ): OrderableQuery {
    requireName(indexName, "withSearchIndex");
    const search = build(new SearchFilterBuilder()).finish();
    return this.#from({ type: "Search", tableName: this.#tableName, indexName, ...search });
  }

  fullTableScan(): OrderableQuery {
    return this.#from({ type: "FullTableScan", tableName: this.#tableName, order: "asc" });
  }

  order(order: Order): OrderableQuery {
    return this.fullTableScan().order(order);
  }
  filter(predicate: (q: typeof filterBuilder) => unknown): OrderableQuery {
    return this.fullTableScan().filter(predicate);
  }
  limit(count: number): OrderableQuery {
    return this.fullTableScan().limit(count);
  }
  collect(): Promise<StoredDocument[]> {
    return this.fullTableScan().collect();
  }
  take(count: number): Promise<StoredDocument[]> {
    return this.fullTableScan().take(count);
  }
  first(): Promise<StoredDocument | null> {
    return this.fullTableScan().first();
  }
  unique(): Promise<StoredDocument | null> {
    return this.fullTableScan().unique();
  }
  paginate(options: PaginationOptions): Promise<Page> {
    return this.fullTableScan().paginate(options);
  }
  [Symbol.asyncIterator](): AsyncIterator<StoredDocument> {
    return this.fullTableScan()[Symbol.asyncIterator]();
  }

  #from(source: QuerySource): OrderableQuery {
    return new OrderableQuery(this.#reader, { source, operators: [] }, false);
  }
}

/**
 * A query that can be narrowed and read. It is used up by each step: by narrowing, which gives the
 * next one, and by reading, because a cursor cannot be read twice.
 */
export class OrderableQuery {
  readonly #reader: QueryReader;
  readonly #description: QueryDescription;
  readonly #isOrdered: boolean;
  #isUsed = false;
  #cursor: QueryCursor | null = null;

  constructor(reader: QueryReader, description: QueryDescription, isOrdered: boolean) {
    this.#reader = reader;
    this.#description = description;
    this.#isOrdered = isOrdered;
  }

  order(order: Order): OrderableQuery {
    const { source, operators } = this.#take();
    if (source.type === "Search") {
      throw new Error("Search results come in order of relevance; their order cannot be chosen.");
    }
    if (this.#isOrdered) throw new Error("The order of a query can be chosen once.");
    if (order !== "asc" && order !== "desc") {
      throw new Error(`order() expects "asc" or "desc", not ${JSON.stringify(order)}.`);
    }
    return new OrderableQuery(this.#reader, { source: { ...source, order }, operators }, true);
  }

  filter(predicate: (q: typeof filterBuilder) => unknown): OrderableQuery {
    return this.#with({ filter: toFilterExpression(predicate(filterBuilder)) });
  }

  limit(count: number): OrderableQuery {
    return this.#with({ limit: count });
  }

  async collect(): Promise<StoredDocument[]> {
    return this.#reader.collect(this.#take());
  }

  async take(count: number): Promise<StoredDocument[]> {
    if (!Number.isInteger(count) || count < 0) {
      throw new TypeError(`take() expects a non-negative integer, not ${String(count)}.`);
    }
    return this.#first(count);
  }

  async first(): Promise<StoredDocument | null> {
    return this.#first(1)[0] ?? null;
  }

  async unique(): Promise<StoredDocument | null> {
    const { tableName } = this.#description.source;
    const [only, second] = this.#first(2);
    if (second !== undefined) {
      throw new Error(
        `unique() query returned more than one result from table ${tableName}: ` +
          `[${only?._id}, ${second._id}, ...]`,
      );
    }
    return only ?? null;
  }

  async paginate(options: PaginationOptions): Promise<Page> {
    if (typeof options?.numItems !== "number" || !(options.numItems > 0)) {
      throw new Error(`numItems of a page must be positive, not ${String(options?.numItems)}.`);
    }
    const { maximumRowsRead } = options;
    return this.#reader.paginate(this.#take(), {
      cursor: options.cursor,
      numItems: options.numItems,
      endCursor: options.endCursor ?? null,
      ...(maximumRowsRead === undefined ? {} : { maximumRowsRead }),
    });
  }

  /** One document at a time, as `for await` asks for them: what is not asked for is not read. */
  async next(): Promise<IteratorResult<StoredDocument, undefined>> {
    this.#cursor ??= this.#start();
    const document = this.#cursor.next();
    return document === null
      ? { value: undefined, done: true }
      : { value: this.#reader.view(document), done: false };
  }

  async return(): Promise<IteratorResult<StoredDocument, undefined>> {
    this.#cursor?.close();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    this.#cursor = this.#start();
    return this;
  }

  /** As a limit would give them: it counts among the operators. */
  #first(count: number): StoredDocument[] {
    const description = this.#take();
    assertOneMore(description);
    return this.#reader.collect(description, count);
  }

  #start(): QueryCursor {
    return this.#reader.open(this.#take());
  }

  #with(operator: QueryDescription["operators"][number]): OrderableQuery {
    const description = this.#take();
    assertOneMore(description);
    const { source, operators } = description;
    const narrowed = { source, operators: [...operators, operator] };
    return new OrderableQuery(this.#reader, narrowed, this.#isOrdered);
  }

  #take(): QueryDescription {
    if (this.#isUsed) {
      throw new Error("A query can be chained or read only once; start another with db.query().");
    }
    this.#isUsed = true;
    return this.#description;
  }
}

function assertOneMore({ operators }: QueryDescription): void {
  if (operators.length < MAX_OPERATORS) return;
  throw new Error(`A query can have at most ${MAX_OPERATORS} filters and limits.`);
}

/** A function that returns the query itself forgot to read it; refused with a sentence that says so. */
export function assertNoQuery(result: Value | TableQuery | OrderableQuery): void {
  if (result instanceof TableQuery || result instanceof OrderableQuery) {
    throw new Error(
      "A query was returned unread: use .collect(), .take(n), .first() or .unique().",
    );
  }
}

function requireName(name: unknown, method: string): void {
  if (typeof name !== "string") throw new TypeError(`${method}() expects the name of an index.`);
}
