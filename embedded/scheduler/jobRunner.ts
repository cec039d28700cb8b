/** Runs one job that is due: a mutation exactly once, an action at most once. */
import type { Clock } from "../clock.ts";
import { StorageError } from "../database/errors.ts";
import type { Transaction } from "../database/types.ts";
import type { Log } from "../execution/log.ts";
import { isConvexError, newRequestId, withoutValues } from "../execution/failures.ts";
import { resolveFunction } from "../execution/resolve.ts";
import type { Runner } from "../execution/runner.ts";
import { SCHEDULED_TABLE } from "../execution/systemDocuments.ts";
import { collectLines } from "../modules/console.ts";
import type { LoadedFunction, ModuleSource } from "../modules/types.ts";
import { finishJob, getJob, type Job } from "./jobs.ts";

export type JobRunnerOptions = { runner: Runner; modules: ModuleSource; clock: Clock; log: Log };

/** An action has run, but its result could not be written down; only that is to be tried again. */
export class Unrecorded extends Error {
  override name = "Unrecorded";
  readonly record: () => Promise<void>;

  constructor(record: () => Promise<void>, cause: unknown) {
    super("The result of a scheduled action could not be recorded.", { cause });
    this.record = record;
  }
}

/**
 * `job` is the row as it was a moment ago; what it is now is asked in the transaction that acts on
 * it. Throws StorageError when nothing could be recorded: then the job waits and is tried again.
 */
export async function runJob(options: JobRunnerOptions, job: Job): Promise<void> {
  const target = findTarget(options.modules, job);
  if (target === null) {
    await fail(options, job._id, new Error(`There is no function ${job.name} any more.`));
  } else if (target.kind === "mutation") {
    await runMutationJob(options, job, target);
  } else {
    await runActionJob(options, job, target);
  }
}

/** The state check, the function's writes and its success are one commit. */
async function runMutationJob(
  options: JobRunnerOptions,
  job: Job,
  target: LoadedFunction,
): Promise<void> {
  const { transactions } = options.runner;
  const owner = { identity: null, requestId: newRequestId(), scheduledJobId: job._id };
  try {
    await transactions.write(owner, async (scope) => {
      const { transaction } = scope;
      if (getJob(transaction, job._id)?.state.kind !== "pending") return;
      transaction.patch(SCHEDULED_TABLE, job._id, { state: { kind: "inProgress" } });
      await transactions.runFunction(scope, target, job.args[0], []);
      // It may have canceled itself; what it did stays done.
      if (getJob(transaction, job._id)?.state.kind !== "inProgress") return;
      finishJob(transaction, job._id, { kind: "success" }, scope.now);
    });
  } catch (error) {
    if (error instanceof StorageError) throw error;
    await fail(options, job._id, error);
  }
}

/** `inProgress` is durable before the action begins, so that a crash cannot start it twice. */
async function runActionJob(
  options: JobRunnerOptions,
  job: Job,
  target: LoadedFunction,
): Promise<void> {
  const { runner } = options;
  const isMine = await runner.transactions.system((transaction) => claim(transaction, job._id));
  if (!isMine) return;
  let failure: { error: unknown } | null = null;
  try {
    const owner = { identity: null, requestId: newRequestId(), scheduledJobId: job._id };
    await runner.actions.run(target, job.args[0], owner, collectLines().sink);
  } catch (error) {
    failure = { error };
  }
  const record = () =>
    failure === null ? succeed(options, job._id) : fail(options, job._id, failure.error);
  try {
    await record();
  } catch (error) {
    throw new Unrecorded(record, error);
  }
}

async function succeed({ runner, clock }: JobRunnerOptions, id: string): Promise<void> {
  await runner.transactions.system((transaction) => {
    if (getJob(transaction, id)?.state.kind !== "inProgress") return;
    finishJob(transaction, id, { kind: "success" }, clock.now());
  });
}

function claim(transaction: Transaction, id: string): boolean {
  if (getJob(transaction, id)?.state.kind !== "pending") return false;
  transaction.patch(SCHEDULED_TABLE, id, { state: { kind: "inProgress" } });
  return true;
}

/** Records a failure that is not tried again: the function itself threw. */
async function fail(options: JobRunnerOptions, id: string, error: unknown): Promise<void> {
  const { runner, clock, log, modules } = options;
  const name = await runner.transactions.system((transaction) => {
    const job = getJob(transaction, id);
    if (job === null || job.state.kind === "canceled") return job?.name;
    const message = error instanceof Error ? error.message : String(error);
    finishJob(transaction, id, { kind: "failed", error: message }, clock.now());
    return job.name;
  });
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const shown = isConvexError(error)
    ? "with an error of the app"
    : withoutValues(modules.current.cleanStack(stack));
  const fields = { event: "fault", function: name ?? "(gone)" };
  log.error(`Scheduled function ${name ?? "(gone)"} failed: ${shown}`, undefined, fields);
}

function findTarget(modules: ModuleSource, job: Job): LoadedFunction | null {
  try {
    return resolveFunction(modules.current, job.name, "internal");
  } catch {
    return null;
  }
}
