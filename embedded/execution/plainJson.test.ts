import fc from "fast-check";
import { convexToJson, type Value } from "convex/values";
import { expect, test } from "vitest";
import { isPlainJson } from "./plainJson.ts";

const scalar = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(-0, NaN, Infinity),
  fc.constant(undefined),
);
const key = fc.oneof(fc.constantFrom("a", "b", "$a", "ä", "", "__proto__", "toJSON"), fc.string());
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value as fc.Arbitrary<Value>;

test("whatever is called plain has the very JSON that convexToJson gives it", () => {
  let plain = 0;
  fc.assert(
    fc.property(value, (given) => {
      if (!isPlainJson(given)) return;
      plain++;
      expect(JSON.parse(JSON.stringify(given))).toEqual(convexToJson(given));
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(100);
});

test("what is no Convex value, or is written differently in JSON, is not called plain", () => {
  const holey: unknown[] = [];
  holey[2] = 1;
  const different = [
    undefined,
    1n,
    -0,
    NaN,
    new ArrayBuffer(1),
    new Date(),
    new Map(),
    () => 1,
    Symbol("s"),
    holey,
    { a: undefined },
    { $a: 1 },
    { ä: 1 },
    { toJSON: () => 1 },
    new (class Thing {})(),
  ];
  for (const each of different) {
    expect(isPlainJson(each as Value)).toBe(false);
    expect(isPlainJson([each] as Value)).toBe(false);
    expect(isPlainJson({ inside: each } as Value)).toBe(false);
  }
  expect(isPlainJson({ a: ["text", 1.5, true, null, { b: {} }] })).toBe(true);
});
