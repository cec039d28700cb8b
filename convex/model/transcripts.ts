/** Entries of a room as a transcript holds them: what was said, by whom, when; nothing about readers. */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { writeOutMentions } from "../text/mentions";
import { vMessageSource, vUserKind } from "../validators";
import { namesIn } from "./mentions";
import { listViewsFor } from "./messageViews";
import { toReactions } from "./reactions";
import { userLookup } from "./users";
import { vAttachmentView } from "./views";
import { UNKNOWN } from "../text/neutralNames";

/** `client`: what any client of the room sees, safe to hand to them. `full`: what its staff see. */
export const vEdition = v.union(v.literal("client"), v.literal("full"));
export type Edition = Infer<typeof vEdition>;

export const vTranscriptEntry = v.object({
  kind: v.union(v.literal("message"), v.literal("note")),
  seq: v.number(),
  /** When it was written, and last edited (ms). */
  time: v.number(),
  editedTime: v.union(v.number(), v.null()),
  author: v.string(),
  side: vUserKind,
  /** The client's portal; null for staff and in the client edition. */
  company: v.union(v.string(), v.null()),
  source: vMessageSource,
  /** Null when it was deleted. */
  text: v.union(v.string(), v.null()),
  /** What it answers; its text is null when that was deleted. */
  quote: v.union(v.object({ author: v.string(), text: v.union(v.string(), v.null()) }), v.null()),
  /** How often each emoji was given; null in the client edition. */
  reactions: v.array(v.object({ emoji: v.string(), count: v.union(v.number(), v.null()) })),
  attachments: v.array(vAttachmentView),
});
export type TranscriptEntry = Infer<typeof vTranscriptEntry>;

type RoomCtx = QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> };

/** Messages in their order. The client edition is made of the very views that clients get. */
export async function toTranscript(
  ctx: RoomCtx,
  messages: Doc<"messages">[],
  edition: Edition,
): Promise<TranscriptEntry[]> {
  const reader =
    edition === "client"
      ? { kind: "client" as const, self: null }
      : { kind: "staff" as const, self: ctx.viewer };
  const views = await listViewsFor(ctx, reader, messages);
  return views.map((view, i) => ({
    kind: "message",
    seq: view.seq,
    time: view.time,
    editedTime: view.editedTime,
    author: view.author.name,
    side: view.author.side,
    company: view.author.company,
    source: view.source,
    text: view.text === null ? null : writeOutMentions(view.text, view.mentions),
    quote: view.quote === null ? null : { author: view.quote.author, text: view.quote.text },
    reactions: toReactions(messages[i]!, reader, NOBODYS).map(({ emoji, count }) => ({
      emoji,
      count,
    })),
    attachments: [...view.attachments],
  }));
}

const NOBODYS = new Set<string>();

/** Notes in their order; for the full edition alone. */
export async function notesToTranscript(
  ctx: RoomCtx,
  notes: Doc<"notes">[],
): Promise<TranscriptEntry[]> {
  const getUser = userLookup(ctx);
  const entries: TranscriptEntry[] = [];
  for (const { seq, time, editedTime, authorId, deletedTime, text } of notes) {
    const readable = writeOutMentions(text, await namesIn(ctx, text));
    entries.push({
      kind: "note",
      seq,
      time,
      editedTime: editedTime ?? null,
      author: (await getUser(authorId))?.name ?? UNKNOWN,
      side: "staff",
      company: null,
      source: "app",
      text: deletedTime === undefined ? readable : null,
      quote: null,
      reactions: [],
      attachments: [],
    });
  }
  return entries;
}
