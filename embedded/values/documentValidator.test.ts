import { v, type GenericValidator, type ValidatorJSON } from "convex/values";
import { describe, expect, it } from "vitest";
import { compileDocumentValidator } from "./documentValidator.ts";
import { compileValidator } from "./validator.ts";

const system = { _id: "some id", _creationTime: 1 };
const isId = () => null;

function problemOf(validator: GenericValidator, fields: Record<string, string | number>) {
  const { json } = validator as unknown as { json: ValidatorJSON };
  const stored = compileDocumentValidator(json)({ ...fields, ...system }, isId);
  const bare = compileValidator(json)(fields, isId);
  expect(stored?.message()).toBe(bare?.message());
  expect(stored?.path).toBe(bare?.path);
  return stored?.message() ?? null;
}

describe("the check of a stored document", () => {
  const person = v.object({ name: v.string() });
  const either = v.union(person, v.object({ age: v.number() }));

  it("lets the system fields pass, in every shape that a table allows", () => {
    expect(problemOf(person, { name: "Ana" })).toBeNull();
    expect(problemOf(either, { age: 3 })).toBeNull();
  });

  it("refuses what the validator refuses, in the same words and without naming system fields", () => {
    expect(problemOf(person, { name: 3 })).toContain("Path: .name");
    expect(problemOf(person, {})).toContain("missing the required field `name`");
    expect(problemOf(person, { name: "Ana", age: 3 })).toContain("extra field `age`");
    expect(problemOf(either, { name: 3 })).not.toContain("_id");
  });
});
