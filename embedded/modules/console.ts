/** `console` for functions: lines in the form that Convex's clients expect, "[LOG] 'text'". */
import { inspect } from "node:util";

/** Takes one finished line. */
export type ConsoleSink = (line: string) => void;

/** A run keeps at most this many lines; a loop that logs must not fill memory and frames. */
export const MAX_LOG_LINES = 256;
const MAX_LINE_CHARACTERS = 32_768;

const LEVELS = { log: "LOG", info: "INFO", debug: "DEBUG", warn: "WARN", error: "ERROR" } as const;

/** Collects the lines of one run, up to MAX_LOG_LINES. */
export function collectLines(): { lines: string[]; sink: ConsoleSink } {
  const lines: string[] = [];
  const sink = (line: string) => {
    if (lines.length < MAX_LOG_LINES) lines.push(line);
    else if (lines.length === MAX_LOG_LINES) lines.push("[WARN] 'Further log lines were dropped.'");
  };
  return { lines, sink };
}

/** `sink` is asked for at each call, because it depends on which run is the current one. */
export function makeConsole(sink: () => ConsoleSink): Record<string, (...args: unknown[]) => void> {
  const at =
    (level: string) =>
    (...args: unknown[]) =>
      sink()(`[${level}] ${format(args)}`);
  const none = () => {};
  return {
    log: at(LEVELS.log),
    info: at(LEVELS.info),
    debug: at(LEVELS.debug),
    warn: at(LEVELS.warn),
    error: at(LEVELS.error),
    trace: at(LEVELS.log),
    dir: at(LEVELS.log),
    table: at(LEVELS.log),
    group: at(LEVELS.log),
    groupCollapsed: at(LEVELS.log),
    groupEnd: none,
    assert: (condition: unknown, ...args: unknown[]) => {
      if (!condition) at(LEVELS.error)("Assertion failed", ...args);
    },
    // Timing and counting would need state per run; functions are timed by the backend itself.
    time: none,
    timeEnd: none,
    timeLog: none,
    count: none,
    countReset: none,
    clear: none,
  };
}

function format(args: unknown[]): string {
  const text = args.map((arg) => inspect(arg, { depth: 4, breakLength: Infinity })).join(" ");
  return text.length > MAX_LINE_CHARACTERS ? text.slice(0, MAX_LINE_CHARACTERS) + "…" : text;
}
