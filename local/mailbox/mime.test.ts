import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { buildMime, quotedPrintable } from "./mime.ts";

const HEADERS: [string, string][] = [
  ["From", "Zoë Müller <zoe@acme.example>"],
  ["To", "r1@inbound.example"],
  ["Subject", "Re: Größe, 見積もり und noch viel mehr, damit die Zeile lang genug zum Falten wird"],
];

describe("buildMime", () => {
  test("what goes in comes out of a parser: names, subject, both parts and files", async () => {
    const content = new Uint8Array([0, 255, 10, 13, 128]);
    const text = "Grüße = äöü €\n.\ntrailing blank \n" + "long ".repeat(60);
    const raw = buildMime({
      headers: HEADERS,
      text,
      html: "<p>Grüße</p>",
      files: [{ filename: "Plan “ä”.png", contentType: "image/png", content }],
    });
    const email = await PostalMime.parse(raw);
    expect(email.from).toEqual({ name: "Zoë Müller", address: "zoe@acme.example" });
    expect(email.subject).toBe(HEADERS[2]?.[1]);
    expect(email.text?.trimEnd()).toBe(text.trimEnd());
    expect(email.html?.trim()).toBe("<p>Grüße</p>");
    expect(email.attachments).toHaveLength(1);
    expect(email.attachments[0]?.filename).toBe("Plan “ä”.png");
    expect(new Uint8Array(email.attachments[0]?.content as ArrayBuffer)).toEqual(content);
  });

  test("no line is longer than 78 characters or holds a byte above 126", () => {
    const raw = buildMime({ headers: HEADERS, text: "ä".repeat(500) }).toString("latin1");
    const lines = raw.split("\r\n");
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => line.length > 78)).toEqual([]);
    expect(raw).toMatch(/^[\r\n\x20-\x7e]*$/);
  });

  test("a header value cannot smuggle in another header", () => {
    const headers: [string, string][] = [["Subject", "Hi\r\nBcc: all@acme.example"]];
    expect(() => buildMime({ headers, text: "" })).toThrow(RangeError);
  });

  test("a text that looks like a boundary does not end its part", async () => {
    const text = "--=_alternative--\n--alternative--";
    const raw = buildMime({ headers: [], text, html: "<p>still here</p>" });
    const email = await PostalMime.parse(raw);
    expect(email.text?.trim()).toBe(text);
    expect(email.html).toContain("still here");
  });
});

test("quoted-printable writes a blank at the end of a line as a code, inside it as it is", () => {
  expect(quotedPrintable("a b \nc=")).toBe("a b=20\r\nc=3D");
});
