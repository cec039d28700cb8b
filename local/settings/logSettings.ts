/** What is written to the log, and how, as the variables say. */
import type { SettingsReader } from "./settingsReader.ts";

export const LOG_LEVELS = ["error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogSettings = {
  /** One JSON object a line for machines, or plain lines for a terminal. */
  format: "json" | "text";
  /** The least important lines that are still written. */
  level: LogLevel;
  /** A function that runs longer is named (ms). */
  slowFunctionMs: number;
};

const USUAL_SLOW_MS = 250;
const MOST_SLOW_MS = 60_000;

/** In production JSON, else plain lines. */
export function readLog(reader: SettingsReader, isProduction: boolean): LogSettings {
  const most = MOST_SLOW_MS;
  return {
    format: reader.choice("LOG_FORMAT", ["json", "text"], isProduction ? "json" : "text"),
    level: reader.choice("LOG_LEVEL", LOG_LEVELS, "info"),
    slowFunctionMs: reader.integer("SLOW_FUNCTION_MS", { least: 1, most, usual: USUAL_SLOW_MS }),
  };
}
