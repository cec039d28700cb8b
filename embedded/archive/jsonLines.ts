/** Reads a file of one JSON object a line, naming the line of whatever is wrong. */
import { StringDecoder } from "node:string_decoder";
import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import { BadArchive } from "./errors.ts";

export type JsonLine = { line: number; value: Record<string, Value> };

/** A document of 1 MiB whose every character is escaped, with room to spare. */
const LONGEST_LINE_CHARACTERS = 16 * 1024 * 1024;

/**
 * The objects of `entry`, in their order, with their lines counted from 1. Throws BadArchive for
 * what is not UTF-8, not JSON, no object, or longer than any document.
 */
export async function* readJsonLines(
  entry: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const text of readLines(entry, chunks)) {
    line += 1;
    if (text !== "") yield { line, value: parse(text, `${entry} line ${line}`) };
  }
}

async function* readLines(entry: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE_CHARACTERS) {
      throw new BadArchive(`${entry} has a line that is too long for a document.`);
    }
    yield* lines;
  }
  rest += decoder.end();
  if (rest !== "") yield rest;
}

function parse(text: string, place: string): Record<string, Value> {
  let value: Value;
  try {
    const json = JSON.parse(text) as JSONValue;
    // Only encoded values have such names; plain JSON is a Convex value as it is.
    value = text.includes('"$') ? jsonToConvex(json) : (json as Value);
  } catch (error) {
    throw new BadArchive(`${place} is no document: ${(error as Error).message}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, Value>;
  }
  throw new BadArchive(`${place} is no document, but another kind of value.`);
}

/** Runs `work` for a line and says where it was when it fails. */
export function atLine<T>(entry: string, line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || "code" in error) throw error;
    throw new BadArchive(`${entry} line ${line}: ${error.message}`);
  }
}
