/** Arbitrary Convex values for property tests, with the awkward ones made likely. */
import type { Value } from "convex/values";
import fc from "fast-check";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({ unit: fc.constantFrom("\0", "\x01", "a", "é", "\uffff", "😀"), maxLength: 4 }),
);

const fieldName = fc.oneof(
  fc.constantFrom("a", "b", "aa", "a b", "ab"),
  fc.stringMatching(/^[a-z][a-zA-Z0-9_]{0,5}$/),
);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -2n, max: 2n }),
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(NaN, 0, -0, Infinity, -Infinity),
  fc.boolean(),
  text,
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Uint8Array(bytes).buffer),
);

export const anyDefinedValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(fieldName, tie("value")), { maxLength: 3, selector: ([name]) => name })
      .map((entries): Value => Object.fromEntries(entries)),
  ),
})).value;

export const anyValue: fc.Arbitrary<Value | undefined> = fc.option(anyDefinedValue, {
  nil: undefined,
  freq: 20,
});
