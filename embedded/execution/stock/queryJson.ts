/** Reads the JSON in which `convex/server` 1.48 sends queries to its backend. */
import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { FilterExpression, QueryDescription, RangeCondition } from "../../database/types.ts";

type JsonObject = { [key: string]: JSONValue };

type SerializedSource =
  | { type: "FullTableScan"; tableName: string; order: "asc" | "desc" | null }
  | {
      type: "IndexRange";
      indexName: string;
      range: { type: RangeCondition["type"]; fieldPath: string; value: JSONValue }[];
      order: "asc" | "desc" | null;
    }
  | {
      type: "Search";
      indexName: string;
      filters: { type: "Search" | "Eq"; fieldPath: string; value: JSONValue }[];
    };

/** The `query` of the syscalls "queryStream" and "queryPage". */
export type SerializedQuery = {
  source: SerializedSource;
  operators: ({ filter: JSONValue } | { limit: number })[];
};

export function readQuery({ source, operators }: SerializedQuery): QueryDescription {
  return {
    source: readSource(source),
    operators: operators.map((operator) =>
      "filter" in operator ? { filter: readFilter(operator.filter) } : operator,
    ),
  };
}

/** A value, or `undefined` in the form that stands for it in filters and patches. */
export function readOptional(json: JSONValue): Value | undefined {
  const isUndefined = typeof json === "object" && json !== null && "$undefined" in json;
  return isUndefined ? undefined : jsonToConvex(json);
}

function readSource(source: SerializedSource): QueryDescription["source"] {
  if (source.type === "FullTableScan") return { ...source, order: source.order ?? "asc" };
  const [tableName = "", indexName = ""] = source.indexName.split(".");
  if (source.type === "IndexRange") {
    const range = source.range.map(({ type, fieldPath, value }) => ({
      type,
      fieldPath,
      value: readOptional(value),
    }));
    return { type: "IndexRange", tableName, indexName, range, order: source.order ?? "asc" };
  }
  const search = source.filters.find((filter) => filter.type === "Search");
  if (search === undefined) throw new Error("A search index needs a search() term.");
  const filters = source.filters
    .filter((filter) => filter.type === "Eq")
    .map(({ fieldPath, value }) => ({ fieldPath, value: readOptional(value) }));
  const { fieldPath } = search;
  const term = { fieldPath, value: search.value as string };
  return { type: "Search", tableName, indexName, search: term, filters };
}

function readFilter(json: JSONValue): FilterExpression {
  const [[operator, operand] = ["", null]] = Object.entries(json as JsonObject);
  if (operator === "$literal") return { $literal: readOptional(operand) };
  if (operator === "$field") return { $field: operand as string };
  const read = Array.isArray(operand) ? operand.map(readFilter) : readFilter(operand);
  return { [operator]: read } as FilterExpression;
}
