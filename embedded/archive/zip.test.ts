import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryDir } from "../modules/testing.ts";
import { readDirectory } from "./zipDirectory.ts";
import { centralHeader, endRecords, STORED, type ZipEntry } from "./zipFormat.ts";
import { ZipReader } from "./zipReader.ts";
import { ZipWriter } from "./zipWriter.ts";

const GIB = 2 ** 30;

async function* pieces<T>(...values: T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}

async function contentOf(zip: ZipReader, entry: ZipEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of zip.read(entry)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}

async function makeZip(): Promise<string> {
  const file = path.join(temporaryDir(), "some.zip");
  const writer = await ZipWriter.create(file);
  await writer.addText("a/text", pieces("one ", "two ".repeat(100_000)));
  await writer.addBytes("bytes", pieces(Buffer.from([0, 255]), Buffer.from("plain")));
  await writer.addText("empty", pieces());
  await writer.finish();
  await writer.close();
  return file;
}

async function contentsOf(file: string): Promise<Map<string, string>> {
  const zip = await ZipReader.open(file);
  try {
    const contents = new Map<string, string>();
    for (const entry of zip.entries) contents.set(entry.name, await contentOf(zip, entry));
    return contents;
  } finally {
    await zip.close();
  }
}

/** The file with the byte at each place of `text` changed, or cut off before it. */
function damage(file: string, text: string, how: (bytes: Buffer, at: number) => Buffer): string {
  const bytes = fs.readFileSync(file);
  const damaged = `${file}.damaged`;
  fs.writeFileSync(damaged, how(bytes, bytes.indexOf(text)));
  return damaged;
}

describe("a ZIP file", () => {
  test("gives back what was written, and the same entries make the same bytes", async () => {
    const file = await makeZip();
    expect([...(await contentsOf(file))]).toEqual([
      ["a/text", `one ${"two ".repeat(100_000)}`],
      ["bytes", "\0\xffplain"],
      ["empty", ""],
    ]);
    expect(fs.statSync(file).size).toBeLessThan(5_000);
    expect(fs.readFileSync(file).equals(fs.readFileSync(await makeZip()))).toBe(true);
  });

  test("that is damaged or cut off is refused, saying where", async () => {
    const file = await makeZip();
    const changed = damage(file, "plain", (bytes, at) => bytes.fill("P", at, at + 1));
    await expect(contentsOf(changed)).rejects.toThrow("bytes is damaged: its checksum is wrong");
    const cut = damage(file, "plain", (bytes, at) => bytes.subarray(0, at));
    await expect(contentsOf(cut)).rejects.toMatchObject({ code: "BAD_ARCHIVE" });
    const other = damage(file, "plain", () => Buffer.from("a letter to my aunt"));
    await expect(contentsOf(other)).rejects.toThrow("no ZIP file");
    // What is inflated is bounded by what the directory says.
    const bomb = damage(file, "plain", (bytes) => {
      bytes.writeUInt32LE(10, bytes.indexOf(Buffer.from("PK\x01\x02", "latin1")) + 24);
      return bytes;
    });
    await expect(contentsOf(bomb)).rejects.toThrow("a/text is damaged: it is longer");
  });

  test("beyond 4 GiB keeps its places and sizes in ZIP64 records, below it has none", async () => {
    const entry = { name: "n", method: STORED, crc: 1, size: 3, compressedSize: 3, offset: 40 };
    const large = { ...entry, name: "large", size: 5 * GIB, compressedSize: 4 * GIB + 7 };
    for (const entries of [[entry], [entry, large], [{ ...entry, offset: 6 * GIB }]]) {
      const directory = Buffer.concat(entries.map(centralHeader));
      const offset = entries.length * 7 * GIB;
      const place = { entries: entries.length, size: directory.length, offset };
      const end = endRecords(place);
      const file = path.join(temporaryDir(), "sparse.zip");
      const handle = await fs.promises.open(file, "w+");
      await handle.write(directory, 0, directory.length, offset);
      await handle.write(end, 0, end.length, offset + directory.length);
      expect(await readDirectory(handle)).toEqual(entries);
      await handle.close();
    }
    expect(endRecords({ entries: 1, size: 50, offset: 40 })).toHaveLength(22);
    expect(centralHeader(entry)).toHaveLength(47);
  });
});
