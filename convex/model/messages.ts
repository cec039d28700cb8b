/** Messages: what a text may be, the one insert, and finding a message through its room. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import type { Attachment, MessageSource } from "../validators";
import { releaseFile } from "./files";
import { forgetEdits } from "./messageEdits";
import { type Mentioning, settleMentions } from "./mentions";
import { forgetConfirmations, forgetRequest } from "./confirmations";
import { forgetPin } from "./pins";
import { forgetReactions } from "./reactions";
import { requireRoomHead } from "./rooms";
import { searchTextOf } from "./searchTerms";
import { hasRefusedCharacters, isInvisible } from "./text";
import { stopTyping } from "./typing";
import { passTurn } from "./waiting";

export const MESSAGE_MAX_LENGTH = 10_000;
const CLIENT_MESSAGE_ID_MAX_LENGTH = 100;

/**
 * A message's text as it is stored: line ends are "\n", outer blank space is gone, otherwise what
 * was typed. Errors: INVALID_TEXT (NUL, other controls, unpaired surrogates), MESSAGE_EMPTY,
 * MESSAGE_TOO_LONG (more than 10,000 characters, counted as code points). Beside a file (R7) it may
 * be empty.
 */
export function messageText(typed: string, besideFiles = false): string {
  if (hasRefusedCharacters(typed)) {
    throw appError("INVALID_TEXT", "The text holds characters that can't be sent.");
  }
  if (isInvisible(typed)) {
    if (besideFiles) return "";
    throw appError("MESSAGE_EMPTY", "Write something first.");
  }
  const text = typed.replace(/\r\n?/g, "\n").replace(/^\n+/, "").trimEnd();
  if (text.length > MESSAGE_MAX_LENGTH && [...text].length > MESSAGE_MAX_LENGTH) {
    throw appError(
      "MESSAGE_TOO_LONG",
      `A message has at most ${MESSAGE_MAX_LENGTH.toLocaleString("en")} characters.`,
    );
  }
  return text;
}

/** The message that this author has posted under this clientMessageId, or null (G2). */
export async function findPosted(
  ctx: QueryCtx,
  authorId: Id<"users">,
  clientMessageId: string,
): Promise<{ messageId: Id<"messages">; seq: number } | null> {
  const first = await ctx.db
    .query("messages")
    .withIndex("by_author_and_clientMessageId", (q) =>
      q.eq("authorId", authorId).eq("clientMessageId", clientMessageId),
    )
    .unique();
  return first === null ? null : { messageId: first._id, seq: first.seq };
}

/** One entry as it is written: `text` has passed `messageText` and `settleMentions`. */
export type NewMessage = Mentioning & {
  authorId: Id<"users">;
  source: MessageSource;
  clientMessageId: string;
  /** When it was written (ms). */
  time: number;
  trimmedText?: string;
  /** The message of the same room that it answers. */
  quotedId?: Id<"messages">;
  /** Who else got it as an email (model/copiedTo.ts). */
  copiedTo?: string[];
  /** Each already counted as used (model/files.attachFiles). */
  attachments?: Attachment[];
};

/** What is posted. The caller has checked that the author may post. */
type Post = {
  room: Doc<"rooms">;
  author: Doc<"users">;
  text: string;
  source: MessageSource;
  clientMessageId: string;
  trimmedText?: string;
  quotedId?: Id<"messages">;
  copiedTo?: string[];
  attachments?: Attachment[];
};

/**
 * Posts one message; the way of email. The same (author, clientMessageId) again gives the first message
 * back and writes nothing (G2), whatever room or text it comes with. Errors: as postNewMessage.
 */
export async function postMessage(
  ctx: MutationCtx,
  message: Post,
): Promise<{ messageId: Id<"messages">; seq: number }> {
  const first = await findPosted(ctx, message.author._id, message.clientMessageId);
  return first ?? (await postNewMessage(ctx, message));
}

/**
 * Posts one message of which `findPosted` has just said that it is not there yet; the way of the
 * composer and of email alike. Errors: as messageText; INVALID_ARGUMENT for a clientMessageId that is
 * empty or longer than 100 characters.
 */
export async function postNewMessage(
  ctx: MutationCtx,
  message: Post,
): Promise<{ messageId: Id<"messages">; seq: number }> {
  const { room, author, source, clientMessageId } = message;
  if (clientMessageId === "" || clientMessageId.length > CLIENT_MESSAGE_ID_MAX_LENGTH) {
    throw appError("INVALID_ARGUMENT", "clientMessageId has 1 to 100 characters.");
  }
  const trimmedText = message.trimmedText?.trim() ?? "";
  const time = Date.now();
  const { attachments = [], copiedTo = [] } = message;
  const text = messageText(message.text, attachments.length > 0);
  const [written] = await appendMessages(ctx, room._id, [
    {
      authorId: author._id,
      ...(await settleMentions(ctx, room._id, author, text)),
      source,
      clientMessageId,
      time,
      ...(trimmedText === "" ? {} : { trimmedText }),
      ...(message.quotedId === undefined ? {} : { quotedId: message.quotedId }),
      ...(copiedTo.length === 0 ? {} : { copiedTo }),
      ...(attachments.length === 0 ? {} : { attachments }),
    },
  ]);
  if (written === undefined) throw new Error("Nothing was written.");
  await passTurn(ctx, room, [{ side: author.kind, time }]);
  if (source === "app") await stopTyping(ctx, author._id, room._id);
  return written;
}

