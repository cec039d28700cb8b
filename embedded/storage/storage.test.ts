import fs from "node:fs";
import path from "node:path";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { IMPORTS, openTestEngine, SteppedClock, type TestEngine } from "../execution/testing.ts";
import { temporaryDir } from "../modules/testing.ts";

const FILES = {
  "f.ts": `${IMPORTS}
export const url = mutation({ args: {}, handler: (ctx) => ctx.storage.generateUploadUrl() });
export const rows = query({ args: {}, handler: (ctx) => ctx.db.system.query("_storage").collect() });
export const about = query({ args: { id: v.id("_storage") }, handler: async (ctx, { id }) =>
  [await ctx.db.system.get(id), await ctx.storage.getMetadata(id), await ctx.storage.getUrl(id)] });
export const remove = mutation({ args: { id: v.id("_storage"), fail: v.boolean() }, handler: async (ctx, { id, fail }) => {
  await ctx.storage.delete(id); if (fail) throw new Error("undone"); } });
export const read = action({ args: { id: v.id("_storage") }, handler: async (ctx, { id }) => {
  const blob = await ctx.storage.get(id); return blob === null ? null : [await blob.text(), blob.type]; } });
export const store = action({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.storage.store(new Blob([text], { type: "text/plain" })) });
export const storeChecked = action({ args: { sha256: v.string() }, handler: (ctx, { sha256 }) => ctx.storage.store(new Blob(["x"]), { sha256 }) });
`,
};

async function upload(to: TestEngine, body: BodyInit | null, headers: Record<string, string> = {}) {
  const url = new URL((await to.call("f:url")) as string);
  return await post(to, url.searchParams.get("token"), body, headers);
}

async function post(
  { engine }: TestEngine,
  token: string | null,
  body: BodyInit | null,
  headers: Record<string, string> = {},
) {
  const request = new Request("http://backend.test/api/storage/upload", {
    method: "POST",
    body,
    headers,
  });
  const response = await engine.handleUpload(request, token);
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

async function newToken(to: TestEngine): Promise<string | null> {
  return new URL((await to.call("f:url")) as string).searchParams.get("token");
}

/** Names of stored bytes on disk, without the key. */
const bytesIn = (dataDir: string) =>
  fs.readdirSync(path.join(dataDir, "files")).filter((name) => name !== "upload.key");

test("an uploaded file is on disk, has a row, and is read back by an action", async () => {
  const test = await openTestEngine(FILES);
  const { status, body } = await upload(test, "hello", { "content-type": "text/x-note" });
  expect(status).toBe(200);
  const id = body["storageId"]!;
  const sha256 = createHash("sha256").update("hello").digest("base64");
  const row = { _id: id, _creationTime: expect.any(Number), sha256, size: 5 };
  const metadata = { storageId: id, sha256, size: 5, contentType: "text/x-note" };
  expect(await test.call("f:about", { id })).toEqual([
    { ...row, contentType: "text/x-note" },
    metadata,
    null,
  ]);
  expect(await test.call("f:read", { id })).toEqual(["hello", "text/x-note"]);
  expect(bytesIn(test.dataDir)).toHaveLength(1);
});

test("an upload needs a token of this backend that is not older than an hour", async () => {
  const dataDir = temporaryDir();
  const test = await openTestEngine(FILES, { dataDir });
  const url = new URL((await test.call("f:url")) as string);
  const token = url.searchParams.get("token")!;
  const other = await openTestEngine(FILES);
  expect((await post(other, token, "x")).status).toBe(401);
  const longer = token.replace(/^\d+/, (time) => String(Number(time) + 3_600_000));
  for (const wrong of [null, "", "a.b.c", token.slice(1), token.slice(0, -1), longer]) {
    expect((await post(test, wrong, "x")).status, String(wrong)).toBe(401);
  }
  const [late, tooLate] = [await newToken(test), await newToken(test)];
  expect((await post(test, token, "x")).status).toBe(200);
  await test.advance(3_600_000 - 1);
  expect((await post(test, late, "x")).status).toBe(200);
  await test.advance(1);
  expect((await post(test, tooLate, "x")).status).toBe(401);
});

test("a token is good for one upload, tried until it is stored, one try at a time", async () => {
  const test = await openTestEngine(FILES, { maxFileBytes: 10 });
  const token = await newToken(test);
  expect((await post(test, token, "x".repeat(11))).status, "too large").toBe(413);
  expect((await post(test, token, "x", { digest: "sha-256=wrong" })).status).toBe(400);
  const answers = await Promise.all([1, 2, 3].map(async () => await post(test, token, "x")));
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 401]);
  expect((await post(test, token, "x")).status, "afterwards").toBe(401);
  await test.engine.files.settled();
  expect(bytesIn(test.dataDir)).toHaveLength(1);
});

