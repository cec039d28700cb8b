import { jsonToConvex, type Value } from "convex/values";
import { describe, expect, it } from "vitest";
import { assertWithinLimits, InvalidValue } from "./limits.ts";

const nested = (levels: number): Value => (levels === 0 ? 1 : { in: nested(levels - 1) });
const withFields = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, i]));

describe("assertWithinLimits", () => {
  it.each<[string, Value, Value]>([
    ["16 levels of nesting", nested(16), nested(17)],
    ["1,024 fields", withFields(1024), withFields(1025)],
    ["8,192 items of an array", { a: Array(8192).fill(0) }, { a: Array(8193).fill(0) }],
    ["1,024 characters of a field name", { ["x".repeat(1024)]: 1 }, { ["x".repeat(1025)]: 1 }],
  ])("accepts %s and not one more", (_, allowed, refused) => {
    expect(() => assertWithinLimits(allowed)).not.toThrow();
    expect(() => assertWithinLimits(refused)).toThrow(InvalidValue);
  });

  it("refuses half a surrogate pair anywhere, and accepts whole ones", () => {
    expect(() => assertWithinLimits({ a: ["😀"] })).not.toThrow();
    expect(() => assertWithinLimits({ a: [{ b: "\ud83d" }] })).toThrow(/at \.a\[0\]\.b/);
    expect(() => assertWithinLimits("x\ude00")).toThrow(InvalidValue);
  });

  it.each(["", "$a", "é", "a\n", "\x7f"])("refuses the field name %j", (name) => {
    expect(() => assertWithinLimits({ ok: { [name]: 1 } })).toThrow(InvalidValue);
  });

  it("refuses a commit timestamp, which nothing would ever resolve", () => {
    expect(() => assertWithinLimits({ a: jsonToConvex({ $commitTs: null }) })).toThrow(
      InvalidValue,
    );
  });

  it("refuses __proto__, which assignment would not make a field", () => {
    const value = JSON.parse('{"a":{"__proto__":{"admin":true}}}') as Value;
    expect(() => assertWithinLimits(value)).toThrow(/__proto__/);
  });
});