/**
 * Writes entries at the end of a room, in their order; the only insert into messages. `seq` is given
 * here, inside the mutation: one order for everybody (G3). One entry writes at most four documents:
 * itself, the head, its trimmed rest, and the note that the digest has something to look at.
 */
export async function appendMessages(
  ctx: MutationCtx,
  roomId: Id<"rooms">,
  messages: NewMessage[],
): Promise<{ messageId: Id<"messages">; seq: number }[]> {
  const head = await requireRoomHead(ctx, roomId);
  let seq = head.lastSeq;
  let lastActivityTime = head.lastActivityTime;
  const written: { messageId: Id<"messages">; seq: number }[] = [];
  for (const { trimmedText, ...message } of messages) {
    seq += 1;
    lastActivityTime = message.time;
    const messageId = await ctx.db.insert("messages", {
      ...message,
      roomId,
      seq,
      searchText: searchTextOf(message),
      ...(trimmedText === undefined ? {} : { trimmed: true }),
    });
    if (trimmedText !== undefined) {
      await ctx.db.insert("trimmedTexts", { messageId, text: trimmedText });
    }
    written.push({ messageId, seq });
  }
  await ctx.db.patch("roomHeads", head._id, { lastSeq: seq, lastActivityTime });
  await markUndigested(ctx, roomId);
  return written;
}

/** Notes that the next sweep has to look at the room. */
export async function markUndigested(ctx: MutationCtx, roomId: Id<"rooms">): Promise<void> {
  const known = await ctx.db
    .query("undigestedRooms")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .unique();
  if (known === null) await ctx.db.insert("undigestedRooms", { roomId });
}

/** A message of this very room; NOT_FOUND for a foreign, unknown or malformed id. */
export async function requireMessageInRoom(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  messageIdText: string,
): Promise<Doc<"messages">> {
  const messageId = ctx.db.normalizeId("messages", messageIdText);
  const message = messageId === null ? null : await ctx.db.get("messages", messageId);
  if (message === null || message.roomId !== roomId) throw notFound();
  return message;
}

/** As requireMessageInRoom; a deleted one is not there either: nothing can be done with it. */
export async function requireLiveMessage(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  messageIdText: string,
): Promise<Doc<"messages">> {
  const message = await requireMessageInRoom(ctx, roomId, messageIdText);
  if (message.deletedTime !== undefined) throw notFound();
  return message;
}

/** The rest that was trimmed off an emailed message, or null. */
export async function getTrimmedText(ctx: QueryCtx, messageId: Id<"messages">) {
  return await ctx.db
    .query("trimmedTexts")
    .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
    .unique();
}

/**
 * Leaves a tombstone. What the message carried goes at once: text, what finds it, trimmed rest, earlier texts, quote,
 * reactions (their rows in runs, where there are many), pin, the files that no other message carries. What quotes it
 * shows that it is gone. Twice changes nothing.
 */
export async function deleteMessage(
  ctx: MutationCtx,
  message: Doc<"messages">,
  deletedById: Id<"users">,
): Promise<void> {
  if (message.deletedTime !== undefined) return;
  const { _id, roomId, seq, authorId, time, source, clientMessageId } = message;
  // Its bones alone: whatever else a message comes to carry is not forgotten here.
  const bones = { roomId, seq, authorId, time, source, clientMessageId };
  await ctx.db.replace("messages", _id, {
    ...bones,
    text: "",
    searchText: "",
    deletedTime: Date.now(),
    deletedById,
  });
  await forgetWhatItCarried(ctx, message);
}

/**
 * Takes a message away without a trace, with all that it carried (the retention rule): what answers it
 * answers nothing, and a place that names it is one of an unknown message. Gives about how many documents
 * that wrote, the earlier texts counted tenfold since they are large.
 */
export async function removeMessage(ctx: MutationCtx, message: Doc<"messages">): Promise<number> {
  await ctx.db.delete("messages", message._id);
  const answers = await forgetConfirmations(ctx, message._id);
  return 1 + answers + (await forgetWhatItCarried(ctx, message));
}

async function forgetWhatItCarried(ctx: MutationCtx, message: Doc<"messages">): Promise<number> {
  const { _id, attachments = [] } = message;
  await forgetTrimmedText(ctx, _id);
  const edits = await forgetEdits(ctx, _id);
  await forgetRequest(ctx, _id);
  const reactions = await forgetReactions(ctx, _id);
  await forgetPin(ctx, _id);
  for (const { fileId } of attachments) await releaseFile(ctx, fileId);
  return edits * 10 + reactions + attachments.length * 3 + (message.trimmed === true ? 100 : 0);
}

/** Takes the trimmed rest of a message away; nothing where there is none. */
export async function forgetTrimmedText(
  ctx: MutationCtx,
  messageId: Id<"messages">,
): Promise<void> {
  const trimmedText = await getTrimmedText(ctx, messageId);
  if (trimmedText !== null) await ctx.db.delete("trimmedTexts", trimmedText._id);
}
