import { expect, test } from "vitest";
import { isDeeplyFrozen } from "./frozen.ts";

test("frozen through and through is frozen", () => {
  expect(isDeeplyFrozen("text")).toBe(true);
  expect(isDeeplyFrozen(null)).toBe(true);
  expect(isDeeplyFrozen(Object.freeze({ a: Object.freeze([1, Object.freeze({})]) }))).toBe(true);
});

test("what could change anywhere inside is not", () => {
  expect(isDeeplyFrozen({ a: 1 })).toBe(false);
  expect(isDeeplyFrozen(Object.freeze({ a: { b: 1 } }))).toBe(false);
  expect(isDeeplyFrozen(Object.freeze([[]]))).toBe(false);
});

test("a getter is not, and is not asked", () => {
  const value = Object.freeze({
    get now(): number {
      throw new Error("was asked");
    },
  });
  expect(isDeeplyFrozen(value)).toBe(false);
});
