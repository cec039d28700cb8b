import { ABOVE_ALL, encodeSortKey } from "../values/sortKey.ts";
import type { Index } from "./catalog.ts";
import type { Interval } from "./documentStore.ts";
import type { RangeCondition } from "./types.ts";

/** Bytes at the start of every key that name the index (see `encodeIndexNumber`). */
export const INDEX_PREFIX_LENGTH = 4;

/** The keys that a range covers, and the part of it that comes from `eq` conditions. */
export type KeyRange = Interval & {
  /** Common to all keys of the range; groups subscriptions (see SubscriptionIndex). */
  prefix: string;
};

/**
 * Turns range conditions into keys. They must name the fields of the index in order: first any
 * number of `Eq`, then at most one lower and one upper bound on the next field. As in Convex, a
 * bound covers values of every type on its side: `lt("age", 3)` includes documents without `age`.
 */
export function keyRange(index: Index, conditions: readonly RangeCondition[]): KeyRange {
  let prefix = index.prefix;
  let used = 0;
  while (conditions[used]?.type === "Eq") {
    assertField(index, conditions[used]!, used);
    prefix += encodeSortKey(conditions[used]!.value);
    used += 1;
  }
  let start = prefix;
  let end = prefix + ABOVE_ALL;
  const bounded = { lower: false, upper: false };
  for (const condition of conditions.slice(used)) {
    assertField(index, condition, used);
    const side = sideOf(index, condition);
    if (bounded[side]) {
      throw new Error(`The range on ${describe(index)} has two ${side} bounds`);
    }
    bounded[side] = true;
    const key = prefix + encodeSortKey(condition.value);
    if (condition.type === "Gt") start = key + ABOVE_ALL;
    if (condition.type === "Gte") start = key;
    if (condition.type === "Lt") end = key;
    if (condition.type === "Lte") end = key + ABOVE_ALL;
  }
  return { prefix, start, end: end < start ? start : end };
}

function sideOf(index: Index, condition: RangeCondition): "lower" | "upper" {
  if (condition.type === "Eq") {
    throw new Error(`In a range on ${describe(index)}, eq must come before the bounds`);
  }
  return condition.type === "Gt" || condition.type === "Gte" ? "lower" : "upper";
}

function assertField(index: Index, condition: RangeCondition, position: number): void {
  const expected = index.fields[position];
  if (condition.fieldPath === expected) return;
  throw new Error(
    expected === undefined
      ? `The range on ${describe(index)} names "${condition.fieldPath}" after all its fields`
      : `The range on ${describe(index)} names "${condition.fieldPath}" where "${expected}" comes next`,
  );
}

function describe(index: Index): string {
  return `index ${index.tableName}.${index.name} (${index.fields.join(", ")})`;
}
