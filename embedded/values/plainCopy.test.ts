import { convexToJson, jsonToConvex, type Value } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isDeeplyFrozen } from "./frozen.ts";
import { assertWithinLimits } from "./limits.ts";
import { frozenPlainCopy } from "./plainCopy.ts";

const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(-0, NaN, Infinity, "\ud800", "a\udc00"),
  fc.constant(undefined),
);
const key = fc.oneof(fc.constantFrom("a", "b", "1", "$a", "ä", "", "__proto__"), fc.string());
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value as fc.Arbitrary<Value>;

test("a copy is what the long way makes of the value, and its text the same", () => {
  let copied = 0;
  fc.assert(
    fc.property(value, (given) => {
      const copy = frozenPlainCopy(given);
      if (copy === undefined) return;
      copied++;
      const json = convexToJson(given);
      expect(JSON.stringify(copy)).toBe(JSON.stringify(json));
      expect(copy).toEqual(jsonToConvex(json));
      expect(() => assertWithinLimits(copy)).not.toThrow();
      expect(isDeeplyFrozen(copy)).toBe(true);
      if (typeof given === "object" && given !== null) expect(copy).not.toBe(given);
    }),
    { numRuns: 2_000 },
  );
  expect(copied).toBeGreaterThan(100);
});

test("what has no plain form, or breaks a limit, is left to the long way", () => {
  const nested = (levels: number): Value => (levels === 0 ? 1 : [nested(levels - 1)]);
  const holey: Value[] = [];
  holey[2] = 1;
  const others = [
    1n,
    -0,
    NaN,
    "\ud800",
    new ArrayBuffer(1),
    new Date(),
    new Map(),
    () => 1,
    holey,
    [undefined],
    { $a: 1 },
    { "": 1 },
    JSON.parse('{"__proto__": 1}'),
    nested(17),
    Array(8193).fill(1),
    Object.fromEntries(Array.from({ length: 1025 }, (_, i) => [`f${i}`, 1])),
  ] as Value[];
  for (const each of others) {
    expect(frozenPlainCopy(each)).toBeUndefined();
    expect(frozenPlainCopy({ inside: each })).toBeUndefined();
  }
  expect(frozenPlainCopy(nested(16))).toEqual(nested(16));
  expect(frozenPlainCopy({ a: undefined, b: [{ c: "text" }] } as never)).toEqual({
    b: [{ c: "text" }],
  });
});
