import fc from "fast-check";
import { convexToJson, type Value } from "convex/values";
import { expect, test } from "vitest";
import { deepFreeze } from "../values/documentJson.ts";
import { encodePlain, isPlainJson } from "./plainJson.ts";

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

test("the text of a result is that of JSON.stringify, also at the second time and frozen", () => {
  let texts = 0;
  fc.assert(
    fc.property(value, fc.boolean(), (given, isFrozen) => {
      if (isFrozen && typeof given === "object" && given !== null) deepFreeze(given as never);
      for (const result of [given, [given, given], { page: [given], isDone: true }] as Value[]) {
        const expected = isPlainJson(result) ? JSON.stringify(result) : null;
        expect(encodePlain(result)?.text ?? null).toBe(expected);
        expect(encodePlain(result)?.text ?? null).toBe(expected);
        if (expected !== null) texts++;
      }
    }),
    { numRuns: 1000 },
  );
  expect(texts).toBeGreaterThan(100);
});

test("an item that is frozen on its outside only is written anew each time", () => {
  const inside = { n: 1 };
  const item = Object.freeze({ inside });
  expect(encodePlain([item])?.text).toBe('[{"inside":{"n":1}}]');
  inside.n = 2;
  expect(encodePlain([item])?.text).toBe('[{"inside":{"n":2}}]');
});
