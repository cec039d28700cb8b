/** What an archive says that it holds, before any of it is read. */
import { STORAGE_TABLE } from "../execution/systemDocuments.ts";
import { BadArchive } from "./errors.ts";
import { readJsonLines } from "./jsonLines.ts";
import {
  documentsEntry,
  README_ENTRY,
  SCHEMA_FILE,
  STORAGE_FOLDER,
  TABLES_ENTRY,
} from "./layout.ts";
import type { ZipEntry } from "./zipFormat.ts";
import type { ZipReader } from "./zipReader.ts";

export type TableNumber = { name: string; number: number };

export type Listing = {
  tables: (TableNumber & { entry: ZipEntry })[];
  /** Null when the archive was made without stored files. */
  storageRows: ZipEntry | null;
  /** Bytes of stored files, by storage id. */
  files: Map<string, ZipEntry>;
};

const TABLE_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;
const LARGEST_TABLE_NUMBER = 2 ** 32 - 1;

/**
 * Sorts the entries and reads the tables' numbers. Throws BadArchive for an entry that has no place
 * in an archive, a table without documents or number, and one that comes twice.
 */
export async function readListing(zip: ZipReader): Promise<Listing> {
  const documents = new Map<string, ZipEntry>();
  const files = new Map<string, ZipEntry>();
  let tablesEntry: ZipEntry | null = null;
  for (const entry of zip.entries) {
    const { name } = entry;
    if (name === TABLES_ENTRY) tablesEntry = entry;
    else if (isIgnored(name)) continue;
    else addEntry(entry, documents, files);
  }
  if (tablesEntry === null) {
    throw new BadArchive(`There is no ${TABLES_ENTRY}: this is no archive of a Convex app's data.`);
  }
  const storageRows = documents.get(STORAGE_TABLE) ?? null;
  documents.delete(STORAGE_TABLE);
  const tables = (await readNumbers(zip, tablesEntry)).map((table) => {
    const entry = documents.get(table.name);
    documents.delete(table.name);
    if (entry !== undefined) return { ...table, entry };
    throw new BadArchive(
      `There is no ${documentsEntry(table.name)}, but ${TABLES_ENTRY} names it.`,
    );
  });
  for (const name of documents.keys()) {
    throw new BadArchive(`${TABLES_ENTRY} has no line for the table ${name}.`);
  }
  return { tables, storageRows, files };
}

/** Folders, words for people, and hints about types that documents here do not need. */
function isIgnored(name: string): boolean {
  return name === README_ENTRY || name.endsWith("/") || name.split("/").at(-1) === SCHEMA_FILE;
}

function addEntry(
  entry: ZipEntry,
  documents: Map<string, ZipEntry>,
  files: Map<string, ZipEntry>,
): void {
  const [folder = "", file = "", ...deeper] = entry.name.split("/");
  if (folder === "_components") {
    throw new BadArchive(`${entry.name}: data of components cannot be imported.`);
  }
  const isDocuments = file === "documents.jsonl" && deeper.length === 0;
  if (isDocuments && (folder === STORAGE_FOLDER || TABLE_NAME.test(folder))) {
    documents.set(folder, entry);
    return;
  }
  const id = /^([0-9a-z]+)(\.[^.]*)?$/.exec(file)?.[1];
  if (folder !== STORAGE_FOLDER || deeper.length > 0 || id === undefined) {
    throw new BadArchive(`${entry.name} has no place in an archive.`);
  }
  if (files.has(id)) throw new BadArchive(`${STORAGE_FOLDER} has the file ${id} twice.`);
  files.set(id, entry);
}

async function readNumbers(zip: ZipReader, entry: ZipEntry): Promise<TableNumber[]> {
  const tables: TableNumber[] = [];
  for await (const { line, value } of readJsonLines(TABLES_ENTRY, zip.read(entry))) {
    const wrong = (what: string) => new BadArchive(`${TABLES_ENTRY} line ${line}: ${what}.`);
    const { name, id } = value;
    if (typeof name !== "string") throw wrong("there is no name");
    // Convex's own tables have their places here already.
    if (name.startsWith("_")) continue;
    if (!TABLE_NAME.test(name)) throw wrong(`"${name}" is no name of a table`);
    const number = Number(id);
    if (!Number.isInteger(number) || number < 1 || number > LARGEST_TABLE_NUMBER) {
      throw wrong(`"${name}" has no number`);
    }
    const twin = tables.find((table) => table.name === name || table.number === number);
    if (twin !== undefined) throw wrong(`"${name}" is the same table as "${twin.name}"`);
    tables.push({ name, number });
  }
  return tables;
}
