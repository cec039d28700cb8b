import { compareValues, type Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABOVE_ALL, blobToKey, encodeSortKey, keyAfter, keyToBlob } from "./sortKey.ts";
import { anyValue } from "./testing.ts";

const sign = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

describe("encodeSortKey", () => {
  it("orders any two values as Convex does", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(sign(encodeSortKey(a), encodeSortKey(b))).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 5_000 },
    );
  });

  it("orders the types, and missing below everything", () => {
    const rising: (Value | undefined)[] = [
      undefined,
      null,
      -(2n ** 63n),
      -1n,
      0n,
      2n ** 63n - 1n,
      -Infinity,
      -1.5,
      -Number.MIN_VALUE,
      -0,
      0,
      Number.MIN_VALUE,
      1,
      Infinity,
      NaN,
      false,
      true,
      "",
      "\0",
      "\0\0",
      "a",
      "a\0",
      "a\0b",
      "aa",
      "é",
      "\uffff",
      "😀",
      new Uint8Array([]).buffer,
      new Uint8Array([0]).buffer,
      new Uint8Array([0, 255]).buffer,
      new Uint8Array([1]).buffer,
      [],
      [null],
      [null, 1],
      ["a"],
      {},
      { a: 1 },
      { a: 1, b: 1 },
      { a: 2 },
      { b: 0 },
    ];
    const keys = rising.map(encodeSortKey);
    expect(keys).toEqual([...keys].sort(sign));
    expect(new Set(keys).size).toBe(rising.length);
    for (const key of keys) {
      expect(keys.filter((other) => other.startsWith(key))).toEqual([key]);
    }
  });

  it("never makes one key the beginning of another, so joined keys keep the order of tuples", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        fc.pre(compareValues(a, b) !== 0);
        expect(encodeSortKey(a).startsWith(encodeSortKey(b))).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it("has ABOVE_ALL above every key, and keyAfter directly above a key", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const key = encodeSortKey(value);
        expect(key < ABOVE_ALL).toBe(true);
        expect(key < keyAfter(key)).toBe(true);
        expect(keyAfter(key) < key + ABOVE_ALL).toBe(true);
      }),
    );
  });

  it("survives SQLite's blobs, which compare byte by byte", () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        const [x, y] = [encodeSortKey(a), encodeSortKey(b)];
        expect(blobToKey(keyToBlob(x))).toBe(x);
        expect(Buffer.compare(keyToBlob(x), keyToBlob(y))).toBe(sign(x, y));
      }),
    );
  });
});
