/** Answers the syscalls of `convex/server` for one function call, over its transaction. */
import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { PageRequest, QueryCursor, StoredDocument } from "../../database/types.ts";
import { cancelJob, insertJob } from "../../scheduler/jobs.ts";
import { deleteFileRow, getFileRow } from "../../storage/fileRows.ts";
import { isSystemTable, viewSystemDocument } from "../systemDocuments.ts";
import { metaContext } from "../metaContext.ts";
import { resolveFunction } from "../resolve.ts";
import type { FunctionCall } from "../scope.ts";
import { unsupported } from "../unsupported.ts";
import { readOptional, readQuery, type SerializedQuery } from "./queryJson.ts";

// The shapes of these arguments are private to npm convex, which is pinned to one version.
// oxlint-disable-next-line typescript/no-explicit-any
type Arguments = any;

type Meta = Record<string, () => Promise<JSONValue>>;

/** The syscalls of one call by name; "1.0/runUdf" is added by invokeStock.ts. */
export class Syscalls {
  readonly #call: FunctionCall;
  readonly #cursors = new Map<number, { cursor: QueryCursor; tableName: string }>();

  constructor(call: FunctionCall) {
    this.#call = call;
  }

  /** Answers at once. */
  sync(name: string, args: Arguments): JSONValue {
    const { transaction } = this.#call;
    switch (name) {
      case "1.0/db/normalizeId":
        return { id: transaction.normalizeId(args.table, args.idString) };
      case "1.0/queryStream":
        return this.#openCursor(args.query);
      case "1.0/queryCleanup":
        this.#cursors.get(args.queryId)?.cursor.close();
        return null;
      case "1.0/getSnapshotTs":
        return convexToJson(transaction.snapshot);
      default:
        return unsupported(name);
    }
  }

  /** Answers later, as everything does that may wait for a nested call. */
  async async(name: string, args: Arguments): Promise<JSONValue> {
    const { scope } = this.#call;
    if (/insert|shallowMerge|replace|remove|schedule|cancel_job|Delete/.test(name)) {
      await this.#call.settleNested();
    }
    const { transaction } = this.#call;
    switch (name) {
      case "1.0/get": {
        const tableName = this.#tableOf(args.id, args.table, args.isSystem);
        return this.#json(tableName, transaction.get(tableName, args.id));
      }
      case "1.0/insert":
        return { _id: transaction.insert(args.table, jsonToConvex(args.value) as never) };
      case "1.0/shallowMerge":
        transaction.patch(this.#tableOf(args.id, args.table), args.id, readPatch(args.value));
        return null;
      case "1.0/replace": {
        const { _id, _creationTime, ...fields } = args.value;
        const tableName = this.#tableOf(args.id, args.table);
        transaction.replace(tableName, args.id, jsonToConvex(fields) as never);
        return null;
      }
      case "1.0/remove":
        transaction.delete(this.#tableOf(args.id, args.table), args.id);
        return null;
      case "1.0/queryStreamNext":
        return this.#next(args.queryId);
      case "1.0/queryPage":
        return this.#page(args);
      case "1.0/getUserIdentity":
        scope.observedIdentity = true;
        return scope.identity as JSONValue;
      case "1.0/schedule":
        return this.#schedule(args);
      case "1.0/cancel_job":
        cancelJob(transaction, args.id, scope.now);
        return null;
      case "1.0/storageGetUrl":
        return null;
      case "1.0/storageGetMetadata":
        return this.#fileMetadata(args.storageId);
      case "1.0/storageGenerateUploadUrl":
        return scope.files.newUploadUrl(scope.now);
      case "1.0/storageDelete":
        return this.#deleteFile(args.storageId);
      default:
        return await this.#meta(name);
    }
  }

  async #meta(name: string): Promise<JSONValue> {
    const meta = metaContext(this.#call) as unknown as Meta;
    const method = meta[name.replace("1.0/", "")];
    return method === undefined ? unsupported(name) : await method.call(meta);
  }

  #tableOf(id: string, named: string | undefined, isSystem = false): string {
    const tableName = this.#call.transaction.tableOf(id);
    if (tableName === null || (named !== undefined && named !== tableName)) {
      throw new Error(`Invalid argument \`id\`: ${id} is no id of that table.`);
    }
    if (isSystemTable(tableName) !== isSystem) throw new Error(`${tableName} is out of reach.`);
    return tableName;
  }

  #json(tableName: string, document: StoredDocument | null): JSONValue {
    if (document === null) return null;
    const isHidden = isSystemTable(tableName);
    return convexToJson(isHidden ? viewSystemDocument(tableName, document) : document);
  }

  #openCursor(query: SerializedQuery): JSONValue {
    const description = readQuery(query);
    const { tableName } = description.source;
    const queryId = this.#cursors.size;
    const cursor = this.#call.transaction.query(description);
    this.#cursors.set(queryId, { cursor, tableName });
    return { queryId };
  }

  #next(queryId: number): JSONValue {
    void this.#call.transaction;
    const open = this.#cursors.get(queryId);
    if (open === undefined) throw new Error("This query is not open.");
    const document = open.cursor.next();
    return { value: this.#json(open.tableName, document), done: document === null };
  }

  #page(args: Arguments): JSONValue {
    const call = this.#call;
    if (call.hasPaginated) throw new Error("A function can run only one paginated query.");
    call.hasPaginated = true;
    const description = readQuery(args.query);
    const request: PageRequest = {
      cursor: args.cursor,
      numItems: args.pageSize,
      endCursor: args.endCursor,
      journalCursor: call.depth === 0 ? call.scope.journalCursor : null,
      ...(args.maximumRowsRead === null ? {} : { maximumRowsRead: args.maximumRowsRead }),
    };
    const page = call.transaction.paginate(description, request);
    if (call.depth === 0) call.scope.endCursor = page.continueCursor;
    const { tableName } = description.source;
    return { ...page, page: page.page.map((document) => this.#json(tableName, document)) };
  }

  #schedule(args: Arguments): JSONValue {
    const { scope, transaction } = this.#call;
    const target = resolveFunction(scope.modules, args.name, "internal");
    if (target.kind === "query") throw new Error(`${target.path} is a query.`);
    const jobArgs = jsonToConvex(args.args) as Record<string, Value>;
    const scheduledTime = Math.round(args.ts * 1000);
    return insertJob(transaction, {
      path: target.path,
      args: jobArgs,
      scheduledTime,
      now: scope.now,
    });
  }

  #fileMetadata(id: string): JSONValue {
    const row = getFileRow(this.#call.transaction, id);
    if (row === null) return null;
    const { sha256, size, contentType = null } = row;
    return { storageId: id, sha256, size, contentType };
  }

  #deleteFile(id: string): JSONValue {
    const { scope, transaction } = this.#call;
    const fileName = deleteFileRow(transaction, id);
    if (fileName === null) throw new Error(`There is no file ${id} in storage.`);
    scope.afterCommit.push(() => scope.files.removeLater(fileName));
    return null;
  }
}

function readPatch(json: { [field: string]: JSONValue }): Record<string, Value | undefined> {
  const { _id, _creationTime, ...fields } = json;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, readOptional(value)]),
  );
}
