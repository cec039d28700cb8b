import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMailbox } from "./mailbox";

describe("a From value with exactly one mailbox", () => {
  it.each([
    ["bob@acme.example", "", "bob@acme.example"],
    ["  Bob@ACME.example  ", "", "bob@acme.example"],
    ["<bob@acme.example>", "", "bob@acme.example"],
    ["Bob Miller <bob@acme.example>", "Bob Miller", "bob@acme.example"],
    ['"Miller, Bob" <bob@acme.example>', "Miller, Bob", "bob@acme.example"],
    ["Miller, Bob <bob@acme.example>", "Miller, Bob", "bob@acme.example"],
    ["Bob (Acme) Miller <bob@acme.example>", "Bob (Acme) Miller", "bob@acme.example"],
    ["bob@acme.example <bob@acme.example>", "bob@acme.example", "bob@acme.example"],
    ['"bob@acme.example" <bob@acme.example>', "bob@acme.example", "bob@acme.example"],
    ['"Bob \\"the\\" Miller" <bob@acme.example>', 'Bob "the" Miller', "bob@acme.example"],
    ["bob@acme.example (Bob Miller)", "Bob Miller", "bob@acme.example"],
    ["Bob\r\n Miller <bob@acme.example>", "Bob Miller", "bob@acme.example"],
    ["bob.o'neil+x@mail.acme.example", "", "bob.o'neil+x@mail.acme.example"],
    ["Zoë <bob@xn--acm-epa.example>", "Zoë", "bob@xn--acm-epa.example"],
  ])("gives name and lower-case address of %s", (value, name, address) => {
    expect(parseMailbox(value)).toEqual({ name, address });
  });

  it("decodes an encoded name only after the address was found", () => {
    expect(parseMailbox("=?utf-8?q?Zo=C3=AB?= <zoe@acme.example>")).toEqual({
      name: "Zoë",
      address: "zoe@acme.example",
    });
    expect(parseMailbox("=?utf-8?q?victim=40corp.example=3e?= <evil@y.example>")?.address).toBe(
      "evil@y.example",
    );
  });

  it("keeps direction marks and other invisible characters out of the name", () => {
    expect(parseMailbox("Bob\u202E\u200B <bob@acme.example>")?.name).toBe("Bob");
  });
});

describe("a From value that can be read in two ways is refused", () => {
  it.each([
    ["nothing", ""],
    ["a name alone", "Bob Miller"],
    ["two angle brackets", "Ann <ann@good.example> <evil@y.example>"],
    ["an angle bracket in the quoted name", '"Robert <owner@x.example>" <evil@y.example>'],
    ["two addresses", "ann@good.example, evil@y.example"],
    ["an address before a named mailbox", "ann@good.example, Eve <evil@y.example>"],
    ["two mailboxes", "Ann <ann@good.example>, Eve <evil@y.example>"],
    ["something after the bracket", "Ann <ann@good.example> evil@y.example"],
    ["a quoted local part with an address", '"a@good.example"@evil.example'],
    ["the same in brackets", '<"a@good.example"@evil.example>'],
    ["two at signs", "a@good.example@evil.example"],
    ["an encoded word as address", "=?utf-8?q?victim=40corp.example?="],
    ["an encoded word in the local part", "<=?utf-8?q?victim?=@corp.example>"],
    ["a comment within the address", "bob@(evil.example)acme.example"],
    ["a comment with an address", "bob@acme.example (evil@y.example)"],
    ["a group", "Team: bob@acme.example;"],
    ["a group in front of a bracket", "a@good.example: Team <evil@y.example>"],
    ["a half-open quote with an address", '"ann@good.example <evil@y.example>'],
    ["a route", "<@relay.example:bob@acme.example>"],
    ["a header injected by a line break", "bob@acme.example\r\nBcc: eve@y.example"],
    ["a NUL", "bob@acme.example\u0000.evil.example"],
    ["a space within", "bob @acme.example"],
    ["an address literal", "bob@[127.0.0.1]"],
    ["a host without a dot", "bob@localhost"],
    ["a label that starts with a hyphen", "bob@-acme.example"],
    ["an empty label", "bob@acme..example"],
    ["two dots in the local part", "bob..x@acme.example"],
    ["letters outside ASCII, which can look like others", "b\u043Eb@acme.example"],
    ["a full-width at sign", "bob\uFF20acme.example"],
    ["a local part over 64 characters", `${"b".repeat(65)}@acme.example`],
    ["a value over 1,000 characters", `${"b".repeat(1_000)} <bob@acme.example>`],
  ])("%s", (_what, value) => {
    expect(parseMailbox(value)).toBeNull();
  });

  it("whatever comes in, only a plain lower-case address comes out", () => {
    const pieces = fc.constantFrom(
      "a@x.io",
      "b@y.io",
      "<",
      ">",
      '"',
      ",",
      " ",
      "(",
      ")",
      "\\",
      "=?",
      "é",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const parsed = parseMailbox(parts.join(""));
        if (parsed) expect(parsed.address).toMatch(/^[a-z0-9.]+@[a-z0-9.]+$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it("of two different addresses at most the one in angle brackets is taken", () => {
    const filler = fc.stringMatching(/^[ ,;:"()\\a-z]{0,6}$/);
    fc.assert(
      fc.property(filler, filler, (before, between) => {
        const parsed = parseMailbox(`${before}victim@good.example${between}<evil@y.example>`);
        expect(parsed?.address ?? "evil@y.example").toBe("evil@y.example");
      }),
      { numRuns: 2_000 },
    );
  });
});
