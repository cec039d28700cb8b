/** Math.random of one run. */

/**
 * Gives numbers in [0, 1) that depend on `seed` only (mulberry32). Good for colours and jitter, not
 * for secrets: those come from `crypto`, which functions get as it is.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
