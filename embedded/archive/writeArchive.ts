/** Makes the archive of a copy of the data: one ZIP file that an import, here or on Convex, reads. */
import fs from "node:fs";
import path from "node:path";
import { documentsOfCopy, tablesOfCopy, textsOfCopy } from "../database/closedCopy.ts";
import { STORAGE_TABLE } from "../execution/systemDocuments.ts";
import type { FileRow } from "../storage/fileRows.ts";
import {
  documentsEntry,
  fileEntry,
  PROGRESS_EVERY,
  README_ENTRY,
  TABLES_ENTRY,
  type ArchiveProgress,
} from "./layout.ts";
import { ZipWriter } from "./zipWriter.ts";

const README = `# A snapshot of the data

One folder a table; documents.jsonl has a document a line, oldest first, with its id and time of
creation. _tables/documents.jsonl has the number of each table, which the ids of its documents bear.
_storage has the stored files, named by their ids. Not in here: scheduled functions, the state of
cron jobs, the record of requests that were answered, environment variables and keys.
`;

/** Lines are joined up to this size before they are compressed. */
const CHUNK_CHARACTERS = 64 * 1024;

/** What an archive holds. */
export type ArchiveContents = { documents: number; files: number };

/**
 * Writes the archive of the data in the folder `copy`, which no process has open (a backup), to the
 * new file `file`, durably. The same data makes the same bytes. What `onProgress` throws ends it,
 * and leaves an unfinished file.
 * @param includeFiles false leaves stored files out, and their rows.
 */
export async function writeArchive(
  copy: string,
  file: string,
  includeFiles: boolean,
  onProgress: ArchiveProgress,
): Promise<ArchiveContents> {
  const database = path.join(copy, "database.sqlite");
  const tables = tablesOfCopy(database).filter(({ name }) => !name.startsWith("_"));
  const contents = { documents: 0, files: 0 };
  const zip = await ZipWriter.create(file);
  try {
    await zip.addText(README_ENTRY, inChunks([README]));
    const numbers = tables.map(({ name, number }) => JSON.stringify({ name, id: number }));
    await zip.addText(TABLES_ENTRY, inChunks(numbers.map((line) => `${line}\n`)));
    for (const { name } of tables) {
      const onDocument = (count: number) => {
        contents.documents += 1;
        if (count % PROGRESS_EVERY === 0) onProgress(name, count);
      };
      const lines = counted(linesOf(textsOfCopy(database, name)), onDocument);
      await zip.addText(documentsEntry(name), inChunks(lines));
    }
    if (includeFiles) contents.files = await addFiles(zip, copy, onProgress);
    await zip.finish();
  } finally {
    await zip.close();
  }
  return contents;
}

async function addFiles(
  zip: ZipWriter,
  copy: string,
  onProgress: ArchiveProgress,
): Promise<number> {
  const rows = () =>
    documentsOfCopy(path.join(copy, "database.sqlite"), STORAGE_TABLE) as Generator<FileRow>;
  await zip.addText(documentsEntry(STORAGE_TABLE), inChunks(linesOf(publicRows(rows()))));
  let count = 0;
  for (const { _id, fileName } of rows()) {
    onProgress(STORAGE_TABLE, count);
    const bytes = fs.createReadStream(path.join(copy, "files", fileName));
    await zip.addBytes(fileEntry(_id), bytes as AsyncIterable<Buffer>);
    count += 1;
  }
  return count;
}

/** The name that the bytes have here is nobody else's business. */
function* publicRows(rows: Iterable<FileRow>): Generator<string> {
  for (const { _id, _creationTime, sha256, size, contentType } of rows) {
    yield JSON.stringify({ _id, _creationTime, sha256, size, contentType });
  }
}

function* linesOf(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`;
}

function* counted(lines: Iterable<string>, onLine: (count: number) => void): Generator<string> {
  let count = 0;
  for (const line of lines) {
    onLine((count += 1));
    yield line;
  }
}

/** Between two pieces others have their turn: the process may be one that answers people. */
async function* inChunks(lines: Iterable<string>): AsyncGenerator<string> {
  let chunk = "";
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = "";
    await new Promise(setImmediate);
  }
  if (chunk !== "") yield chunk;
}
