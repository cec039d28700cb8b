/** Checks stored documents, whose validators do not name their system fields. */
import type { ValidatorJSON, Value } from "convex/values";
import { compileValidator, type Check } from "./validator.ts";

/**
 * The check of a table's documents as they are stored, `_id` and `_creationTime` included. Those are
 * taken out only where something is wrong, for the text of the mismatch: most documents are valid,
 * and copying each would be a fifth of writing it.
 */
export function compileDocumentValidator(json: ValidatorJSON): Check {
  const bare = compileValidator(json);
  const whole = compileValidator(withSystemFields(json));
  return (document, tableOf) =>
    whole(document, tableOf) === null ? null : bare(withoutSystemFields(document), tableOf);
}

function withSystemFields(json: ValidatorJSON): ValidatorJSON {
  if (json.type === "union") return { ...json, value: json.value.map(withSystemFields) };
  if (json.type !== "object") return json;
  const system = { fieldType: { type: "any" }, optional: true } as const;
  return { ...json, value: { ...json.value, _id: system, _creationTime: system } };
}

function withoutSystemFields(document: Value | undefined): Value | undefined {
  const { _id: _, _creationTime: __, ...fields } = document as Record<string, Value>;
  return fields;
}
