import { describe, expect, test } from "vitest";
import { HttpError } from "./httpError.ts";
import { Origins } from "./origins.ts";

const PUBLIC = "https://chat.firm.example";
const origins = new Origins({
  listenHost: "0.0.0.0",
  publicOrigin: PUBLIC,
  allowedOrigins: ["http://localhost:5173"],
});

describe("the Host header", () => {
  test.each([
    "localhost:3210",
    "127.0.0.1",
    "[::1]:80",
    "chat.firm.example",
    "chat.firm.example:443",
  ])("%s names this server", (host) => expect(origins.requireHost(host)).toBe(host));

  test.each([
    undefined,
    "",
    "evil.example",
    "localhost.evil.example",
    "chat.firm.example.evil",
    "evil.example/@localhost",
    "evil.example#localhost",
    "user@localhost",
    "localhost/path",
    "0.0.0.0",
    "127.0.0.1.nip.io",
  ])("%s does not", (host) => {
    expect(() => origins.requireHost(host)).toThrow(HttpError);
  });
});

describe("the Origin header", () => {
  test("own pages, allowed ones and programs without an origin may talk to it", () => {
    expect(origins.allows(undefined, "localhost:3210")).toBe(true);
    expect(origins.allows("http://localhost:3210", "localhost:3210")).toBe(true);
    expect(origins.allows(PUBLIC, "chat.firm.example")).toBe(true);
    expect(origins.allows("http://localhost:5173", "localhost:3210")).toBe(true);
  });

  test("other pages may not, not even of this machine on another port", () => {
    for (const origin of [
      "https://evil.example",
      "null",
      "http://localhost:9999",
      "",
      `${PUBLIC}.x`,
    ]) {
      expect(origins.allows(origin, "localhost:3210")).toBe(false);
    }
  });

  test("a public https address has no pages over http", () => {
    expect(origins.allows("http://chat.firm.example", "chat.firm.example")).toBe(false);
  });

  test("an answer may be read by allowed pages only, never by any", () => {
    expect(origins.corsHeaders("https://evil.example")).not.toHaveProperty(
      "Access-Control-Allow-Origin",
    );
    expect(origins.corsHeaders(PUBLIC)).toMatchObject({ "Access-Control-Allow-Origin": PUBLIC });
  });
});

test("request addresses have the scheme that people see", () => {
  expect(origins.baseUrl("chat.firm.example")).toBe(PUBLIC);
  expect(origins.baseUrl("localhost:3210")).toBe("http://localhost:3210");
});
