import type { FunctionArgs } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { startOfDay } from "./dayBounds";

export type SearchArgs = Omit<FunctionArgs<typeof api.search.begin>, "cursor" | "roomId">;

/** One filter as it was typed (`source`), and what it means. */
export type Filter =
  | { kind: "from"; source: string; value: string }
  | { kind: "in"; source: string; value: string }
  | { kind: "link" | "image" | "file"; source: string }
  | { kind: "before" | "after"; source: string; time: number };

/** A filter without its value yet, as a suggestion puts it into the box. */
export type OpenFilter = "from" | "in" | "before" | "after";

export type ParsedSearch = {
  words: string;
  phrases: string[];
  filters: Filter[];
  open: OpenFilter | null;
};

const THINGS = ["link", "image", "file"] as const;
const TOKEN = /([a-z]+):(?:"([^"]*)"|(\S+))/giu;
const OPEN = /(?:^|\s)(from|in|before|after):\s*$/iu;
const PHRASE = /"([^"]+)"/gu;

/**
 * Takes filters (`from: in: has: before: after:`, values with spaces in quotation marks) out of what
 * was typed. What looks like a filter but means nothing stays a word, and one at the end that has no value yet is
 * neither. Days are days of the zone.
 */
export function parseSearch(typed: string, timeZone: string, now: number): ParsedSearch {
  const filters: Filter[] = [];
  const open = OPEN.exec(typed);
  const complete = open === null ? typed : typed.slice(0, open.index);
  const rest = complete.replace(TOKEN, (source: string, key: string, quoted, bare) => {
    const value = ((quoted ?? bare) as string).trim();
    const filter = toFilter(key.toLowerCase(), value, source, (day) =>
      startOfDay(day, timeZone, now),
    );
    if (filter === null) return source;
    filters.push(filter);
    return " ";
  });
  const phrases = [...rest.matchAll(PHRASE)].map(([, phrase = ""]) => phrase.trim());
  return {
    words: rest.replace(/\s+/gu, " ").trim(),
    phrases,
    filters,
    open: (open?.[1]?.toLowerCase() as OpenFilter | undefined) ?? null,
  };
}

function toFilter(
  key: string,
  value: string,
  source: string,
  start: (day: string) => number | null,
): Filter | null {
  if (value === "") return null;
  if (key === "from" || key === "in") return { kind: key, source, value };
  if (key === "has") {
    const thing = THINGS.find((one) => one === value.toLowerCase());
    return thing === undefined ? null : { kind: thing, source };
  }
  if (key !== "before" && key !== "after") return null;
  const time = start(value);
  return time === null ? null : { kind: key, source, time };
}

/** What the server is asked; null when there is nothing to ask. */
export function toSearchArgs({ words, phrases, filters }: ParsedSearch): SearchArgs | null {
  if (words === "" && filters.length === 0) return null;
  const args: SearchArgs = { text: words, ...(phrases.length > 0 ? { phrases } : {}) };
  for (const filter of filters) {
    if (filter.kind === "from") args.from = filter.value;
    else if (filter.kind === "in") args.inRoom = filter.value;
    else if ("time" in filter) args[filter.kind] = filter.time;
    else args.has = [...(args.has ?? []), filter.kind];
  }
  return args;
}
