/** A line for each run of a function: which, how long, how it ended. Never what it was about. */
import type { RunListener } from "../../embedded/execution/runReport.ts";
import type { LogSettings } from "../settings/logSettings.ts";
import type { ProgramLog } from "./programLog.ts";

/**
 * Queries that went well are told at debug, everything else at info; a terminal gets all of it at debug,
 * because its reader looks for what needs attention.
 */
export function runLog(log: ProgramLog, { format }: Pick<LogSettings, "format">): RunListener {
  return ({ kind, path, durationMs, outcome, requestId }) => {
    const isQuiet = format === "text" || (kind === "query" && outcome === "ok");
    const level = isQuiet ? "debug" : "info";
    if (!log.writes(level)) return;
    const rounded = Math.round(durationMs * 10) / 10;
    log[level](`${path} ${outcome} ${rounded} ms`, {
      event: "run",
      kind,
      function: path,
      durationMs: rounded,
      outcome,
      requestId: String(requestId),
    });
  };
}
