import {
  jsonToConvex,
  v,
  type GenericValidator,
  type ValidatorJSON,
  type Value,
} from "convex/values";
import { describe, expect, it } from "vitest";
import { assertArguments, assertReturns } from "./validationErrors.ts";
import { compileValidator } from "./validator.ts";

/** `json` is what `exportArgs()` and `schema.export()` write out. */
const jsonOf = (validator: GenericValidator) =>
  (validator as unknown as { json: ValidatorJSON }).json;

/** Ids of this test look like "rooms:1". */
const tableOf = (id: string) => /^(rooms|users):/.exec(id)?.[1] ?? null;

const problem = (validator: GenericValidator, value: Value | undefined) =>
  compileValidator(jsonOf(validator))(value, tableOf);

describe("compileValidator", () => {
  const bytes = new Uint8Array([1]).buffer;
  it.each<[string, GenericValidator, Value[], (Value | undefined)[]]>([
    ["null", v.null(), [null], [undefined, 0, "", {}]],
    ["number", v.number(), [0, -0, NaN, 1.5], [1n, "1", null, undefined]],
    ["int64", v.int64(), [1n], [1, "1", null]],
    ["boolean", v.boolean(), [true, false], [0, "true", null]],
    ["string", v.string(), ["", "x"], [1, null, ["x"], bytes]],
    ["bytes", v.bytes(), [bytes], ["x", [1], {}]],
    ["any", v.any(), [null, 1, { a: [1n] }], [undefined]],
    ["literal", v.literal("a"), ["a"], ["b", null, 1]],
    ["int64 literal", v.literal(1n), [1n], [1, 2n]],
    ["id", v.id("rooms"), ["rooms:1"], ["users:1", "nobody:1", "", 1, null]],
    ["array", v.array(v.number()), [[], [1]], [[1, "2"], { 0: 1 }, 1]],
    ["record", v.record(v.string(), v.number()), [{}, { a: 1 }], [{ a: "1" }, [], null]],
    ["record of ids", v.record(v.id("rooms"), v.null()), [{ "rooms:1": null }], [{ a: null }]],
    ["union", v.union(v.null(), v.literal(1)), [null, 1], [2, undefined, "1"]],
    ["object", v.object({ a: v.number() }), [{ a: 1 }], [{}, { a: "1" }, { a: 1, b: 1 }, [], null]],
    [
      "optional field",
      v.object({ a: v.optional(v.number()) }),
      [{}, { a: 1 }],
      [{ a: null }, { a: "1" }],
    ],
    [
      "union of objects",
      v.union(
        v.object({ kind: v.literal("a") }),
        v.object({ kind: v.literal("b"), n: v.number() }),
      ),
      [{ kind: "a" }, { kind: "b", n: 1 }],
      [{ kind: "a", n: 1 }, { kind: "b" }, { kind: "c" }],
    ],
  ])("%s accepts its own values and refuses others", (_, validator, accepted, refused) => {
    for (const value of accepted) expect(problem(validator, value)).toBeNull();
    for (const value of refused) expect(problem(validator, value)).not.toBeNull();
  });

  it("refuses unknown fields also where they hide behind a prototype's names", () => {
    const validator = v.object({ a: v.number() });
    const hostile = JSON.parse('{"a":1,"constructor":1}') as Value;
    expect(problem(validator, hostile)?.message()).toContain("extra field `constructor`");
    expect(problem(v.object({ toString: v.string() }), {})?.message()).toContain("missing");
  });

  it("treats an undefined field as a missing one", () => {
    expect(problem(v.object({ a: v.optional(v.number()) }), { a: undefined })).toBeNull();
    expect(problem(v.object({}), { extra: undefined })).toBeNull();
    expect(problem(v.object({ a: v.number() }), { a: undefined })).not.toBeNull();
  });

  it("names the path, the value and the validator", () => {
    const validator = v.object({ list: v.array(v.object({ n: v.number() })) });
    const found = problem(validator, { list: [{ n: 1 }, { n: "x" }] });
    expect(found?.path).toBe(".list[1].n");
    expect(found?.message()).toMatch(/Path: \.list\[1\]\.n\nValue: "x"\nValidator: v\.float64\(\)/);
  });

  it("says of a foreign id which table it belongs to", () => {
    expect(problem(v.id("rooms"), "users:1")?.message()).toContain("from table `users`");
  });

  it("cuts long, wide and deep values in messages", () => {
    let deep: Value = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    const wide = Array<Value>(100_000).fill({ name: "x".repeat(5_000) });
    for (const value of ["x".repeat(100_000), deep, wide]) {
      expect(problem(v.number(), value)!.message().length).toBeLessThan(3_000);
    }
  });

  it("takes a commit timestamp that is not known yet for no object", () => {
    const placeholder = jsonToConvex({ $commitTs: null });
    expect(problem(v.object({}), placeholder)).not.toBeNull();
  });
});

describe("what was checked once", () => {
  const inner = v.object({ n: v.number() });
  const check = compileValidator(jsonOf(v.object({ inner })));

  it("is checked again as long as anything in it can change", () => {
    const value = Object.freeze({ inner: { n: 1 as Value } });
    expect(check(value, tableOf)).toBeNull();
    value.inner.n = "x";
    expect(check(value, tableOf)?.path).toBe(".inner.n");
  });

  it("stays wrong when it was wrong, and is good for this validator alone", () => {
    const wrong = Object.freeze({ n: "x" });
    for (let i = 0; i < 2; i++) expect(problem(inner, wrong)?.path).toBe(".n");
    const right = Object.freeze({ n: 1 });
    for (let i = 0; i < 2; i++) expect(problem(inner, right)).toBeNull();
    expect(problem(v.object({ n: v.string() }), right)?.path).toBe(".n");
  });
});

describe("errors at the border of a function", () => {
  it("begin with their name, as Convex's do", () => {
    const args = jsonOf(v.object({ a: v.number() }));
    expect(() => assertArguments(args, { a: "1" }, tableOf)).toThrow(/^ArgumentValidationError: /);
    expect(() => assertReturns(args, {}, tableOf)).toThrow(/^ReturnsValidationError: /);
    expect(() => assertArguments(args, { a: 1 }, tableOf)).not.toThrow();
  });

  it("do not arise where a function declares nothing", () => {
    expect(() => assertReturns(null, { any: "thing" }, tableOf)).not.toThrow();
  });
});
