/**
 * Erasure of a person: what is asked, and what is done at once. The account becomes one of nobody in
 * particular and every way in ends in this very transaction; what else holds their name, address or
 * doings goes in steps (model/erasureSteps.ts).
 */
import type { Doc, Id } from "../_generated/dataModel";
import { internal } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { recordAudit } from "./audit";
import { removeAvatar } from "./avatars";
import { requireAnotherOwner, requireAuthorityOver } from "./people";
import { endSessions } from "./sessions";
import { addressesOf } from "./userAddresses";
import { FORMER } from "../text/neutralNames";

export type ErasureWish = {
  /** Whether their messages and notes go as well, with files; otherwise these stay under the neutral name. */
  deletesMessages: boolean;
  /** Who takes over the rooms that they created; absent: as when they are suspended. */
  successorId?: Id<"users">;
};

/**
 * Erases a person for good. `confirmedName` has to be their name, letter for letter: a click too many
 * must not do. Errors: FORBIDDEN (an admin an owner, anybody themselves), LAST_OWNER, INVALID_ARGUMENT (another name,
 * or a successor who is not active staff).
 */
export async function eraseUser(
  ctx: MutationCtx,
  actor: Doc<"users">,
  target: Doc<"users">,
  wish: ErasureWish & { confirmedName: string },
): Promise<Id<"erasures">> {
  requireAuthorityOver(actor, target);
  if (wish.confirmedName.trim() !== target.name.trim()) {
    throw appError("INVALID_ARGUMENT", "That is not the person's name.");
  }
  return await eraseNow(ctx, actor, target, wish);
}

/** Without asking who may: for the operator's command. Errors: LAST_OWNER, INVALID_ARGUMENT. */
export async function eraseNow(
  ctx: MutationCtx,
  actor: Doc<"users">,
  target: Doc<"users">,
  { deletesMessages, successorId }: ErasureWish,
): Promise<Id<"erasures">> {
  await requireAnotherOwner(ctx, target);
  await requireSuccessor(ctx, target, successorId);
  const erasureId = await ctx.db.insert("erasures", {
    userId: target._id,
    actorId: actor._id,
    kind: target.kind,
    deletesMessages,
    ...(successorId === undefined ? {} : { successorId }),
    // What is left to be looked for; gone when it is done.
    addresses: [target.email, ...(await addressesOf(ctx, target._id))],
    step: 0,
    stage: 0,
    cursor: null,
    looked: 0,
    startedTime: Date.now(),
  });
  await endSessions(ctx, target._id);
  await removeAvatar(ctx, target._id);
  const { kind } = target;
  // Listed, not omitted: whatever an account comes to hold is not forgotten here.
  await ctx.db.replace("users", target._id, {
    kind,
    name: FORMER[kind],
    email: "",
    state: "suspended",
    emailMuted: true,
    erasedTime: Date.now(),
  });
  await recordAudit(ctx, actor, "user.erase", { userId: target._id });
  await ctx.scheduler.runAfter(0, internal.erasures.continueErasure, { erasureId, step: 0 });
  return erasureId;
}

async function requireSuccessor(
  ctx: QueryCtx,
  target: Doc<"users">,
  successorId: Id<"users"> | undefined,
): Promise<void> {
  if (successorId === undefined) return;
  const successor = await ctx.db.get("users", successorId);
  const canTakeOver = successor?.kind === "staff" && successor.state === "active";
  if (canTakeOver && successorId !== target._id) return;
  throw appError("INVALID_ARGUMENT", "The successor has to be active staff.");
}
