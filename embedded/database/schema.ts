/** Reads what `schema.export()` gives into table definitions. */
import type { ValidatorJSON } from "convex/values";
import type { SystemTable } from "./types.ts";

export type IndexDefinition = { name: string; fields: string[] };

export type SearchDefinition = { name: string; searchField: string; filterFields: string[] };

export type TableDefinition = {
  name: string;
  isSystem: boolean;
  indexes: IndexDefinition[];
  searchIndexes: SearchDefinition[];
  /** Null where documents are not validated: system tables, or `schemaValidation: false`. */
  documentType: ValidatorJSON | null;
};

type ExportedSchema = {
  schemaValidation: boolean;
  tables: {
    tableName: string;
    indexes: { indexDescriptor: string; fields: string[] }[];
    searchIndexes: { indexDescriptor: string; searchField: string; filterFields: string[] }[];
    documentType: ValidatorJSON;
  }[];
};

/** The tables of the app and of the backend. Staged and vector indexes are not supported. */
export function readSchema(
  schemaJson: string | null,
  systemTables: readonly SystemTable[],
): TableDefinition[] {
  const system = systemTables.map((table) => ({
    name: table.name,
    isSystem: true,
    indexes: table.indexes,
    searchIndexes: [],
    documentType: null,
  }));
  if (schemaJson === null) return system;
  const schema = JSON.parse(schemaJson) as ExportedSchema;
  const user = schema.tables.map((table) => ({
    name: table.tableName,
    isSystem: false,
    indexes: table.indexes.map(({ indexDescriptor, fields }) => ({
      name: indexDescriptor,
      fields,
    })),
    searchIndexes: table.searchIndexes.map(({ indexDescriptor, searchField, filterFields }) => ({
      name: indexDescriptor,
      searchField,
      filterFields,
    })),
    documentType: schema.schemaValidation ? table.documentType : null,
  }));
  return [...system, ...user];
}
