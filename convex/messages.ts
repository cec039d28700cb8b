/** Messages of a room: read, send, edit, delete. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { appError } from "./errors";
import { roomMutation, roomQuery, roomStaffQuery } from "./functions";
import { recordAudit } from "./model/audit";
import { askConfirmation } from "./model/confirmations";
import { attachFiles } from "./model/files";
import {
  deleteMessage,
  findPosted,
  getTrimmedText,
  messageText,
  postNewMessage,
  requireLiveMessage,
  requireMessageInRoom,
} from "./model/messages";
import { settleMentions } from "./model/mentions";
import { editMessage, listEdits, readableEdit } from "./model/messageEdits";
import { callCast, listMessagePage, listMessageViews } from "./model/messageViews";
import { bounded, vPaginated } from "./model/pagination";
import { canDeleteMessage, canEditMessage, canPost, canSeeTrimmedText } from "./model/permissions";
import { requireWithinRate } from "./model/rateLimits";
import { requireAllowed, roomFacts } from "./model/rooms";
import { vMessageView } from "./model/views";

/** Row 9 (R6): the room's messages, newest first, the whole history. Error: NOT_FOUND. */
export const list = roomQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vMessageView),
  handler: async (ctx, { paginationOpts }) => await listMessagePage(ctx, paginationOpts),
});

/** Row 9: the `seq` of a message of this room, to open its place with `around`. Error: NOT_FOUND. */
export const locate = roomQuery({
  args: { messageId: v.string() },
  returns: v.number(),
  handler: async (ctx, { messageId }) =>
    (await requireMessageInRoom(ctx, ctx.room._id, messageId)).seq,
});

/**
 * Row 9: the history on one side of a place: `older` is the message with `seq` and what came before
 * it, newest first; `newer` what came after it, oldest first. Together they are one gapless list
 * that grows both ways, however long the room is. Error: NOT_FOUND.
 */
export const around = roomQuery({
  args: {
    seq: v.number(),
    direction: v.union(v.literal("older"), v.literal("newer")),
    paginationOpts: paginationOptsValidator,
  },
  returns: vPaginated(vMessageView),
  handler: async (ctx, { seq, direction, paginationOpts }) => {
    const isOlder = direction === "older";
    const result = await ctx.db
      .query("messages")
      .withIndex("by_room_and_seq", (q) => {
        const inRoom = q.eq("roomId", ctx.room._id);
        return isOlder ? inRoom.lte("seq", seq) : inRoom.gt("seq", seq);
      })
      .order(isOlder ? "desc" : "asc")
      .paginate(bounded(paginationOpts));
    return { ...result, page: await listMessageViews(ctx, result.page, callCast) };
  },
});

/**
 * Rows 11, 12: posts a message, with up to ten files that its sender has uploaded for this room
 * (`fileIds`, else TOO_MANY_FILES, FILE_NOT_READY, NOT_FOUND). The same clientMessageId (a UUID made by the sender's device) again gives
 * the first message back (G2). `quotedId`: the message of the room that it answers. `asksConfirmation`:
 * the readers of an announcement are asked to confirm it (INVALID_ARGUMENT elsewhere). Errors: NOT_FOUND
 * (also for a quoted message that is deleted or of another room), FORBIDDEN (client in an announcement room),
 * ROOM_ARCHIVED, MESSAGE_EMPTY, MESSAGE_TOO_LONG, INVALID_TEXT, INVALID_ARGUMENT, RATE_LIMITED.
 */
