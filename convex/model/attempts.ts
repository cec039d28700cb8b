/** How attempts to send are spaced and when they end; the same for digests and notices. */

/** An attempt without an answer counts as crashed after this and is made again, byte for byte. */
export const ATTEMPT_MS = 60_000;
/** Resend remembers an idempotency key for 24 hours: after that the same key could send twice. */
export const KEY_LIFE_MS = 23 * 60 * 60 * 1000;

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 15 * 60 * 1000;

/** 1, 2, 4 … seconds, at most 15 minutes; `attempts` counts the one that just failed. */
export function backoff(attempts: number): number {
  return Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(0, attempts - 1));
}
