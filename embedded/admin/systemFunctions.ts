/** The queries that Convex's CLI asks of a deployment (npm convex 1.48.0, src/cli). */
import { convexToJson, type JSONValue, type Value } from "convex/values";
import type { Page, QuerySource, Transaction } from "../database/types.ts";
import { readSchema } from "../database/schema.ts";
import {
  isSystemTable,
  SCHEDULED_TABLE,
  STORAGE_TABLE,
  viewSystemDocument,
} from "../execution/systemDocuments.ts";
import { displayPath } from "../modules/functionPath.ts";
import type { LoadedModules, ModuleSource } from "../modules/types.ts";
import type { Exports } from "./exports.ts";
import type { Imports } from "./imports.ts";
import type { Variables } from "./variables.ts";

export type SystemParts = {
  modules: ModuleSource;
  variables: Variables;
  exports: Exports;
  imports: Imports;
  /** Where this backend is reached. */
  url: () => string;
};

type Arguments = { [name: string]: JSONValue };
type SystemFunction = (transaction: Transaction, args: Arguments, parts: SystemParts) => JSONValue;

/** A page of documents stays far below what one run may read. */
const MOST_DOCUMENTS_PER_PAGE = 500;

const FUNCTIONS: ReadonlyMap<string, SystemFunction> = new Map<string, SystemFunction>([
  ["_system/cli/tables:default", (_transaction, _args, { modules }) => listTables(modules.current)],
  ["_system/cli/tableData:default", readTable],
  ["_system/cli/modules:apiSpec", (_transaction, _args, { modules }) => apiSpec(modules.current)],
  ["_system/cli/convexUrl:cloudUrl", (_transaction, _args, { url }) => url()],
  ["_system/cli/exports:getLatest", (_transaction, _args, { exports }) => exports.latest()],
  [
    "_system/cli/queryImport:default",
    (_transaction, args, parts) => parts.imports.find(args["importId"]),
  ],
  // The CLI asks for those under way, to warn of them; a second one is refused here.
  ["_system/cli/queryImport:list", () => []],
  [
    "_system/cli/queryEnvironmentVariables:default",
    (transaction, _args, { variables }) => variables.list(transaction),
  ],
  [
    "_system/cli/queryEnvironmentVariables:get",
    (transaction, { name }, { variables }) =>
      variables.list(transaction).find((variable) => variable.name === name) ?? null,
  ],
]);

/** By canonical path; undefined for what this backend does not answer. */
export function systemFunction(path: string): SystemFunction | undefined {
  return FUNCTIONS.get(path);
}

function listTables({ schemaJson }: LoadedModules): JSONValue {
  const page = readSchema(schemaJson, []).map(({ name }) => ({ name }));
  return { page, isDone: true, continueCursor: "" };
}

function readTable(transaction: Transaction, args: Arguments, parts: SystemParts): JSONValue {
  const { table, order, paginationOpts } = args;
  const { cursor, numItems } = paginationOpts as { cursor: string | null; numItems: number };
  const tables = readSchema(parts.modules.current.schemaJson, []).map(({ name }) => name);
  const readable = [...tables, STORAGE_TABLE, SCHEDULED_TABLE];
  if (typeof table !== "string" || !readable.includes(table)) {
    throw new Error(`There is no table ${JSON.stringify(table)}.`);
  }
  const source: QuerySource = {
    type: "IndexRange",
    tableName: table,
    indexName: "by_creation_time",
    range: [],
    order: order === "asc" ? "asc" : "desc",
  };
  const wanted = Math.min(Math.max(1, Number(numItems) || 1), MOST_DOCUMENTS_PER_PAGE);
  const request = { cursor, numItems: wanted };
  const { page, isDone, continueCursor }: Page = transaction.paginate(
    { source, operators: [] },
    request,
  );
  const shown = isSystemTable(table)
    ? page.map((document) => viewSystemDocument(table, document))
    : page;
  return { page: shown.map((document) => convexToJson(document as Value)), isDone, continueCursor };
}

const KINDS = { query: "Query", mutation: "Mutation", action: "Action" } as const;

function apiSpec({ functions, httpRouter }: LoadedModules): JSONValue {
  const named = [...functions.values()].map(
    ({ path, kind, visibility, argsValidator, returnsValidator }) => ({
      functionType: KINDS[kind],
      identifier: displayPath(path),
      visibility: { kind: visibility },
      args: argsValidator as JSONValue,
      returns: (returnsValidator ?? { type: "any" }) as JSONValue,
    }),
  );
  const routes = httpRouter?.getRoutes() ?? [];
  const http = routes.map(([path, method]) => ({ functionType: "HttpAction", method, path }));
  return [...named.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1)), ...http];
}
