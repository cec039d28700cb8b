/** Found to be frozen to the bottom, which nothing can undo. */
const known = new WeakSet<object>();

/** True for what `isDeeplyFrozen` was asked about before and said yes to; costs next to nothing. */
export function isKnownFrozen(value: unknown): boolean {
  return typeof value !== "object" || value === null || known.has(value);
}

/** Says of a frozen value that all that it holds is known to be frozen, without looking again. */
export function noteFrozen(value: object): void {
  known.add(value);
}

/**
 * True when nothing can ever change in a value, so that what was found out about it once holds for
 * good. Getters do not count as frozen: they may answer differently each time.
 */
export function isDeeplyFrozen(value: unknown): boolean {
  if (isKnownFrozen(value)) return true;
  if (typeof value !== "object" || value === null || !Object.isFrozen(value)) return false;
  const isFrozen = Object.values(Object.getOwnPropertyDescriptors(value)).every(
    (property) => "value" in property && isDeeplyFrozen(property.value),
  );
  if (isFrozen) known.add(value);
  return isFrozen;
}
