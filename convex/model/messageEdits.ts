/** Changing the text of a message, and what it said before. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { writeOutMentions } from "../text/mentions";
import { type Mentioning, namesIn } from "./mentions";
import { searchTextOf } from "./searchTerms";

/** So that all of them can be read, and go with the message, in one run (at most 2 MB). */
const EDITS_PER_MESSAGE = 50;

/** The earlier texts of a message, oldest first. */
export async function listEdits(ctx: QueryCtx, messageId: Id<"messages">) {
  return await ctx.db
    .query("messageEdits")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .take(EDITS_PER_MESSAGE);
}

/**
 * Gives the message another text, which has passed `messageText` and `settleMentions`, and keeps the old one. Neither its
 * `seq` nor the room's head changes: an edit makes nothing unread. The same text again changes
 * nothing. Error: INVALID_ARGUMENT after 50 edits, since no earlier text is ever dropped.
 */
export async function editMessage(
  ctx: MutationCtx,
  message: Doc<"messages">,
  { text, mentions, mentionsTeam }: Mentioning,
): Promise<void> {
  if (text === message.text) return;
  const { length } = await listEdits(ctx, message._id);
  if (length >= EDITS_PER_MESSAGE) {
    throw appError("INVALID_ARGUMENT", `A message is edited ${EDITS_PER_MESSAGE} times at most.`);
  }
  await ctx.db.insert("messageEdits", {
    messageId: message._id,
    text: message.text,
    writtenTime: message.editedTime ?? message.time,
  });
  await ctx.db.patch("messages", message._id, {
    text,
    mentions,
    mentionsTeam,
    searchText: searchTextOf({ text, attachments: message.attachments }),
    editedTime: Date.now(),
  });
}

/** An earlier text as staff read it, with people by name. */
export async function readableEdit(ctx: QueryCtx, { text, writtenTime }: Doc<"messageEdits">) {
  return { text: writeOutMentions(text, await namesIn(ctx, text)), writtenTime };
}

/** The earlier texts go with the message. Gives their number. */
export async function forgetEdits(ctx: MutationCtx, messageId: Id<"messages">): Promise<number> {
  const edits = await listEdits(ctx, messageId);
  for (const edit of edits) await ctx.db.delete("messageEdits", edit._id);
  return edits.length;
}
