/** Found to be frozen to the bottom, which nothing can undo. */
const known = new WeakSet<object>();

/**
 * True when nothing can ever change in a value, so that what was found out about it once holds for
 * good. Getters do not count as frozen: they may answer differently each time.
 */
export function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (known.has(value)) return true;
  if (!Object.isFrozen(value)) return false;
  const isFrozen = Object.values(Object.getOwnPropertyDescriptors(value)).every(
    (property) => "value" in property && isDeeplyFrozen(property.value),
  );
  if (isFrozen) known.add(value);
  return isFrozen;
}
