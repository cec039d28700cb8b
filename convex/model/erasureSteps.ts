/**
 * The steps of an erasure, each far below a run's limits. A stage takes what it finds or walks a table by
 * a cursor; a step and the row that says how far it came are one transaction, so a crash repeats nothing
 * and loses nothing. Done twice, a stage finds nothing.
 */
import type { MutationCtx } from "../_generated/server";
import {
  handOver,
  outbox,
  reactions,
  rowsOf,
  seats,
  signIn,
  type Erasure,
  type Stage,
} from "./erasureRows";
import {
  auditDetails,
  copies,
  heldTexts,
  messages,
  notes,
  receivedEmails,
  trimmedTexts,
} from "./erasureTexts";

/** In this order: rooms get another creator before seats go, addresses are looked for last. */
export const STAGES: readonly Stage[] = [
  handOver,
  signIn,
  seats,
  rowsOf,
  outbox,
  reactions,
  messages,
  notes,
  receivedEmails,
  heldTexts,
  trimmedTexts,
  copies,
  auditDetails,
];

/** One step. False when the erasure is done, or when another chain of steps has gone further. */
export async function stepErasure(ctx: MutationCtx, erasure: Erasure): Promise<boolean> {
  const stage = STAGES[erasure.stage];
  if (stage === undefined) {
    await ctx.db.patch("erasures", erasure._id, { addresses: [], finishedTime: Date.now() });
    return false;
  }
  const { looked, cursor, isDone } = await stage(ctx, erasure);
  await ctx.db.patch("erasures", erasure._id, {
    step: erasure.step + 1,
    stage: isDone ? erasure.stage + 1 : erasure.stage,
    cursor: isDone ? null : cursor,
    looked: erasure.looked + looked,
  });
  return true;
}
