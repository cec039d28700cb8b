/** Reactions: rows for who, a summary on the message for what everybody sees. */
import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { isEmoji } from "./emoji";

/** More kinds would push the message itself off the screen. */
const KINDS_PER_MESSAGE = 20;
/** Rows that go with a deleted message in one run; the others follow. */
const ROWS_PER_RUN = 500;
/** A page's worth of one person's reactions: 200 messages with all kinds each. */
const OWN_ROWS_LIMIT = 4_000;

/** One kind of reaction as a reader sees it. Clients get no count: it would tell who else is here (R5). */
export const vReaction = v.object({
  emoji: v.string(),
  mine: v.boolean(),
  count: v.union(v.number(), v.null()),
});
export type Reaction = Infer<typeof vReaction>;

function reactionRow(ctx: QueryCtx, messageId: Id<"messages">, emoji: string, userId: Id<"users">) {
  return ctx.db
    .query("reactions")
    .withIndex("by_message_and_emoji_and_user", (q) =>
      q.eq("messageId", messageId).eq("emoji", emoji).eq("userId", userId),
    )
    .unique();
}

/**
 * Puts the person's reaction on a message or takes it off; twice changes nothing. Writes two
 * documents and touches neither `seq` nor the room's head: nothing becomes unread. Error:
 * INVALID_ARGUMENT for what is not one emoji, or for a 21st kind.
 */
export async function setReaction(
  ctx: MutationCtx,
  message: Doc<"messages">,
  reaction: { userId: Id<"users">; emoji: string; on: boolean },
): Promise<void> {
  const { userId, emoji, on } = reaction;
  if (!isEmoji(emoji)) throw appError("INVALID_ARGUMENT", "A reaction is one emoji.");
  const row = await reactionRow(ctx, message._id, emoji, userId);
  if ((row !== null) === on) return;
  const summary = withReaction(message.reactions ?? [], emoji, on ? 1 : -1);
  if (summary.length > KINDS_PER_MESSAGE) {
    throw appError("INVALID_ARGUMENT", `A message has ${KINDS_PER_MESSAGE} kinds at most.`);
  }
  const { _id: messageId, roomId, seq } = message;
  if (row !== null) await ctx.db.delete("reactions", row._id);
  else await ctx.db.insert("reactions", { roomId, messageId, seq, userId, emoji });
  const reactions = summary.length === 0 ? undefined : summary;
  await ctx.db.patch("messages", messageId, { reactions });
}

type Summary = { emoji: string; count: number }[];

/** In the order of first use; a kind that nobody uses any more goes. */
function withReaction(summary: Summary, emoji: string, change: number): Summary {
  const isKnown = summary.some((kind) => kind.emoji === emoji);
  const kinds = isKnown ? summary : [...summary, { emoji, count: 0 }];
  return kinds
    .map((kind) => (kind.emoji === emoji ? { emoji, count: kind.count + change } : kind))
    .filter(({ count }) => count > 0);
}

/** Takes one row away and out of its message's summary. */
export async function forgetReaction(
  ctx: MutationCtx,
  { _id, messageId, emoji }: Doc<"reactions">,
): Promise<void> {
  await ctx.db.delete("reactions", _id);
  const message = await ctx.db.get("messages", messageId);
  if (message?.reactions === undefined) return;
  const summary = withReaction(message.reactions, emoji, -1);
  await ctx.db.patch("messages", messageId, {
    reactions: summary.length === 0 ? undefined : summary,
  });
}

/** What the person has put on which of these messages of one room. One range, none without reactions. */
export async function ownReactions(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  userId: Id<"users">,
  messages: Doc<"messages">[],
): Promise<Set<string>> {
  const seqs = messages.filter(({ reactions }) => reactions !== undefined).map(({ seq }) => seq);
  if (seqs.length === 0) return new Set();
  const rows = await ctx.db
    .query("reactions")
    .withIndex("by_room_and_user_and_seq", (q) =>
      q
        .eq("roomId", roomId)
        .eq("userId", userId)
        .gte("seq", Math.min(...seqs))
        .lte("seq", Math.max(...seqs)),
    )
    .take(OWN_ROWS_LIMIT);
  return new Set(rows.map(({ seq, emoji }) => ownKey(seq, emoji)));
}

function ownKey(seq: number, emoji: string): string {
  return `${seq} ${emoji}`;
}

/** A message's reactions for a reader whose own ones are `own`. */
export function toReactions(
  message: Doc<"messages">,
  reader: Pick<Doc<"users">, "kind">,
  own: Set<string>,
): Reaction[] {
  return (message.reactions ?? []).map(({ emoji, count }) => ({
    emoji,
    mine: own.has(ownKey(message.seq, emoji)),
    count: reader.kind === "staff" ? count : null,
  }));
}

/** Takes the rows of a deleted message away, in runs; the summary is gone with its text. Gives how many went. */
export async function forgetReactions(
  ctx: MutationCtx,
  messageId: Id<"messages">,
): Promise<number> {
  const rows = await ctx.db
    .query("reactions")
    .withIndex("by_message_and_emoji_and_user", (q) => q.eq("messageId", messageId))
    .take(ROWS_PER_RUN);
  for (const row of rows) await ctx.db.delete("reactions", row._id);
  if (rows.length === ROWS_PER_RUN) {
    await ctx.scheduler.runAfter(0, internal.reactions.forget, { messageId });
  }
  return rows.length;
}
