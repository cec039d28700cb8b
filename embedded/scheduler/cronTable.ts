/** The table `_cron_jobs`: what each job is and when it runs next, kept over restarts. */
import type { JSONValue } from "convex/values";
import type { StoredDocument, Transaction } from "../database/types.ts";
import type { CronDefinition, CronSchedule } from "../modules/types.ts";
import { firstRunTime, nextRunTime } from "./cronTimes.ts";

const TABLE = "_cron_jobs";

export type CronRow = StoredDocument & {
  name: string;
  path: string;
  /** Convex JSON, and the schedule as JSON: compared as text when the code is loaded anew. */
  argsText: string;
  scheduleText: string;
  /** ms */
  nextTime: number;
  /** An action of it is running, or was when the process died. */
  isRunning: boolean;
};

/** Makes the table say what `crons.ts` says; a job that is not changed keeps its next time. */
export function syncCronTable(
  transaction: Transaction,
  definitions: readonly CronDefinition[],
  now: number,
): void {
  const rows = new Map(listCrons(transaction).map((row) => [row.name, row]));
  for (const definition of definitions) {
    const { name, path, schedule } = definition;
    const argsText = JSON.stringify(definition.args);
    const scheduleText = JSON.stringify(schedule);
    const row = rows.get(name);
    rows.delete(name);
    if (row === undefined) {
      const nextTime = firstRunTime(schedule, name, now);
      const fresh = { name, path, argsText, scheduleText, nextTime, isRunning: false };
      transaction.insert(TABLE, fresh);
    } else if (row.scheduleText !== scheduleText) {
      const nextTime = firstRunTime(schedule, name, now);
      transaction.patch(TABLE, row._id, { path, argsText, scheduleText, nextTime });
    } else if (row.path !== path || row.argsText !== argsText) {
      transaction.patch(TABLE, row._id, { path, argsText });
    }
  }
  for (const row of rows.values()) transaction.delete(TABLE, row._id);
}

/** At start: an action that was running is not repeated (at most once), its job goes on. */
export function endInterruptedCrons(transaction: Transaction, now: number): string[] {
  const interrupted = listCrons(transaction).filter((row) => row.isRunning);
  for (const row of interrupted) advanceCron(transaction, row, now);
  return interrupted.map((row) => row.name);
}

export function listCrons(transaction: Transaction): CronRow[] {
  const cursor = transaction.query({
    source: { type: "FullTableScan", tableName: TABLE, order: "asc" },
    operators: [],
  });
  const rows: CronRow[] = [];
  for (let next = cursor.next(); next !== null; next = cursor.next()) rows.push(next as CronRow);
  cursor.close();
  return rows;
}

/** Null when the job was removed. */
export function getCron(transaction: Transaction, id: string): CronRow | null {
  return transaction.get(TABLE, id) as CronRow | null;
}

export function markCronRunning(transaction: Transaction, row: CronRow, isRunning: boolean): void {
  transaction.patch(TABLE, row._id, { isRunning });
}

/** The run that was due at `nextTime` is over: writes the time of the next one. */
export function advanceCron(transaction: Transaction, row: CronRow, now: number): void {
  const nextTime = nextRunTime(scheduleOf(row), row.name, row.nextTime, now);
  transaction.patch(TABLE, row._id, { nextTime, isRunning: false });
}

export function scheduleOf(row: CronRow): CronSchedule {
  return JSON.parse(row.scheduleText) as CronSchedule;
}

export function argumentsOf(row: CronRow): JSONValue {
  return JSON.parse(row.argsText) as JSONValue;
}
