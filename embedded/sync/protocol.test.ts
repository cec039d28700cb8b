import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeTimestamp, encodeTimestamp, parseClientMessage, ProtocolError } from "./protocol.ts";
import { transitionFrames } from "./serverMessages.ts";

const SESSION_ID = "11111111-2222-4333-8444-555555555555";
const connect = { type: "Connect", sessionId: SESSION_ID, connectionCount: 0 };
const mutation = { type: "Mutation", requestId: 0, udfPath: "a:b", args: [{}] };
const add = { type: "Add", queryId: 0, udfPath: "a:b", args: [{}] };
const change = { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] };

describe("client messages", () => {
  test("what the stock client sends is understood", () => {
    expect(parseClientMessage(JSON.stringify(connect))).toMatchObject({ sessionId: SESSION_ID });
    expect(parseClientMessage(JSON.stringify(mutation))).toMatchObject({ path: "a:b", args: {} });
    expect(parseClientMessage(JSON.stringify(change))).toMatchObject({ newVersion: 1 });
    expect(
      parseClientMessage(
        JSON.stringify({ type: "Authenticate", tokenType: "None", baseVersion: 3 }),
      ),
    ).toMatchObject({ type: "Authenticate", tokenType: "None", token: "", baseVersion: 3 });
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["null", "null"],
    ["an unknown type", { type: "Explode" }],
    ["a type from the prototype", { type: "constructor" }],
    ["a session id that is no UUID", { ...connect, sessionId: "x" }],
    ["a timestamp of seven bytes", { ...connect, maxObservedTimestamp: "AAAAAAAAAA==" }],
    ["an unknown token type", { type: "Authenticate", tokenType: "Root", baseVersion: 0 }],
    ["a token that is no string", { type: "Authenticate", tokenType: "User", baseVersion: 0 }],
    ["a negative request id", { ...mutation, requestId: -1 }],
    ["a fractional request id", { ...mutation, requestId: 0.5 }],
    ["a request id beyond 32 bits", { ...mutation, requestId: 2 ** 32 }],
    ["two arguments", { ...mutation, args: [{}, {}] }],
    ["an argument that is no object", { ...mutation, args: [[]] }],
    ["a path of a megabyte", { ...mutation, udfPath: "a".repeat(2 ** 20) }],
    ["a component", { ...mutation, componentPath: "other" }],
    ["an unknown modification", { ...change, modifications: [{ type: "Swap", queryId: 0 }] }],
    ["a query id that is no number", { ...change, modifications: [{ ...add, queryId: "0" }] }],
  ])("%s is refused", (_name, message) => {
    const text = typeof message === "string" ? message : JSON.stringify(message);
    expect(() => parseClientMessage(text)).toThrow(ProtocolError);
  });
});

test("a timestamp survives the way over the wire, up to 64 bits", () => {
  for (const timestamp of [0n, 1n, 1_767_600_000_000_000_000n, 2n ** 64n - 1n]) {
    expect(decodeTimestamp(encodeTimestamp(timestamp))).toBe(timestamp);
  }
});

function chunkOf(frame: string): string {
  return (JSON.parse(frame) as { chunk: string }).chunk;
}

describe("chunks of a large Transition", () => {
  test("joined in order they are the text, and none cuts a character in half", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (whole, size) => {
        const frames = transitionFrames(whole, "7", size);
        const chunks = frames.length === 1 ? [whole] : frames.map(chunkOf);
        expect(chunks.join("")).toBe(whole);
        // Half of a surrogate pair would come back from UTF-8 as a replacement character.
        for (const chunk of chunks) expect(Buffer.from(chunk).toString()).toBe(chunk);
      }),
    );
  });

  test("a text of just the limit goes in one frame", () => {
    expect(transitionFrames("abcde", "7", 5)).toEqual(["abcde"]);
    expect(transitionFrames("abcdef", "7", 5)).toHaveLength(2);
  });
});
