/** "Please confirm": what staff ask of the readers of an announcement, and who has confirmed. */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import { recordAudit } from "./audit";
import { requireLiveMessage } from "./messages";
import { requireAllowed } from "./rooms";

/** The request for a message, or null. */
export async function getRequest(
  ctx: QueryCtx,
  messageId: Id<"messages">,
): Promise<Doc<"confirmationRequests"> | null> {
  return await ctx.db
    .query("confirmationRequests")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .unique();
}

/** When the person confirmed the message (ms), or null. */
export async function confirmedTime(
  ctx: QueryCtx,
  messageId: Id<"messages">,
  userId: Id<"users">,
): Promise<number | null> {
  const confirmation = await ctx.db
    .query("confirmations")
    .withIndex("by_message_and_user", (q) => q.eq("messageId", messageId).eq("userId", userId))
    .unique();
  return confirmation?._creationTime ?? null;
}

/** Is the person still asked to confirm the message? */
export async function isConfirmationDue(
  ctx: QueryCtx,
  messageId: Id<"messages">,
  userId: Id<"users">,
): Promise<boolean> {
  if ((await getRequest(ctx, messageId)) === null) return false;
  return (await confirmedTime(ctx, messageId, userId)) === null;
}

/**
 * Asks the readers of an announcement to confirm it; twice changes nothing. Errors: NOT_FOUND,
 * ROOM_ARCHIVED, INVALID_ARGUMENT (another kind of room).
 */
export async function askConfirmation(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  messageIdText: string,
): Promise<void> {
  const message = await requireLiveMessage(ctx, room._id, messageIdText);
  if (room.archivedTime !== undefined) requireAllowed("archived");
  if (room.kind !== "announcement") {
    throw appError("INVALID_ARGUMENT", "Only announcements can be confirmed.");
  }
  if ((await getRequest(ctx, message._id)) !== null) return;
  await ctx.db.insert("confirmationRequests", {
    roomId: room._id,
    messageId: message._id,
    seq: message.seq,
  });
  await recordAudit(ctx, actor, "message.askConfirmation", { roomId: room._id });
}

/**
 * Confirms a message as one of its readers; twice changes nothing. Errors: NOT_FOUND (also where nobody
 * asked), ROOM_ARCHIVED.
 */
export async function confirmMessage(
  ctx: MutationCtx,
  reader: Doc<"users">,
  room: Doc<"rooms">,
  messageIdText: string,
): Promise<void> {
  const message = await requireLiveMessage(ctx, room._id, messageIdText);
  if (room.archivedTime !== undefined) requireAllowed("archived");
  if ((await getRequest(ctx, message._id)) === null) throw notFound();
  if ((await confirmedTime(ctx, message._id, reader._id)) !== null) return;
  await ctx.db.insert("confirmations", { messageId: message._id, userId: reader._id });
}

/** With its message goes the question; the answers, which nobody is shown any more, stay rows. */
export async function forgetRequest(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const request = await getRequest(ctx, messageId);
  if (request !== null) await ctx.db.delete("confirmationRequests", request._id);
}

/** Answers that go with a removed message in one run; the others follow. */
const ANSWERS_PER_RUN = 500;

/** Takes the answers away as well, in runs, where the message itself goes. Gives how many went. */
export async function forgetConfirmations(
  ctx: MutationCtx,
  messageId: Id<"messages">,
): Promise<number> {
  const answers = await ctx.db
    .query("confirmations")
    .withIndex("by_message_and_user", (q) => q.eq("messageId", messageId))
    .take(ANSWERS_PER_RUN);
  for (const { _id } of answers) await ctx.db.delete("confirmations", _id);
  if (answers.length === ANSWERS_PER_RUN) {
    await ctx.scheduler.runAfter(0, internal.confirmations.forget, { messageId });
  }
  return answers.length;
}
