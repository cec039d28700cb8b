/**
 * The text of a message as blocks: lists, quotes, code and lines as typed. Line by line and each
 * line once a level, so that time is linear; CommonMark's other blocks (headings, tables, HTML,
 * images, code by indentation) are no part of a chat and stay text.
 */
import { type Block, hasMarks } from "./formatted";
import { parseInlines } from "./inlines";
import { plainBlocks } from "./plainInlines";

/** Quotes and lists inside each other; deeper ones stay text. */
const MOST_NESTED = 4;
const FENCE = /^ {0,3}(`{3,})[^`]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( *)(?:[-*•]|(\d{1,9})[.)]) +(?=\S)/;

/** What a text says; text that holds no marks is one paragraph. */
export function parseText(text: string): Block[] {
  return hasMarks(text) ? parseLines(text.split("\n"), 0) : plainBlocks(text);
}

/** Reads a block that starts at line `at`; gives it and the line after it, or null. */
type BlockReader = (
  lines: string[],
  at: number,
  depth: number,
) => { block: Block; next: number } | null;

const READERS: BlockReader[] = [readCode, readQuote, readList];

function parseLines(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  let typed: string[] = [];
  const flush = () => {
    const text = typed.join("\n").replace(/^\n+|\s+$/g, "");
    if (hasMarks(text)) blocks.push({ kind: "paragraph", children: parseInlines(text) });
    else if (text !== "") blocks.push(...plainBlocks(text));
    typed = [];
  };
  for (let at = 0; at < lines.length; ) {
    const read = depth < MOST_NESTED ? readBlock(lines, at, depth) : null;
    if (read === null) {
      typed.push(lines[at] ?? "");
      at += 1;
      continue;
    }
    flush();
    blocks.push(read.block);
    at = read.next;
  }
  flush();
  return blocks;
}

function readBlock(lines: string[], at: number, depth: number) {
  for (const read of READERS) {
    const found = read(lines, at, depth);
    if (found !== null) return found;
  }
  return null;
}

/** Between fences; without a closing one to the end, as in a text that was cut. */
function readCode(lines: string[], at: number): ReturnType<BlockReader> {
  const fence = FENCE.exec(lines[at] ?? "")?.[1];
  if (fence === undefined) return null;
  let end = at + 1;
  while (end < lines.length && !isClosing(lines[end] ?? "", fence)) end += 1;
  return { block: { kind: "code", text: lines.slice(at + 1, end).join("\n") }, next: end + 1 };
}

function isClosing(line: string, fence: string): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && /^`+$/.test(marks);
}

function readQuote(lines: string[], at: number, depth: number): ReturnType<BlockReader> {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end] ?? "")) end += 1;
  if (end === at) return null;
  const inside = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return { block: { kind: "quote", blocks: parseLines(inside, depth + 1) }, next: end };
}

type Marker = { indent: number; width: number; number: number | null };

function markerOf(line: string): Marker | null {
  const match = ITEM.exec(line);
  if (match === null) return null;
  const [whole, indent = "", number] = match;
  return {
    indent: indent.length,
    width: whole.length,
    number: number === undefined ? null : Number(number),
  };
}

/** Items of one kind (with or without numbers); what is indented below an item belongs to it. */
function readList(lines: string[], at: number, depth: number): ReturnType<BlockReader> {
  const first = markerOf(lines[at] ?? "");
  if (first === null) return null;
  const items: string[][] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    const marker = markerOf(line);
    const isInside = /^ */.exec(line)![0].length >= first.indent + 2 && line.trim() !== "";
    if (isInside && items.length > 0) items.at(-1)?.push(line.slice(first.indent + 2));
    else if (marker !== null && (marker.number === null) === (first.number === null))
      items.push([line.slice(marker.width)]);
    else break;
  }
  const blocks = items.map((item) => parseLines(item, depth + 1));
  return { block: { kind: "list", start: first.number, items: blocks }, next };
}