export const send = roomMutation({
  args: {
    text: v.string(),
    clientMessageId: v.string(),
    quotedId: v.optional(v.string()),
    fileIds: v.optional(v.array(v.string())),
    asksConfirmation: v.optional(v.boolean()),
  },
  returns: v.object({ messageId: v.id("messages"), seq: v.number() }),
  handler: async (ctx, { text, clientMessageId, quotedId, fileIds = [], asksConfirmation }) => {
    const first = await findPosted(ctx, ctx.viewer._id, clientMessageId);
    if (first !== null) return first; // also when the room was archived since: it is posted
    requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));
    const quoted =
      quotedId === undefined ? null : await requireLiveMessage(ctx, ctx.room._id, quotedId);
    await requireWithinRate(ctx, "send", ctx.viewer._id);
    const posted = await postNewMessage(ctx, {
      room: ctx.room,
      author: ctx.viewer,
      text,
      source: "app",
      clientMessageId,
      ...(quoted === null ? {} : { quotedId: quoted._id }),
      attachments: await attachFiles(ctx, ctx.room._id, ctx.viewer._id, fileIds),
    });
    if (asksConfirmation === true) {
      await askConfirmation(ctx, ctx.viewer, ctx.room, posted.messageId);
    }
    return posted;
  },
});

/**
 * Rows 13, 14: changes the text of one's own message; staff see what it said before. Makes nothing
 * unread and mails nothing. Errors: NOT_FOUND (also deleted), FORBIDDEN (another's; a client after 15
 * minutes), ROOM_ARCHIVED, MESSAGE_EMPTY, MESSAGE_TOO_LONG, INVALID_TEXT, INVALID_ARGUMENT (edited
 * 50 times), RATE_LIMITED.
 */
export const edit = roomMutation({
  args: { messageId: v.string(), text: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const message = await requireLiveMessage(ctx, ctx.room._id, args.messageId);
    const mine = message.authorId === ctx.viewer._id;
    const age = Date.now() - message.time;
    requireAllowed(canEditMessage(ctx.viewer, roomFacts(ctx.room), { mine, age }));
    await requireWithinRate(ctx, "edit", ctx.viewer._id);
    const typed = messageText(args.text, message.attachments !== undefined);
    await editMessage(ctx, message, await settleMentions(ctx, ctx.room._id, ctx.viewer, typed));
    return null;
  },
});

/** What an edited message said before, newest first. Staff participants. Errors: NOT_FOUND, FORBIDDEN. */
export const history = roomStaffQuery({
  args: { messageId: v.string() },
  returns: v.array(v.object({ text: v.string(), writtenTime: v.number() })),
  handler: async (ctx, args) => {
    const message = await requireMessageInRoom(ctx, ctx.room._id, args.messageId);
    const edits = await listEdits(ctx, message._id);
    return (await Promise.all(edits.map((edit) => readableEdit(ctx, edit)))).reverse();
  },
});

/** Rows 15, 16 (R12): leaves a tombstone. Errors: NOT_FOUND, FORBIDDEN, ROOM_ARCHIVED. */
export const remove = roomMutation({
  args: { messageId: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const message = await requireMessageInRoom(ctx, ctx.room._id, args.messageId);
    const mine = message.authorId === ctx.viewer._id;
    requireAllowed(canDeleteMessage(ctx.viewer, roomFacts(ctx.room), { mine }));
    if (message.deletedTime !== undefined) return null;
    await deleteMessage(ctx, message, ctx.viewer._id);
    await recordAudit(ctx, ctx.viewer, "message.delete", {
      roomId: ctx.room._id,
      userId: message.authorId,
      detail: String(message.seq),
    });
    return null;
  },
});

/** The trimmed rest of an emailed message, or null. Its author and staff; others get FORBIDDEN. */
export const trimmedText = roomQuery({
  args: { messageId: v.string() },
  returns: v.union(v.string(), v.null()),
  handler: async (ctx, args) => {
    const message = await requireMessageInRoom(ctx, ctx.room._id, args.messageId);
    const mine = message.authorId === ctx.viewer._id;
    if (!canSeeTrimmedText(ctx.viewer, { mine })) {
      throw appError("FORBIDDEN", "Only its author and the team can open this.");
    }
    return (await getTrimmedText(ctx, message._id))?.text ?? null;
  },
});
