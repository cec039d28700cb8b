import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { backUpRunning, backUpStopped } from "./backup.ts";
import { DataFolderInUse, StorageError, UnusableDatabase } from "./database/errors.ts";
import { IMPORTS, openTestEngine, type TestEngine } from "./execution/testing.ts";
import { temporaryDir } from "./modules/testing.ts";

const FUNCTIONS = {
  "f.ts": `${IMPORTS}
export const store = action({ args: { text: v.string() }, handler: (ctx, { text }) => ctx.storage.store(new Blob([text])) });
export const remove = mutation({ args: { id: v.id("_storage") }, handler: (ctx, { id }) => ctx.storage.delete(id) });
export const rows = query({ args: {}, handler: (ctx) => ctx.db.system.query("_storage").collect() });
export const read = action({ args: { id: v.id("_storage") }, handler: async (ctx, { id }) => await (await ctx.storage.get(id))?.text() ?? null });
`,
};

const store = async ({ call }: TestEngine, text: string) =>
  (await call("f:store", { text })) as string;

/** What lies in the files folder, by name: the digest of its bytes, as a row has it. */
function digestsIn(dataDir: string): Map<string, string> {
  const folder = path.join(dataDir, "files");
  const names = fs.readdirSync(folder).filter((name) => name !== "upload.key");
  const digest = (name: string) =>
    createHash("sha256")
      .update(fs.readFileSync(path.join(folder, name)))
      .digest("base64");
  return new Map(names.map((name) => [name, digest(name)]));
}

const ignore = () => {};

describe("a backup of a running backend", () => {
  test("holds every file whose row it holds, byte for byte, and starts on its own", async () => {
    const first = await openTestEngine(FUNCTIONS);
    const texts = ["one", "two", "x".repeat(300_000)];
    const ids: string[] = [];
    for (const text of texts) ids.push(await store(first, text));
    const to = temporaryDir();
    expect(await backUpRunning(first.engine, first.dataDir, to, ignore)).toBe(3);
    expect(digestsIn(to)).toEqual(digestsIn(first.dataDir));
    expect(digestsIn(to).size).toBe(3);
    await first.engine.close();

    const second = await openTestEngine(FUNCTIONS, { dataDir: to });
    for (const [index, id] of ids.entries()) {
      expect(await second.call("f:read", { id })).toBe(texts[index]);
    }
    expect(second.problems).toEqual([]);
  });

  test("holds files that are deleted after the database was copied; their bytes go later", async () => {
    const first = await openTestEngine(FUNCTIONS);
    const ids: string[] = [];
    for (let n = 0; n < 8; n++) ids.push(await store(first, `file ${n}`));
    const to = temporaryDir();
    const deletions: Promise<unknown>[] = [];
    const count = await backUpRunning(first.engine, first.dataDir, to, (part, done) => {
      if (part !== "files" || done > 0) return;
      for (const id of ids) deletions.push(first.call("f:remove", { id }));
    });
    expect(count).toBe(8);
    expect(deletions).toHaveLength(8);
    await Promise.all(deletions);
    await first.engine.files.settled();
    expect(digestsIn(first.dataDir).size).toBe(0);
    await first.engine.close();

    const second = await openTestEngine(FUNCTIONS, { dataDir: to });
    expect(await second.call("f:read", { id: ids[7]! })).toBe("file 7");
  });

  test("holds no bytes that its database does not name", async () => {
    const first = await openTestEngine(FUNCTIONS);
    await store(first, "before");
    const to = temporaryDir();
    const late: Promise<string>[] = [];
    await backUpRunning(first.engine, first.dataDir, to, (part) => {
      if (part === "files") late.push(store(first, "too late"));
    });
    await Promise.all(late);
    expect(late.length).toBeGreaterThan(0);
    expect(digestsIn(to).size).toBe(1);
    expect(digestsIn(first.dataDir).size).toBe(1 + late.length);
  });

  test.each<[string, (file: string) => void]>([
    ["missing", (file) => fs.rmSync(file)],
    ["damaged", (file) => fs.writeFileSync(file, "other bytes")],
  ])("is refused when a stored file is %s", async (word, spoil) => {
    const first = await openTestEngine(FUNCTIONS);
    await store(first, "bytes");
    const [name] = digestsIn(first.dataDir).keys();
    spoil(path.join(first.dataDir, "files", name!));
    const backup = backUpRunning(first.engine, first.dataDir, temporaryDir(), ignore);
    await expect(backup).rejects.toThrow(UnusableDatabase);
    await expect(backup).rejects.toThrow(word);
  });

  test("ends when its progress throws, and deleted bytes go again from then on", async () => {
    const first = await openTestEngine(FUNCTIONS);
    const id = await store(first, "bytes");
    const backup = backUpRunning(first.engine, first.dataDir, temporaryDir(), () => {
      throw new Error("given up");
    });
    await expect(backup).rejects.toThrow("given up");
    await first.call("f:remove", { id });
    await first.engine.files.settled();
    expect(digestsIn(first.dataDir).size).toBe(0);
  });
});

describe("a backup of a folder that nobody has open", () => {
  test("holds the same, and the folder can be started again", async () => {
    const first = await openTestEngine(FUNCTIONS);
    const id = await store(first, "at rest");
    await first.engine.close();
    const to = temporaryDir();
    expect(await backUpStopped(first.dataDir, to, ignore)).toBe(1);
    for (const dataDir of [first.dataDir, to]) {
      const again = await openTestEngine(FUNCTIONS, { dataDir });
      expect(await again.call("f:read", { id })).toBe("at rest");
    }
  });

  test("is refused while somebody has it open, and where there is no data", async () => {
    const first = await openTestEngine(FUNCTIONS);
    const to = temporaryDir();
    await expect(backUpStopped(first.dataDir, to, ignore)).rejects.toThrow(DataFolderInUse);
    await expect(backUpStopped(temporaryDir(), to, ignore)).rejects.toThrow(StorageError);
    expect(fs.readdirSync(to)).toEqual([]);
  });
});
