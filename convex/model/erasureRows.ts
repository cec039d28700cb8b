/** The stages of an erasure that take rows of the person's away; each is done when it finds none. */
import type { Doc, Id, TableNames } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { handOverPage } from "./handover";
import { forgetInvitations } from "./invitations";
import { withdrawNotice } from "./notices";
import { forgetReaction } from "./reactions";
import { forgetSignInCode } from "./signInCodes";
import { stopTyping } from "./typing";

export type Erasure = Doc<"erasures">;
/** How many documents were looked at, where to go on in the same stage, or that it is done. */
export type Progress = { looked: number; cursor: string | null; isDone: boolean };
export type Stage = (ctx: MutationCtx, erasure: Erasure) => Promise<Progress>;

/** Rows of one small kind that go in one run. */
const ROWS = 200;
/** Rows of one run that may hold a whole email. */
const EMAILS = 10;
/** Messages that are written to in one run. */
const LOOKED_AT = 100;

/** Of a stage that takes what it finds: it is done when a run has found less than it could take. */
function taken(looked: number, limit: number): Progress {
  return { looked, cursor: null, isDone: looked < limit };
}

export async function handOver(ctx: MutationCtx, { actorId, userId, successorId }: Erasure) {
  const actor = await ctx.db.get("users", actorId);
  if (actor === null) throw new Error("Whoever asked for the erasure is not there.");
  const isMore = await handOverPage(ctx, actor, userId, successorId);
  return { looked: 0, cursor: null, isDone: !isMore };
}

/** Codes, invitations and their emails: what still waits to be sent is not sent. */
export async function signIn(ctx: MutationCtx, { userId, addresses }: Erasure) {
  for (const address of addresses) await forgetSignInCode(ctx, address);
  const explanations = await ctx.db
    .query("notices")
    .withIndex("by_explainedUserId_and_createdTime", (q) => q.eq("explainedUserId", userId))
    .take(ROWS);
  for (const { _id } of explanations) {
    await withdrawNotice(ctx, _id);
    await ctx.db.delete("notices", _id);
  }
  return taken(explanations.length + (await forgetInvitations(ctx, userId, ROWS)), ROWS);
}

export async function seats(ctx: MutationCtx, { userId }: Erasure) {
  const rows = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .take(ROWS);
  for (const { _id, roomId } of rows) {
    await stopTyping(ctx, userId, roomId);
    await ctx.db.delete("participants", _id);
  }
  return taken(rows.length, ROWS);
}

/** Rows that are about nobody else, a table at a time. */
export async function rowsOf(ctx: MutationCtx, { userId }: Erasure) {
  const { db } = ctx;
  const removals = [
    async () =>
      await remove(
        ctx,
        "pendingSeats",
        await db
          .query("pendingSeats")
          .withIndex("by_user", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "readPositions",
        await db
          .query("readPositions")
          .withIndex("by_user_and_room", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "readEvents",
        await db
          .query("readEvents")
          .withIndex("by_user_and_room_and_seq", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "mailedPositions",
        await db
          .query("mailedPositions")
          .withIndex("by_user_and_room", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "noteReadPositions",
        await db
          .query("noteReadPositions")
          .withIndex("by_user_and_room", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "confirmations",
        await db
          .query("confirmations")
          .withIndex("by_userId", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "presences",
        await db
          .query("presences")
          .withIndex("by_userId", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "searches",
        await db
          .query("searches")
          .withIndex("by_userId", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "replyAddresses",
        await db
          .query("replyAddresses")
          .withIndex("by_user_and_room", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "unsubscribeTokens",
        await db
          .query("unsubscribeTokens")
          .withIndex("by_user_and_room", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
    async () =>
      await remove(
        ctx,
        "userAddresses",
        await db
          .query("userAddresses")
          .withIndex("by_user_and_address", (q) => q.eq("userId", userId))
          .take(ROWS),
      ),
  ];
  for (const removal of removals) {
    const looked = await removal();
    if (looked > 0) return { looked, cursor: null, isDone: false };
  }
  return taken(0, ROWS);
}

async function remove<Table extends TableNames>(
  ctx: MutationCtx,
  table: Table,
  rows: readonly { _id: Id<Table> }[],
): Promise<number> {
  for (const { _id } of rows) await ctx.db.delete(table, _id);
  return rows.length;
}

/** Emails to them; one that is being sent just now is gone when its sender looks. */
export async function outbox(ctx: MutationCtx, { userId }: Erasure) {
  const rows = await ctx.db
    .query("digests")
    .withIndex("by_user_and_state", (q) => q.eq("userId", userId))
    .take(EMAILS);
  for (const { _id } of rows) await ctx.db.delete("digests", _id);
  return taken(rows.length, EMAILS);
}

export async function reactions(ctx: MutationCtx, { userId }: Erasure) {
  const rows = await ctx.db
    .query("reactions")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(LOOKED_AT);
  for (const row of rows) await forgetReaction(ctx, row);
  return taken(rows.length, LOOKED_AT);
}
