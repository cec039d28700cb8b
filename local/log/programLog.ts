/** The program's log: plain lines for a terminal, one JSON object a line for machines. */
import type { Log, LogFields } from "../../embedded/execution/log.ts";
import { LOG_LEVELS, type LogLevel, type LogSettings } from "../settings/logSettings.ts";

/** Where lines go; each ends with a line break. */
export type LogOutput = { out: (text: string) => void; err: (text: string) => void };

export type ProgramLog = Log & {
  debug(line: string, fields?: LogFields): void;
  /** Whether lines of a level are written: making some of them costs more than writing none. */
  writes(level: LogLevel): boolean;
};

const processOutput: LogOutput = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

/**
 * Lines below the level of `settings` are dropped. Plain lines at warn and error go to `err`; JSON all
 * goes to `out`, in which each object has `time` (ISO 8601, UTC), `level`, `message` and the line's
 * fields. @param now ms since the epoch.
 */
export function programLog(
  settings: Pick<LogSettings, "format" | "level">,
  output: LogOutput = processOutput,
  now: () => number = Date.now,
): ProgramLog {
  const most = LOG_LEVELS.indexOf(settings.level);
  const writes = (level: LogLevel) => LOG_LEVELS.indexOf(level) <= most;
  const write = (level: LogLevel, message: string, fields?: LogFields, cause?: unknown) => {
    if (!writes(level)) return;
    if (settings.format === "json") {
      const time = new Date(now()).toISOString();
      const error = cause === undefined ? {} : { error: stackOf(cause) };
      output.out(`${JSON.stringify({ time, level, message, ...fields, ...error })}\n`);
      return;
    }
    const text = cause === undefined ? message : `${message}\n${stackOf(cause)}`;
    (level === "warn" || level === "error" ? output.err : output.out)(`${plainText(text)}\n`);
  };
  return {
    writes,
    debug: (line, fields) => write("debug", line, fields),
    info: (line, fields) => write("info", line, fields),
    warn: (line, fields) => write("warn", line, fields),
    error: (line, cause, fields) => write("error", line, fields, cause),
  };
}

function stackOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/** What a terminal obeys instead of showing it, and what else might end a line. */
const CONTROLS = /[^\P{Cc}\n\t]|[\u2028\u2029]/gu;

/**
 * An error may repeat what somebody sent: that must neither move the cursor nor look like a line of its
 * own, so controls are written out and all lines but the first are set in.
 */
function plainText(text: string): string {
  const escaped = text.replaceAll(
    CONTROLS,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return escaped.replaceAll(/\n(?! )/g, "\n  ");
}
