import { useMemo, useSyncExternalStore } from "react";
import { type Block, hasMarks } from "../../../convex/text/formatted";
import { plainBlocks } from "../../../convex/text/plainInlines";

type Parse = (text: string) => Block[];

/**
 * The parser is loaded apart from the page: most messages hold no marks, and one that does is shown
 * as typed until it is there (and for good where it can't be fetched).
 */
let parse: Parse | null = null;
let loading: Promise<void> | null = null;
const waiting = new Set<() => void>();

async function load(): Promise<void> {
  try {
    parse = (await import("../../../convex/text/parseText")).parseText;
    for (const tell of waiting) tell();
  } catch {
    loading = null; // the next row that is shown tries again
  }
}

function subscribe(tell: () => void): () => void {
  loading ??= load();
  waiting.add(tell);
  return () => waiting.delete(tell);
}

/** The same at this moment: as typed while the parser is not there. */
export function blocksNow(text: string): Block[] {
  return parse === null || !hasMarks(text) ? plainBlocks(text) : parse(text);
}

/** What a message's text says, as blocks to show. */
export function useBlocks(text: string): Block[] {
  const isFormatted = hasMarks(text);
  const parser = useSyncExternalStore(subscribe, () => (isFormatted ? parse : null));
  return useMemo(() => (parser === null ? plainBlocks(text) : parser(text)), [parser, text]);
}
