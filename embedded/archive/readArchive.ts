/** Makes data out of an archive: a folder from which a backend can start. */
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Value } from "convex/values";
import type { Clock } from "../clock.ts";
import { DocumentLoader } from "../database/documentLoader.ts";
import { STORAGE_TABLE, SYSTEM_TABLES } from "../execution/systemDocuments.ts";
import { syncFolder, writeDurably } from "../storage/durableFile.ts";
import { decodeId } from "../values/ids.ts";
import { readListing, type Listing, type TableNumber } from "./contents.ts";
import { BadArchive } from "./errors.ts";
import { atLine, readJsonLines } from "./jsonLines.ts";
import { documentsEntry, fileEntry, PROGRESS_EVERY, type ArchiveProgress } from "./layout.ts";
import type { ArchiveContents } from "./writeArchive.ts";
import { ZipReader } from "./zipReader.ts";

const STORAGE_ROWS = documentsEntry(STORAGE_TABLE);

/**
 * Fills the existing empty folder `to` with the documents and files of the archive `file`; they
 * keep their ids, times and table numbers. Cleaning `to` after a failure is the caller's part.
 * @throws BadArchive naming entry and line for whatever is damaged, incomplete, or does not fit the
 *   schema; nothing is skipped or mended.
 */
export async function readArchive(
  options: { file: string; to: string; schemaJson: string | null; clock: Clock },
  onProgress: ArchiveProgress,
): Promise<ArchiveContents> {
  const { file, to, schemaJson, clock } = options;
  const zip = await ZipReader.open(file);
  try {
    const listing = await readListing(zip);
    const loader = new DocumentLoader({
      file: path.join(to, "database.sqlite"),
      schemaJson,
      systemTables: SYSTEM_TABLES,
      tables: [...listing.tables, ...(await storageNumber(zip, listing))],
      clock,
    });
    try {
      const documents = await loadTables(zip, listing, loader, onProgress);
      const files = await loadFiles(zip, listing, loader, path.join(to, "files"), onProgress);
      await loader.finish();
      return { documents, files };
    } finally {
      loader.close();
    }
  } finally {
    await zip.close();
  }
}

/** Storage ids bear a number as well, which no list names: the first one tells. */
async function storageNumber(
  zip: ZipReader,
  { storageRows, tables }: Listing,
): Promise<TableNumber[]> {
  if (storageRows === null) return [];
  for await (const { line, value } of readJsonLines(STORAGE_ROWS, zip.read(storageRows))) {
    const number = typeof value["_id"] === "string" ? decodeId(value["_id"])?.tableNumber : null;
    const owner = tables.find((table) => table.number === number);
    if (number != null && owner === undefined) return [{ name: STORAGE_TABLE, number }];
    throw new BadArchive(
      `${STORAGE_ROWS} line ${line}: _id is ${owner ? `one of the table "${owner.name}"` : "no id"}.`,
    );
  }
  return [];
}

async function loadTables(
  zip: ZipReader,
  { tables }: Listing,
  loader: DocumentLoader,
  onProgress: ArchiveProgress,
): Promise<number> {
  let documents = 0;
  for (const { name, entry } of tables) {
    let count = 0;
    for await (const { line, value } of readJsonLines(entry.name, zip.read(entry))) {
      atLine(entry.name, line, () => loader.add(name, value));
      count += 1;
      if (count % PROGRESS_EVERY === 0) onProgress(name, count);
    }
    documents += count;
  }
  return documents;
}

async function loadFiles(
  zip: ZipReader,
  { storageRows, files }: Listing,
  loader: DocumentLoader,
  folder: string,
  onProgress: ArchiveProgress,
): Promise<number> {
  await fs.promises.mkdir(folder, { mode: 0o700 });
  const left = new Map(files);
  let count = 0;
  if (storageRows !== null) {
    for await (const { line, value } of readJsonLines(STORAGE_ROWS, zip.read(storageRows))) {
      const row = atLine(STORAGE_ROWS, line, () => fileRow(value));
      const entry = left.get(row._id);
      if (entry === undefined) {
        throw new BadArchive(`${STORAGE_ROWS} line ${line}: there is no ${fileEntry(row._id)}.`);
      }
      left.delete(row._id);
      onProgress(STORAGE_TABLE, count);
      const fileName = randomBytes(16).toString("hex");
      await writeFile(zip.read(entry), path.join(folder, fileName), row, entry.name);
      atLine(STORAGE_ROWS, line, () => loader.add(STORAGE_TABLE, { ...row, fileName }));
      count += 1;
    }
  }
  for (const { name } of left.values()) {
    throw new BadArchive(`${name} has no line in ${STORAGE_ROWS}.`);
  }
  await syncFolder(folder);
  return count;
}

/** Fields of our own making only; Convex writes sizes as text in some of its formats. */
function fileRow(value: Record<string, Value>) {
  const { _id, _creationTime, sha256, contentType } = value;
  const size = Number(value["size"]);
  if (typeof _id !== "string" || typeof _creationTime !== "number") {
    throw new Error("a stored file needs _id and _creationTime.");
  }
  if (typeof sha256 !== "string" || !Number.isSafeInteger(size) || size < 0) {
    throw new Error("a stored file needs sha256 and size.");
  }
  if (contentType != null && typeof contentType !== "string") {
    throw new Error("contentType is no text.");
  }
  const row = { _id, _creationTime, sha256, size };
  return contentType == null ? row : { ...row, contentType };
}

async function writeFile(
  chunks: AsyncIterable<Buffer>,
  target: string,
  { sha256, size }: { sha256: string; size: number },
  name: string,
): Promise<void> {
  const hash = createHash("sha256");
  let written = 0;
  const hashed = async function* () {
    for await (const chunk of chunks) {
      hash.update(chunk);
      written += chunk.length;
      yield chunk;
    }
  };
  await writeDurably(target, hashed());
  if (written === size && hash.digest("base64") === sha256) return;
  throw new BadArchive(`${name} is not the file that ${STORAGE_ROWS} describes.`);
}
