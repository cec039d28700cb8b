/**
 * Attachments of held emails: in storage under the rules of uploads, for the room's staff alone, until
 * the email is accepted, rejected or too old. They are a stranger's bytes, so their number is bounded.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { cleanFileName } from "./fileNames";
import { deleteFile, FILE_MAX_BYTES } from "./files";
import type { Brought } from "./inbound";

/** Undecided for that long, an email keeps its text and loses its files (ms). */
export const HELD_FILES_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
/** Of one room, all held emails together: five of the largest files. */
export const HELD_ROOM_BYTES = 5 * FILE_MAX_BYTES;
const HELD_ROOM_FILES = 50;

type HeldFile = NonNullable<Doc<"heldTexts">["files"]>[number];

/** How many bytes the room's held emails may still bring. */
export async function heldBytesLeft(ctx: QueryCtx, roomId: Id<"rooms">): Promise<number> {
  const held = await ctx.db
    .query("files")
    .withIndex("by_room_and_forNotes_and_state", (q) =>
      q.eq("roomId", roomId).eq("forNotes", undefined).eq("state", "held"),
    )
    .take(HELD_ROOM_FILES);
  if (held.length === HELD_ROOM_FILES) return 0;
  return HELD_ROOM_BYTES - held.reduce((sum, { size }) => sum + size, 0);
}

/** What stays behind when a room's held emails hold too much already. */
export const NO_ROOM_FOR_HELD = "not kept: too many files wait in held emails";

/** Keeps what was brought for a held email; what is over the room's bound goes, and `brought` says so. */
export async function holdFiles(
  ctx: MutationCtx,
  roomId: Id<"rooms">,
  brought: Brought[],
): Promise<{ files: HeldFile[]; brought: Brought[] }> {
  const files: HeldFile[] = [];
  const outcomes: Brought[] = [];
  for (const one of brought) {
    const file = one.fileId === null ? null : await ctx.db.get("files", one.fileId);
    if (file === null) {
      outcomes.push({ ...one, fileId: null });
    } else if (file.size > (await heldBytesLeft(ctx, roomId))) {
      await deleteFile(ctx, file);
      outcomes.push({ ...one, fileId: null, reason: NO_ROOM_FOR_HELD });
    } else {
      await ctx.db.patch("files", file._id, { state: "held" });
      files.push({ fileId: file._id, name: file.name, size: file.size });
      outcomes.push(one);
    }
  }
  return { files, brought: outcomes };
}

/** Removes what was brought for an email that is neither posted nor held. */
export async function dropBrought(ctx: MutationCtx, brought: Brought[]): Promise<void> {
  for (const { fileId } of brought) {
    const file = fileId === null ? null : await ctx.db.get("files", fileId);
    if (file !== null) await deleteFile(ctx, file);
  }
}

/** What a held email says by now and the files that are still there; one that is gone is a line of the text. */
export async function readHeld(
  ctx: QueryCtx,
  { text, files = [] }: Doc<"heldTexts">,
): Promise<{ text: string; files: Doc<"files">[] }> {
  const kept: Doc<"files">[] = [];
  const gone: string[] = [];
  for (const { fileId, name, size } of files) {
    const file = await ctx.db.get("files", fileId);
    if (file?.state === "held") kept.push(file);
    else gone.push(fileStub(name, size, "not kept: the email waited for too long"));
  }
  return { text: [text, gone.join("\n")].filter(Boolean).join("\n\n"), files: kept };
}

/** The line in place of a file that did not come along, with why; `size` in bytes. */
export function fileStub(name: string, size: number, reason: string): string {
  return `📎 ${cleanFileName(name)} (${Math.ceil(size / 1024)} KB, ${reason})`;
}

/** Lets an accepted email's files go on as its author's, ready to be attached. */
export async function releaseHeld(ctx: MutationCtx, files: Doc<"files">[]): Promise<void> {
  for (const { _id } of files) await ctx.db.patch("files", _id, { state: "ready" });
}

/** Removes the files of a rejected email. */
export async function dropHeld(ctx: MutationCtx, held: Doc<"heldTexts">): Promise<void> {
  for (const file of (await readHeld(ctx, held)).files) await deleteFile(ctx, file);
}
