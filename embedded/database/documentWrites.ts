/** What becomes of the value of an insert, patch or replace before it is a document. */
import type { Value } from "convex/values";
import { decodeDocument, encodeDocument } from "../values/documentJson.ts";
import { assertWithinLimits, MAX_DOCUMENT_BYTES } from "../values/limits.ts";
import { frozenPlainCopy } from "../values/plainCopy.ts";
import { sizeOf } from "../values/size.ts";
import type { TableOf } from "../values/validator.ts";
import type { Table } from "./catalog.ts";
import { makeRecord } from "./documentStore.ts";
import type { DocumentRecord } from "./documentCache.ts";
import { LimitExceeded, SchemaViolation } from "./errors.ts";
import type { StoredDocument } from "./types.ts";

/** Rows of the backend itself hold function results and arguments, which may be 16 MiB. */
const MAX_SYSTEM_DOCUMENT_BYTES = 17 * 1024 * 1024;

type SystemFields = { _id: string; _creationTime: number };

/** A checked document with its text: what a transaction keeps until it commits. */
export type PreparedDocument = { record: DocumentRecord; json: string };

/**
 * Makes the document of a write. The value is copied, so nothing that the caller does to it
 * afterwards matters, and what can be read back is what was checked. Throws on
 * values that Convex cannot hold, limits, and the schema (`SchemaViolation`).
 */
export function prepareDocument(
  table: Table,
  system: SystemFields,
  value: Record<string, Value | undefined>,
  tableOf: TableOf,
): PreparedDocument {
  assertFields(value);
  const { record, json } = copied(withSystemFields(value, system));
  const problem = table.check?.(record.document, tableOf) ?? null;
  if (problem !== null) {
    throw new SchemaViolation(
      `Failed to insert or update a document in table "${table.name}" because it does not match the schema: ${problem.message()}`,
    );
  }
  const limit = table.isSystem ? MAX_SYSTEM_DOCUMENT_BYTES : MAX_DOCUMENT_BYTES;
  if (record.size > limit) {
    throw new LimitExceeded(
      `Value is too large (${record.size} bytes > maximum size ${limit} bytes) in table "${table.name}"`,
    );
  }
  return { record, json };
}

/** What is stored of a value, and its text. */
function copied(body: Record<string, Value>): PreparedDocument {
  const plain = frozenPlainCopy(body) as StoredDocument | undefined;
  if (plain !== undefined) {
    const record = { rowId: 0, document: plain, size: sizeOf(plain), shareable: true };
    return { record, json: JSON.stringify(plain) };
  }
  const json = encodeDocument(body);
  const document = decodeDocument<StoredDocument>(json);
  assertWithinLimits(document);
  return { record: makeRecord(0, document), json };
}

function withSystemFields(
  value: Record<string, Value | undefined>,
  system: SystemFields,
): Record<string, Value> {
  let given = 0;
  for (const name of Object.keys(value)) {
    if (name.charCodeAt(0) !== UNDERSCORE) continue;
    if (name !== "_id" && name !== "_creationTime") {
      throw new Error(
        `Field ${JSON.stringify(name)} begins with "_", which is reserved for system fields`,
      );
    }
    if (value[name] === undefined) continue;
    if (value[name] !== system[name]) {
      throw new Error(`The field ${name} of a document cannot be chosen or changed`);
    }
    given += 1;
  }
  // What stands for them as undefined is no field: here and in nested objects it is left out.
  const body = given === 2 ? value : { ...value, ...system };
  return body as Record<string, Value>;
}

const UNDERSCORE = "_".charCodeAt(0);

function assertFields(value: unknown): asserts value is Record<string, Value | undefined> {
  const prototype: unknown =
    typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
  if (prototype === Object.prototype || prototype === null) return;
  // Functions may run in another realm, whose plain objects have another Object.prototype.
  if (
    typeof prototype === "object" &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    !Array.isArray(value)
  ) {
    return;
  }
  throw new Error("The value of a document must be a plain object");
}