test("a token outlives a restart", async () => {
  const dataDir = temporaryDir();
  const clock = new SteppedClock();
  const first = await openTestEngine(FILES, { dataDir, clock });
  const url = new URL((await first.call("f:url")) as string);
  await first.engine.close();
  const second = await openTestEngine(FILES, { dataDir, clock });
  expect((await post(second, url.searchParams.get("token"), "x")).status).toBe(200);
});

test("a file that is too large is refused, announced or not, and leaves nothing", async () => {
  const test = await openTestEngine(FILES, { maxFileBytes: 10 });
  expect((await upload(test, "x".repeat(10))).status).toBe(200);
  expect((await upload(test, "x", { "content-length": "11" })).status).toBe(413);
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 3; i++) controller.enqueue(new Uint8Array(4));
      controller.close();
    },
  });
  const url = new URL((await test.call("f:url")) as string);
  const request = new Request("http://backend.test/", {
    method: "POST",
    body: chunks,
    duplex: "half",
  } as RequestInit);
  const response = await test.engine.handleUpload(request, url.searchParams.get("token"));
  expect(response.status).toBe(413);
  expect(await test.call("f:rows")).toHaveLength(1);
  expect(bytesIn(test.dataDir)).toHaveLength(1);
});

test("bytes that differ from the announced digest are refused and leave nothing", async () => {
  const test = await openTestEngine(FILES);
  const right = `sha-256=${createHash("sha256").update("x").digest("base64")}`;
  expect((await upload(test, "x", { digest: right })).status).toBe(200);
  expect((await upload(test, "y", { digest: right })).status).toBe(400);
  await expect(test.call("f:storeChecked", { sha256: "wrong" })).rejects.toThrow("sha256");
  await test.engine.files.settled();
  expect(bytesIn(test.dataDir)).toHaveLength(1);
});

test("with too little free space uploads are refused with 507 and leave nothing", async () => {
  const test = await openTestEngine(FILES, { minFreeBytes: Number.MAX_SAFE_INTEGER });
  const { status, body } = await upload(test, "x");
  expect([status, body["code"]]).toEqual([507, "STORAGE_FULL"]);
  expect(bytesIn(test.dataDir)).toEqual([]);
});

test("deleting removes row and bytes, an undone deletion neither", async () => {
  const test = await openTestEngine(FILES);
  const id = (await test.call("f:store", { text: "stored" })) as string;
  await expect(test.call("f:remove", { id, fail: true })).rejects.toThrow("undone");
  await test.engine.files.settled();
  expect(await test.call("f:read", { id })).toEqual(["stored", "text/plain"]);
  await test.call("f:remove", { id, fail: false });
  await test.engine.files.settled();
  expect(bytesIn(test.dataDir)).toEqual([]);
  expect(await test.call("f:read", { id })).toBeNull();
  expect(await test.call("f:about", { id })).toEqual([null, null, null]);
  await expect(test.call("f:remove", { id, fail: false })).rejects.toThrow("no file");
});

test("what a crash left without a row is swept at the next start, and lost bytes are reported", async () => {
  const dataDir = temporaryDir();
  const first = await openTestEngine(FILES, { dataDir });
  await upload(first, "kept");
  const lost = (await upload(first, "lost")).body["storageId"]!;
  const [kept] = (await first.call("f:rows")) as { _id: string }[];
  await first.engine.close();
  const folder = path.join(dataDir, "files");
  fs.writeFileSync(path.join(folder, "0123.part"), "half");
  fs.writeFileSync(path.join(folder, "4567"), "whole, but its row never came");
  for (const name of bytesIn(dataDir)) {
    if (fs.readFileSync(path.join(folder, name), "utf8") === "lost") {
      fs.rmSync(path.join(folder, name));
    }
  }
  const second = await openTestEngine(FILES, { dataDir });
  expect(bytesIn(dataDir)).toHaveLength(1);
  expect(await second.call("f:read", { id: kept!._id })).toEqual([
    "kept",
    "text/plain;charset=UTF-8",
  ]);
  expect(await second.call("f:read", { id: lost })).toBeNull();
  expect(second.problems).toEqual(["1 stored files have lost their bytes."]);
});
