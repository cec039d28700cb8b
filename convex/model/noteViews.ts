/** A page of notes as a room's staff may see it. Nobody else gets one, so there is one audience. */
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { canEditNote } from "./permissions";
import { roomFacts } from "./rooms";
import { userLookup } from "./users";
import { avatarOf, toAttachmentView, vAttachmentView, vAvatar } from "./views";
import { UNKNOWN } from "../text/neutralNames";

export const vNoteView = v.object({
  noteId: v.id("notes"),
  seq: v.number(),
  /** When it was written (ms). */
  time: v.number(),
  /** Null when it was deleted. */
  text: v.union(v.string(), v.null()),
  editedTime: v.union(v.number(), v.null()),
  deletedTime: v.union(v.number(), v.null()),
  deletedBy: v.union(v.string(), v.null()),
  author: v.object({ name: v.string(), mine: v.boolean(), avatar: vAvatar }),
  /** The viewer's own notes only. */
  clientNoteId: v.union(v.string(), v.null()),
  canEdit: v.boolean(),
  canDelete: v.boolean(),
  /** Empty when it was deleted. */
  attachments: v.array(vAttachmentView),
});
export type NoteView = Infer<typeof vNoteView>;

type RoomViewerCtx = QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> };

/** Views of `notes`, in their order. */
export async function listNoteViews(
  ctx: RoomViewerCtx,
  notes: Doc<"notes">[],
): Promise<NoteView[]> {
  const getUser = userLookup(ctx);
  const room = roomFacts(ctx.room);
  return await Promise.all(
    notes.map(async (note) => {
      const mine = note.authorId === ctx.viewer._id;
      const isDeleted = note.deletedTime !== undefined;
      const author = await getUser(note.authorId);
      const deletedBy = note.deletedById === undefined ? null : await getUser(note.deletedById);
      return {
        noteId: note._id,
        seq: note.seq,
        time: note.time,
        text: isDeleted ? null : note.text,
        editedTime: note.editedTime ?? null,
        deletedTime: note.deletedTime ?? null,
        deletedBy: deletedBy?.name ?? null,
        author: { name: author?.name ?? UNKNOWN, mine, ...avatarOf(author) },
        clientNoteId: mine ? note.clientNoteId : null,
        canEdit: !isDeleted && canEditNote(room, { mine }) === "allowed",
        canDelete: !isDeleted,
        attachments: (note.attachments ?? []).map(toAttachmentView),
      };
    }),
  );
}
