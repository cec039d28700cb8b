import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeId, encodeId, newInternalId } from "./ids.ts";

const tableNumber = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: 2 ** 32 - 1 }),
);
const internalId = fc.uint8Array({ minLength: 16, maxLength: 16 });
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

describe("ids", () => {
  it("gives back the table number and the bytes it was made of", () => {
    fc.assert(
      fc.property(tableNumber, internalId, (number, bytes) => {
        const id = encodeId(number, bytes);
        expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
        const decoded = decodeId(id);
        expect(decoded?.tableNumber).toBe(number);
        expect(Buffer.from(bytes).equals(decoded!.internalId)).toBe(true);
      }),
    );
  });

  it("has 31 to 37 characters, by the bytes of the table number", () => {
    const lengthOf = (number: number) => encodeId(number, Buffer.alloc(16)).length;
    expect([1, 127, 128, 16_383, 16_384, 2 ** 32 - 1].map(lengthOf)).toEqual([
      31, 31, 32, 32, 34, 37,
    ]);
  });

  it("refuses an id with any one character changed", () => {
    fc.assert(
      fc.property(
        tableNumber,
        internalId,
        fc.nat(36),
        fc.constantFrom(...ALPHABET.split(""), "i", "l", "o", "u", "A", "-", "é"),
        (number, bytes, position, character) => {
          const id = encodeId(number, bytes);
          fc.pre(position < id.length && id[position] !== character);
          const changed = id.slice(0, position) + character + id.slice(position + 1);
          const decoded = decodeId(changed);
          // A checksum of 16 bits may agree by chance, but then it is another id, spelled one way.
          if (decoded !== null) {
            expect(encodeId(decoded.tableNumber, decoded.internalId)).toBe(changed);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("refuses text that is no id, whatever its length", () => {
    const id = encodeId(10_001, Buffer.alloc(16, 7));
    for (const text of [
      "",
      "abc",
      id.slice(1),
      id + "0",
      id.toUpperCase(),
      `${id} `,
      "0".repeat(32),
    ]) {
      expect(decodeId(text)).toBeNull();
    }
  });

  it("sorts ids of one table as their bytes", () => {
    fc.assert(
      fc.property(internalId, internalId, (a, b) => {
        const byText = encodeId(10_001, a) < encodeId(10_001, b);
        expect(byText).toBe(Buffer.compare(a, b) < 0);
      }),
    );
  });

  it("puts later ids behind earlier ones, with 80 bits that nobody can guess", () => {
    const early = newInternalId(1_700_000_000_000);
    const late = newInternalId(1_700_000_000_001);
    expect(Buffer.compare(early, late)).toBeLessThan(0);
    const made = Array.from({ length: 1_000 }, () => newInternalId(5).toString("hex"));
    expect(new Set(made).size).toBe(1_000);
    expect(new Set(made.map((hex) => hex.slice(0, 12)))).toEqual(new Set(["000000000005"]));
  });

  it("makes no id for a number that is none of a table", () => {
    for (const number of [0, -1, 1.5, 2 ** 32]) {
      expect(() => encodeId(number, Buffer.alloc(16))).toThrow(RangeError);
    }
  });
});
