import { getConvexSize, type Value } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOf } from "./size.ts";

const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "binary", minLength: 400, maxLength: 600 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.uint8Array().map((bytes) => bytes.slice().buffer),
);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,9}$/), tie("value"), { maxKeys: 4 }),
  ),
})).value as fc.Arbitrary<Value>;

test("a document has the size that Convex gives it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("a", "bb", "_id"), value), (document) => {
      expect(sizeOf(document)).toBe(getConvexSize(document));
    }),
    { numRuns: 1_000 },
  );
});
