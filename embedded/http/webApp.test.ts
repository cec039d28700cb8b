import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { beforeAll, afterAll, describe, expect, test } from "vitest";
import { WebApp } from "./webApp.ts";

const HOST = "localhost:3210";
const SCRIPT = "/assets/index-Ab3_d9-X.js";
let parent: string;
let app: WebApp;

beforeAll(async () => {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), "embedded-web-"));
  const dir = path.join(parent, "web");
  await fs.mkdir(path.join(dir, "assets"), { recursive: true });
  await fs.writeFile(path.join(dir, "index.html"), "<!doctype html><title>App</title>");
  await fs.writeFile(path.join(dir, SCRIPT), "console.log(1);".repeat(200));
  await fs.writeFile(path.join(parent, "secret.txt"), "secret");
  await fs.mkdir(`${dir}-other`);
  await fs.writeFile(path.join(`${dir}-other`, "secret.txt"), "secret");
  app = new WebApp(dir);
});
afterAll(() => fs.rm(parent, { recursive: true }));

function get(pathname: string, headers: Record<string, string> = {}, method = "GET") {
  const url = new URL(pathname, `http://${HOST}`);
  return app.handle(new Request(url, { method, headers }), url, HOST);
}
const html = { Accept: "text/html,*/*" };

describe("the web app's pages", () => {
  test("a navigation to any path of the app's router gets index.html, never cached blindly", async () => {
    for (const pathname of ["/", "/index.html", "/portal/rooms/abc"]) {
      const response = await get(pathname, html);
      expect(response?.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      expect(response?.headers.get("Cache-Control")).toBe("no-cache");
      expect(await response?.text()).toContain("<title>App</title>");
    }
  });

  test("a missing script or an API-like request gets no page in its place", async () => {
    expect(await get("/assets/gone-12345678.js", html)).toBeNull();
    expect(await get("/portal/rooms/abc", { Accept: "application/json" })).toBeNull();
    expect(await get("/portal/rooms/abc", html, "POST")).toBeNull();
  });

  test("code comes only from files of this server, and pages are framed by nobody", async () => {
    const policy = (await get("/", html))?.headers.get("Content-Security-Policy") ?? "";
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain(`connect-src 'self' ws://${HOST} wss://${HOST}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });
});

describe("the web app's files", () => {
  test("a name with a content hash may be kept for ever", async () => {
    const response = await get(SCRIPT);
    expect(response?.headers.get("Cache-Control")).toContain("immutable");
    expect(response?.headers.get("Content-Type")).toContain("text/javascript");
  });

  test("a browser that has the file already is told so", async () => {
    const etag = (await get("/index.html"))?.headers.get("ETag") ?? "";
    const again = await get("/index.html", { "If-None-Match": etag });
    expect(again?.status).toBe(304);
    expect((await get("/index.html", { "If-None-Match": '"other"' }))?.status).toBe(200);
  });

  test("a browser that understands brotli gets it, others get the plain bytes", async () => {
    const compressed = await get(SCRIPT, { "Accept-Encoding": "gzip, br" });
    expect(compressed?.headers.get("Content-Encoding")).toBe("br");
    const bytes = Buffer.from((await compressed?.arrayBuffer()) ?? new ArrayBuffer(0));
    const plain = await get(SCRIPT);
    expect(brotliDecompressSync(bytes).toString()).toBe(await plain?.text());
    expect(plain?.headers.get("Content-Encoding")).toBeNull();
  });

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%2fweb-other/secret.txt",
    "/%00/../secret.txt",
    "/assets",
    "/%",
  ])("%s leads to nothing outside the folder", async (pathname) => {
    const response = await get(pathname);
    expect(response === null || !(await response.text()).includes("secret")).toBe(true);
  });
});
