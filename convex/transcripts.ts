/** Export of a room's transcript (row 26). The browser puts the pages together. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { appError } from "./errors";
import { roomExportMutation, roomExportQuery } from "./functions";
import { recordAudit } from "./model/audit";
import { requireFirm } from "./model/firm";
import { bounded, vPaginated } from "./model/pagination";
import { requireRoomHead } from "./model/rooms";
import { notesToTranscript, toTranscript, vEdition, vTranscriptEntry } from "./model/transcripts";

/**
 * Row 26: leaves a line in the audit log, and tells what there is to fetch. `withNotes` goes with the
 * full edition alone. Errors: NOT_FOUND, FORBIDDEN, INVALID_ARGUMENT (notes in a client edition).
 */
export const start = roomExportMutation({
  args: { edition: vEdition, withNotes: v.boolean() },
  returns: v.object({ roomName: v.string(), firmName: v.string(), lastSeq: v.number() }),
  handler: async (ctx, { edition, withNotes }) => {
    if (withNotes && edition === "client") {
      throw appError("INVALID_ARGUMENT", "Notes never go into a client edition.");
    }
    const detail = `${edition} edition${withNotes ? " with notes" : ""}`;
    await recordAudit(ctx, ctx.viewer, "room.export", { roomId: ctx.room._id, detail });
    const { lastSeq } = await requireRoomHead(ctx, ctx.room._id);
    const { name: firmName } = await requireFirm(ctx);
    return { roomName: ctx.room.name, firmName, lastSeq };
  },
});

/** Row 26: messages, oldest first. Errors: NOT_FOUND, FORBIDDEN. */
export const messages = roomExportQuery({
  args: { edition: vEdition, paginationOpts: paginationOptsValidator },
  returns: vPaginated(vTranscriptEntry),
  handler: async (ctx, { edition, paginationOpts }) => {
    const result = await ctx.db
      .query("messages")
      .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
      .paginate(bounded(paginationOpts));
    return { ...result, page: await toTranscript(ctx, result.page, edition) };
  },
});

/** Row 26: notes, oldest first, where they were asked for. Errors: NOT_FOUND, FORBIDDEN. */
export const notes = roomExportQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vTranscriptEntry),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("notes")
      .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
      .paginate(bounded(paginationOpts));
    return { ...result, page: await notesToTranscript(ctx, result.page) };
  },
});
