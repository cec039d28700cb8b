/**
 * Staff notes of client rooms (rows 27, 28; G8): to everybody but the room's staff each of these is
 * like a room that never was. Notes are never mailed and never move a message, a badge or a room.
 */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { appError } from "./errors";
import { roomNotesMutation, roomNotesQuery, viewerQuery } from "./functions";
import { recordAudit } from "./model/audit";
import { listRoomsWithUnreadNotes, noteReadSeq, raiseNotePosition } from "./model/notePositions";
import { addNote, deleteNote, editNote, findAdded, requireNoteInRoom } from "./model/notes";
import { seqBeside } from "./model/notePlaces";
import { listNoteViews, vNoteView } from "./model/noteViews";
import { bounded, vPaginated } from "./model/pagination";
import { canEditNote, canWriteNote } from "./model/permissions";
import { requireWithinRate } from "./model/rateLimits";
import { requireAllowed, roomFacts } from "./model/rooms";

/** Row 27: the room's notes, newest first, the whole history. Errors: NOT_FOUND, NOTES_NOT_HERE. */
export const list = roomNotesQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vNoteView),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("notes")
      .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
      .order("desc")
      .paginate(bounded(paginationOpts));
    return { ...result, page: await listNoteViews(ctx, result.page) };
  },
});

/** Row 27: the seq of the message beside a note; null where there is none. Errors: as list. */
export const locate = roomNotesQuery({
  args: { noteId: v.string() },
  returns: v.union(v.number(), v.null()),
  handler: async (ctx, { noteId }) =>
    await seqBeside(ctx, await requireNoteInRoom(ctx, ctx.room._id, noteId)),
});

/** Row 27: the highest seq of a note that the viewer has seen here. Errors: as list. */
export const readPosition = roomNotesQuery({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await noteReadSeq(ctx, ctx.viewer._id, ctx.room._id),
});

/** Row 27: those of the viewer's rooms with notes of others that they have not seen; for clients none. */
export const unreadRooms = viewerQuery({
  args: {},
  returns: v.array(v.id("rooms")),
  handler: async (ctx) =>
    ctx.viewer.kind === "staff" ? await listRoomsWithUnreadNotes(ctx, ctx.viewer) : [],
});

/**
 * Row 28: adds a note. The same clientNoteId (a UUID made by the writer's device) again gives the
 * first note back. `fileIds`: up to ten files that its author has uploaded for this room's notes.
 * Errors: NOT_FOUND, NOTES_NOT_HERE, ROOM_ARCHIVED, TOO_MANY_FILES, FILE_NOT_READY, MESSAGE_EMPTY,
 * MESSAGE_TOO_LONG, INVALID_TEXT, INVALID_ARGUMENT, RATE_LIMITED.
 */
export const add = roomNotesMutation({
  args: {
    text: v.string(),
    clientNoteId: v.string(),
    fileIds: v.optional(v.array(v.string())),
  },
  returns: v.object({ noteId: v.id("notes"), seq: v.number() }),
  handler: async (ctx, { text, clientNoteId, fileIds = [] }) => {
    const first = await findAdded(ctx, ctx.viewer._id, clientNoteId);
    if (first !== null) return first; // also when the room was archived since: it is added
    requireAllowed(canWriteNote(roomFacts(ctx.room)));
    await requireWithinRate(ctx, "note", ctx.viewer._id);
    const authorId = ctx.viewer._id;
    const note = { roomId: ctx.room._id, authorId, text, clientNoteId };
    return await addNote(ctx, note, fileIds);
  },
});

/** Row 28: changes the text of one's own note. Errors: as add, FORBIDDEN (another's). */
export const edit = roomNotesMutation({
  args: { noteId: v.string(), text: v.string() },
  returns: v.null(),
  handler: async (ctx, { noteId, text }) => {
    const note = await requireNoteInRoom(ctx, ctx.room._id, noteId);
    const mine = note.authorId === ctx.viewer._id;
    requireAllowed(canEditNote(roomFacts(ctx.room), { mine }));
    await requireWithinRate(ctx, "note", ctx.viewer._id);
    await editNote(ctx, note, text);
    return null;
  },
});

/** Row 28: leaves a tombstone of one's own or another's note. Errors: NOT_FOUND, NOTES_NOT_HERE. */
export const remove = roomNotesMutation({
  args: { noteId: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const note = await requireNoteInRoom(ctx, ctx.room._id, args.noteId);
    if (note.deletedTime !== undefined) return null;
    await deleteNote(ctx, note, ctx.viewer._id);
    await recordAudit(ctx, ctx.viewer, "note.delete", {
      roomId: ctx.room._id,
      userId: note.authorId,
      detail: String(note.seq),
    });
    return null;
  },
});

/** Row 27: marks the notes read up to and including `seq`. Errors: NOT_FOUND, NOTES_NOT_HERE, INVALID_ARGUMENT. */
export const markRead = roomNotesMutation({
  args: { seq: v.number() },
  returns: v.null(),
  handler: async (ctx, { seq }) => {
    if (!Number.isInteger(seq) || seq < 0) {
      throw appError("INVALID_ARGUMENT", "seq is a whole number from 0.");
    }
    await raiseNotePosition(ctx, ctx.viewer._id, ctx.room._id, seq);
    return null;
  },
});
