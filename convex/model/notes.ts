/**
 * Notes of client rooms: the one insert, finding one through its room, editing, deleting, and how far
 * somebody has read. Nothing here reads or writes what a query of a client reads (G8).
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import type { Attachment } from "../validators";
import { attachFiles, releaseFile } from "./files";
import { messageText } from "./messages";
import { searchTextOf } from "./searchTerms";

const CLIENT_NOTE_ID_MAX_LENGTH = 100;

type AddedNote = { noteId: Id<"notes">; seq: number };

/** The note that this author has added under this clientNoteId, or null. */
export async function findAdded(
  ctx: QueryCtx,
  authorId: Id<"users">,
  clientNoteId: string,
): Promise<AddedNote | null> {
  const first = await ctx.db
    .query("notes")
    .withIndex("by_author_and_clientNoteId", (q) =>
      q.eq("authorId", authorId).eq("clientNoteId", clientNoteId),
    )
    .unique();
  return first === null ? null : { noteId: first._id, seq: first.seq };
}

/**
 * Adds a note; the caller has checked that its author may. Writes the note, the room's note head and
 * its files, nothing else. The same (author, clientNoteId) again gives the first note back. Errors: as
 * messageText and attachFiles; INVALID_ARGUMENT for a clientNoteId that is empty or longer than 100 characters.
 */
export async function addNote(
  ctx: MutationCtx,
  note: { roomId: Id<"rooms">; authorId: Id<"users">; text: string; clientNoteId: string },
  fileIds: string[],
): Promise<AddedNote> {
  const { roomId, authorId, clientNoteId } = note;
  if (clientNoteId === "" || clientNoteId.length > CLIENT_NOTE_ID_MAX_LENGTH) {
    throw appError("INVALID_ARGUMENT", "clientNoteId has 1 to 100 characters.");
  }
  const first = await findAdded(ctx, authorId, clientNoteId);
  if (first !== null) return first;
  const attachments = await attachFiles(ctx, roomId, authorId, fileIds, "notes");
  return await appendNote(ctx, {
    ...note,
    text: messageText(note.text, attachments.length > 0),
    time: Date.now(),
    ...(attachments.length === 0 ? {} : { attachments }),
  });
}

/** Writes one entry at the end of a room's notes, with its `seq`; the only insert into notes. */
export async function appendNote(
  ctx: MutationCtx,
  note: {
    roomId: Id<"rooms">;
    authorId: Id<"users">;
    text: string;
    clientNoteId: string;
    /** When it was written (ms). */
    time: number;
    attachments?: Attachment[];
  },
): Promise<AddedNote> {
  const { roomId, time } = note;
  const head = await getNoteHead(ctx, roomId);
  const seq = (head?.lastSeq ?? 0) + 1;
  const noteId = await ctx.db.insert("notes", {
    ...note,
    seq,
    searchText: searchTextOf(note),
  });
  if (head === null) {
    await ctx.db.insert("noteHeads", { roomId, lastSeq: seq, lastActivityTime: time });
  } else {
    await ctx.db.patch("noteHeads", head._id, { lastSeq: seq, lastActivityTime: time });
  }
  return { noteId, seq };
}

/** The head of a room's notes; null before the first. */
export async function getNoteHead(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
): Promise<Doc<"noteHeads"> | null> {
  return await ctx.db
    .query("noteHeads")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .unique();
}

/** A note of this very room; NOT_FOUND for a foreign, unknown or malformed id. */
export async function requireNoteInRoom(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  noteIdText: string,
): Promise<Doc<"notes">> {
  const noteId = ctx.db.normalizeId("notes", noteIdText);
  const note = noteId === null ? null : await ctx.db.get("notes", noteId);
  if (note === null || note.roomId !== roomId) throw notFound();
  return note;
}

/** Gives a note another text. A deleted one is gone: NOT_FOUND. Errors of the text: as messageText. */
export async function editNote(ctx: MutationCtx, note: Doc<"notes">, typed: string): Promise<void> {
  if (note.deletedTime !== undefined) throw notFound();
  const text = messageText(typed, note.attachments !== undefined);
  if (text === note.text) return;
  await ctx.db.patch("notes", note._id, {
    text,
    searchText: searchTextOf({ text, attachments: note.attachments }),
    editedTime: Date.now(),
  });
}

/** Leaves a tombstone: text, what finds it and files are gone at once. Twice changes nothing. */
export async function deleteNote(
  ctx: MutationCtx,
  note: Doc<"notes">,
  deletedById: Id<"users">,
): Promise<void> {
  if (note.deletedTime !== undefined) return;
  const { _id, roomId, seq, authorId, time, clientNoteId } = note;
  // Its bones alone, as of a message.
  const bones = { roomId, seq, authorId, time, clientNoteId };
  const deletedTime = Date.now();
  await ctx.db.replace("notes", _id, {
    ...bones,
    text: "",
    searchText: "",
    deletedTime,
    deletedById,
  });
  for (const { fileId } of note.attachments ?? []) await releaseFile(ctx, fileId);
}

/** Takes a note away without a trace, with its files (the retention rule). */
export async function removeNote(ctx: MutationCtx, note: Doc<"notes">): Promise<void> {
  await ctx.db.delete("notes", note._id);
  for (const { fileId } of note.attachments ?? []) await releaseFile(ctx, fileId);
}
