import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newReplyToken, replyAddressOf, replyTokenOf } from "./replyAddress";

const DOMAIN = "inbound.acme.com";
const bytes = fc.uint8Array({ minLength: 17, maxLength: 24 });

describe("a reply token", () => {
  it("is 26 characters of lower-case Crockford base32", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        expect(newReplyToken(random)).toMatch(/^[0-9abcdefghjkmnpqrstvwxyz]{26}$/);
      }),
    );
  });

  it("spells the leading 130 bits, most significant first", () => {
    const ones = new Uint8Array(17).fill(255);
    expect(newReplyToken(new Uint8Array(17))).toBe("0".repeat(26));
    expect(newReplyToken(ones)).toBe("z".repeat(26));
    const first = new Uint8Array(17);
    first[0] = 0b00001_000;
    expect(newReplyToken(first)).toBe("1" + "0".repeat(25));
    const last = new Uint8Array(17);
    last[16] = 0b01_000000;
    expect(newReplyToken(last)).toBe("0".repeat(25) + "1");
  });

  it("differs whenever one of its 130 bits differs", () => {
    const base = new Uint8Array(17);
    const seen = new Set([newReplyToken(base)]);
    for (let bit = 0; bit < 130; bit++) {
      const flipped = new Uint8Array(17);
      flipped[bit >> 3] = 0x80 >> (bit & 7);
      seen.add(newReplyToken(flipped));
    }
    expect(seen.size).toBe(131);
  });

  it("is refused when fewer than 17 random bytes are given", () => {
    expect(() => newReplyToken(new Uint8Array(16))).toThrow(RangeError);
  });
});

describe("a reply address", () => {
  it("gives its token back, whatever the case a gateway made of it", () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const token = newReplyToken(random);
        const address = replyAddressOf(token, "Inbound.Acme.com");
        expect(address).toBe(`r${token}@${DOMAIN}`);
        expect(replyTokenOf(address.toUpperCase(), DOMAIN)).toBe(token);
      }),
    );
  });

  it("has a local part far below the 64 characters of RFC 5321", () => {
    expect(replyAddressOf("0".repeat(26), DOMAIN).indexOf("@")).toBe(27);
  });

  it("is not made of something that is no token", () => {
    expect(() => replyAddressOf("short", DOMAIN)).toThrow(RangeError);
    expect(() => replyAddressOf("U".repeat(26), DOMAIN)).toThrow(RangeError);
  });

  it.each([
    ["another domain", `r${"0".repeat(26)}@evil.example`],
    ["a domain that ends with ours", `r${"0".repeat(26)}@xinbound.acme.com`],
    ["a sub-domain of ours", `r${"0".repeat(26)}@a.inbound.acme.com`],
    ["our domain with a suffix", `r${"0".repeat(26)}@inbound.acme.com.evil.example`],
    ["another first letter", `x${"0".repeat(26)}@${DOMAIN}`],
    ["a plus sign", `r+${"0".repeat(26)}@${DOMAIN}`],
    ["a letter that Crockford leaves out", `r${"0".repeat(25)}u@${DOMAIN}`],
    ["a token that is too short", `r${"0".repeat(25)}@${DOMAIN}`],
    ["a token that is too long", `r${"0".repeat(27)}@${DOMAIN}`],
    ["two at signs", `r${"0".repeat(26)}@${DOMAIN}@${DOMAIN}`],
    ["nothing but the domain", `@${DOMAIN}`],
    ["nothing", ""],
  ])("is not seen in %s", (_what, address) => {
    expect(replyTokenOf(address, DOMAIN)).toBeNull();
  });
});
