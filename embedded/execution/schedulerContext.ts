/** `ctx.scheduler` of a mutation: jobs are part of its commit. */
import type { LoadedModules } from "../modules/types.ts";
import {
  argumentBytes,
  cancelJob,
  insertJob,
  MAX_JOB_ARGUMENT_BYTES,
  MAX_JOBS_PER_MUTATION,
} from "../scheduler/jobs.ts";
import { referencedPath, resolveFunction } from "./resolve.ts";
import type { FunctionCall } from "./scope.ts";
import { copyArguments, type Arguments } from "./values.ts";

/** What a call of `runAfter` or `runAt` asks for. */
export type ScheduleRequest = { path: string; args: Arguments; scheduledTime: number };

export function schedulerContext(call: FunctionCall): Record<string, unknown> {
  const { scope } = call;
  const schedule = async (request: ScheduleRequest) => {
    await call.settleNested();
    scope.jobsScheduled += 1;
    scope.jobArgumentBytes += argumentBytes(request.args);
    if (scope.jobsScheduled > MAX_JOBS_PER_MUTATION) {
      throw new Error(`A mutation can schedule at most ${MAX_JOBS_PER_MUTATION} functions.`);
    }
    if (scope.jobArgumentBytes > MAX_JOB_ARGUMENT_BYTES) {
      throw new Error("The arguments of all functions that a mutation schedules exceed 16 MiB.");
    }
    return insertJob(call.transaction, { ...request, now: scope.now });
  };
  return {
    runAfter: async (delayMs: number, reference: unknown, args?: unknown) =>
      schedule(afterRequest(scope.modules, scope.now, delayMs, reference, args)),
    runAt: async (time: number | Date, reference: unknown, args?: unknown) =>
      schedule(atRequest(scope.modules, time, reference, args)),
    cancel: async (id: string) => {
      await call.settleNested();
      cancelJob(call.transaction, String(id), scope.now);
    },
  };
}

/** Checks the arguments of `runAfter(delayMs, …)`; `now` in ms. */
export function afterRequest(
  modules: LoadedModules,
  now: number,
  delayMs: number,
  reference: unknown,
  args: unknown,
): ScheduleRequest {
  if (typeof delayMs !== "number" || !Number.isFinite(delayMs) || delayMs < 0) {
    throw new Error(
      "The delay of runAfter() must be a finite number of milliseconds, not negative.",
    );
  }
  return atRequest(modules, now + delayMs, reference, args);
}

/** Checks the arguments of `runAt(time, …)`. The function must exist now. */
export function atRequest(
  modules: LoadedModules,
  time: number | Date,
  reference: unknown,
  args: unknown,
): ScheduleRequest {
  const scheduledTime = typeof time === "number" ? time : Number(time);
  const target = resolveFunction(modules, referencedPath(reference), "internal");
  if (target.kind === "query") throw new Error(`${target.path} is a query, which has no effect.`);
  return { path: target.path, args: copyArguments(args), scheduledTime };
}
