/** Recording what cannot be done again. */
import type { Clock } from "../clock.ts";
import { StorageError } from "../database/errors.ts";
import { backoffMs } from "./backoff.ts";

/**
 * Repeats `record` while the disk refuses it, with growing pauses. Gives up, with the last error,
 * when `signal` aborts: then the next start finds the action as interrupted.
 */
export async function persist<T>(
  record: () => Promise<T>,
  clock: Clock,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await record();
    } catch (error) {
      if (!(error instanceof StorageError) || signal.aborted) throw error;
      await pause(backoffMs(attempt), clock, signal);
    }
  }
}

/** Ends early when `signal` aborts. */
function pause(durationMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.schedule(clock.now() + durationMs, done);
    signal.addEventListener("abort", done);
  });
}
