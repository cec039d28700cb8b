import { compareValues, type Value } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  copyValue,
  decodeDocument,
  deepFreeze,
  encodeDocument,
  fieldAt,
  holdsBytes,
} from "./documentJson.ts";
import { anyDefinedValue } from "./testing.ts";

const anyDocument = fc.record({ a: anyDefinedValue, b: anyDefinedValue });

describe("document text", () => {
  it("gives every document back, int64, bytes, NaN and -0 included", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const back = decodeDocument<Record<string, Value>>(encodeDocument(document));
        expect(compareValues(back, document)).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it("reads text that merely looks like an encoded value as text", () => {
    const document = { a: '{"$integer":"AAAAAAAAAAA="}', b: 'x"$' };
    expect(decodeDocument(encodeDocument(document))).toEqual(document);
  });
});

describe("copies", () => {
  it("share nothing with the original, which stays as it was", () => {
    const original = deepFreeze({ list: [{ n: 1 }], bytes: new Uint8Array([1]).buffer });
    const copy = copyValue(original) as { list: { n: number }[]; bytes: ArrayBuffer };
    copy.list[0]!.n = 2;
    new Uint8Array(copy.bytes)[0] = 9;
    expect(original.list[0]!.n).toBe(1);
    expect(new Uint8Array(original.bytes)[0]).toBe(1);
  });

  it("are frozen all the way down when they are shared", () => {
    const shared = deepFreeze({ list: [{ n: 1 }] });
    expect(() => shared.list.push({ n: 2 })).toThrow(TypeError);
    expect(() => (shared.list[0]!.n = 2)).toThrow(TypeError);
  });

  it("know whether something in them cannot be frozen", () => {
    expect(holdsBytes({ a: [{ b: new ArrayBuffer(1) }] })).toBe(true);
    expect(holdsBytes({ a: [{ b: "text" }], c: null })).toBe(false);
  });
});

describe("fieldAt", () => {
  it("follows dots and gives undefined where the way ends", () => {
    const document = { a: { b: { c: 1 } }, list: [1], n: null };
    expect(fieldAt(document, "a.b.c")).toBe(1);
    for (const path of ["a.x.c", "list.0", "list.length", "n.a", "a.constructor", "toString"]) {
      expect(fieldAt(document, path)).toBeUndefined();
    }
  });
});
