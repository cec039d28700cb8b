/** The table `_scheduled_functions`: one row per scheduled call, from asking to a week after it. */
import { getConvexSize, type Value } from "convex/values";
import type { StoredDocument, Transaction } from "../database/types.ts";
import { displayPath } from "../modules/functionPath.ts";
import { SCHEDULED_TABLE } from "../execution/systemDocuments.ts";

export type JobState =
  | { kind: "pending" }
  | { kind: "inProgress" }
  | { kind: "success" }
  | { kind: "failed"; error: string }
  | { kind: "canceled" };

export type Job = StoredDocument & {
  /** "messages.js:send" */
  name: string;
  args: [Record<string, Value>];
  /** What was asked for, ms. */
  scheduledTime: number;
  /** When it may run, ms: never before it was scheduled. Gone when it is over. */
  runTime?: number;
  completedTime?: number;
  state: JobState;
};

/** Convex's limits for one mutation. */
export const MAX_JOBS_PER_MUTATION = 1000;
export const MAX_JOB_ARGUMENT_BYTES = 16 * 1024 * 1024;

/** Farther away than this in either direction is surely a mistake of units. */
const FARTHEST_MS = 5 * 366 * 24 * 60 * 60 * 1000;

/** What `insertJob` takes; times in ms. */
export type NewJob = {
  path: string;
  args: Record<string, Value>;
  scheduledTime: number;
  now: number;
  /** A job that a canceled one asks for is born canceled. */
  isCanceled?: boolean;
};

/** Adds a job to the transaction; it runs only if that commits. Gives its id. */
export function insertJob(transaction: Transaction, job: NewJob): string {
  const { scheduledTime, now } = job;
  if (!Number.isFinite(scheduledTime) || Math.abs(scheduledTime - now) > FARTHEST_MS) {
    throw new Error("A function can be scheduled at most five years away.");
  }
  const common = { name: displayPath(job.path), args: [job.args], scheduledTime };
  if (job.isCanceled === true) {
    const state = { kind: "canceled" };
    return transaction.insert(SCHEDULED_TABLE, { ...common, completedTime: now, state });
  }
  const runTime = Math.max(scheduledTime, now);
  return transaction.insert(SCHEDULED_TABLE, { ...common, runTime, state: { kind: "pending" } });
}

/** Cancels a job that waits or runs; one that is over stays as it is. */
export function cancelJob(transaction: Transaction, id: string, now: number): void {
  if (transaction.normalizeId(SCHEDULED_TABLE, id) === null) {
    throw new Error("Invalid argument `id` for `scheduler.cancel`: it is no scheduled function.");
  }
  const job = getJob(transaction, id);
  if (job === null || !isActive(job)) return;
  finishJob(transaction, id, { kind: "canceled" }, now);
}

export function getJob(transaction: Transaction, id: string): Job | null {
  return transaction.get(SCHEDULED_TABLE, id) as Job | null;
}

/** Does it still wait or run? */
export function isActive(job: Job): boolean {
  return job.state.kind === "pending" || job.state.kind === "inProgress";
}

/** Writes a final state. */
export function finishJob(
  transaction: Transaction,
  id: string,
  state: Exclude<JobState, { kind: "pending" | "inProgress" }>,
  now: number,
): void {
  transaction.patch(SCHEDULED_TABLE, id, { state, completedTime: now, runTime: undefined });
}

/** Size of a job's arguments in bytes, as Convex counts them. */
export function argumentBytes(args: Record<string, Value>): number {
  return getConvexSize(args);
}
