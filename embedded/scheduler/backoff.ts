/** How long to wait before something that failed for the backend's own reasons is tried again. */

const FIRST_MS = 500;
const LONGEST_MS = 5 * 60 * 1000;

/** `attempt` counts from 1; doubles up to five minutes. */
export function backoffMs(attempt: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 20));
}
