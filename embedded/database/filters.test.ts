import { compareValues, type Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDefinedValue, anyValue } from "../values/testing.ts";
import { passesFilter } from "./filters.ts";
import type { FilterExpression, StoredDocument } from "./types.ts";

const document = (fields: Record<string, Value>): StoredDocument => ({
  _id: "id",
  _creationTime: 1,
  ...fields,
});
const literal = (value: Value | undefined): FilterExpression => ({ $literal: value });
const field = (name: string): FilterExpression => ({ $field: name });
const passes = (expression: FilterExpression, fields: Record<string, Value> = {}) =>
  passesFilter(document(fields), expression);

describe("comparisons", () => {
  it("follow Convex's order over all types, missing fields included", () => {
    fc.assert(
      fc.property(anyValue, anyDefinedValue, (left, right) => {
        const fields: Record<string, Value> = left === undefined ? {} : { a: left };
        const order = compareValues(left, right);
        const compare = (operator: "$eq" | "$neq" | "$lt" | "$lte" | "$gt" | "$gte") =>
          passes({ [operator]: [field("a"), literal(right)] }, fields);
        expect(compare("$eq")).toBe(order === 0);
        expect(compare("$neq")).toBe(order !== 0);
        expect(compare("$lt")).toBe(order < 0);
        expect(compare("$lte")).toBe(order <= 0);
        expect(compare("$gt")).toBe(order > 0);
        expect(compare("$gte")).toBe(order >= 0);
      }),
    );
  });

  it("tell missing from null, and int64 from float64", () => {
    expect(passes({ $eq: [field("a"), literal(undefined)] })).toBe(true);
    expect(passes({ $eq: [field("a"), literal(undefined)] }, { a: null })).toBe(false);
    expect(passes({ $eq: [literal(1n), literal(1)] })).toBe(false);
    expect(passes({ $lt: [field("a"), literal(null)] })).toBe(true);
  });

  it("reach into nested fields and system fields", () => {
    expect(passes({ $eq: [field("in.deep"), literal(1)] }, { in: { deep: 1 } })).toBe(true);
    expect(passes({ $eq: [field("_creationTime"), literal(1)] })).toBe(true);
  });
});

describe("arithmetic", () => {
  it("is that of float64, and of int64 with its overflow", () => {
    const cases: [FilterExpression, Value][] = [
      [{ $add: [literal(1), literal(2)] }, 3],
      [{ $sub: [literal(1), literal(2)] }, -1],
      [{ $mul: [literal(3), literal(2)] }, 6],
      [{ $div: [literal(3), literal(2)] }, 1.5],
      [{ $mod: [literal(-3), literal(2)] }, -1],
      [{ $neg: literal(3) }, -3],
      [{ $add: [literal(2n ** 63n - 1n), literal(1n)] }, -(2n ** 63n)],
      [{ $div: [literal(3n), literal(2n)] }, 1n],
      [{ $mod: [literal(-3n), literal(2n)] }, -1n],
      [{ $neg: literal(3n) }, -3n],
    ];
    for (const [expression, result] of cases) {
      expect(passes({ $eq: [expression, literal(result)] })).toBe(true);
    }
  });

  it("refuses to mix types or to calculate with what is no number", () => {
    expect(() => passes({ $add: [literal(1), literal(1n)] })).toThrow(/cannot apply \$add/);
    expect(() => passes({ $add: [literal("a"), literal("b")] })).toThrow(/cannot apply/);
    expect(() => passes({ $neg: field("missing") })).toThrow(/cannot negate/);
  });
});

describe("logic", () => {
  it("takes missing and null for untrue, and other non-booleans for mistakes", () => {
    for (const value of [undefined, null, false]) {
      expect(passes(literal(value))).toBe(false);
      expect(passes({ $not: literal(value) })).toBe(true);
    }
    expect(passes(literal(true))).toBe(true);
    expect(() => passes(literal(1))).toThrow(/needs a boolean/);
    expect(() => passes(literal("true"))).toThrow(/needs a boolean/);
  });

  it("joins any number of conditions", () => {
    const [yes, no] = [literal(true), literal(false)];
    expect(passes({ $and: [yes, yes, yes] })).toBe(true);
    expect(passes({ $and: [yes, no] })).toBe(false);
    expect(passes({ $or: [no, no, yes] })).toBe(true);
    expect(passes({ $or: [no] })).toBe(false);
    expect(passes({ $and: [] })).toBe(true);
    expect(passes({ $or: [] })).toBe(false);
  });
});
