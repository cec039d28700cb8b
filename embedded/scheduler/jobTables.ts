/** What the scheduler reads of `_scheduled_functions`, and how it clears up. */
import type { QueryDescription, RangeCondition, Transaction } from "../database/types.ts";
import { SCHEDULED_TABLE } from "../execution/systemDocuments.ts";
import { finishJob, type Job } from "./jobs.ts";

/** Convex keeps the results of scheduled functions as long. */
export const JOB_RESULT_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

const INTERRUPTED = "Transient error while executing action";

/** Waiting jobs in the order in which they may run, up to `limit`. */
export function pendingJobs(transaction: Transaction, limit: number): Job[] {
  const range: RangeCondition[] = [{ type: "Eq", fieldPath: "state.kind", value: "pending" }];
  return read(transaction, "by_kind_and_run_time", range, limit);
}

/**
 * Fails up to `limit` jobs that were running when the process died: an action may have done its
 * work or not, and at most once means not trying again. (A mutation is never found so: it goes from
 * pending to its end in one commit.) Gives how many there were.
 */
export function failInterruptedJobs(transaction: Transaction, now: number, limit: number): number {
  const range: RangeCondition[] = [{ type: "Eq", fieldPath: "state.kind", value: "inProgress" }];
  const jobs = read(transaction, "by_kind_and_run_time", range, limit);
  for (const job of jobs) {
    finishJob(transaction, job._id, { kind: "failed", error: INTERRUPTED }, now);
  }
  return jobs.length;
}

/** Removes up to `limit` results that are past their time; gives how many. */
export function sweepJobResults(transaction: Transaction, now: number, limit: number): number {
  const range: RangeCondition[] = [
    // Without this bound the range would begin with the jobs that have no completedTime yet.
    { type: "Gt", fieldPath: "completedTime", value: 0 },
    { type: "Lt", fieldPath: "completedTime", value: now - JOB_RESULT_LIFETIME_MS },
  ];
  const jobs = read(transaction, "by_completed_time", range, limit);
  for (const job of jobs) transaction.delete(SCHEDULED_TABLE, job._id);
  return jobs.length;
}

function read(
  transaction: Transaction,
  indexName: string,
  range: RangeCondition[],
  limit: number,
): Job[] {
  const description: QueryDescription = {
    source: { type: "IndexRange", tableName: SCHEDULED_TABLE, indexName, range, order: "asc" },
    operators: [{ limit }],
  };
  const cursor = transaction.query(description);
  const jobs: Job[] = [];
  for (let next = cursor.next(); next !== null; next = cursor.next()) jobs.push(next as Job);
  cursor.close();
  return jobs;
}
