/**
 * How much of the firm's disk clients may fill with files (G12): each person, and all of a portal
 * together. Staff are not counted. What is counted for a file stands on its row, so that the same is
 * given back, whatever happens meanwhile.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";

const GIB = 1024 ** 3;
export const CLIENT_MAX_BYTES = 2 * GIB;
export const PORTAL_MAX_BYTES = 10 * GIB;

/** A client or a portal. */
type Owner = Id<"users"> | Id<"portals">;
type Uploader = Pick<Doc<"users">, "_id" | "kind" | "portalId">;

/** Whether `bytes` more of this person's would be too much. */
export async function isStorageFull(
  ctx: QueryCtx,
  uploader: Uploader,
  bytes: number,
): Promise<boolean> {
  const { _id, kind, portalId } = uploader;
  if (kind === "staff" || bytes <= 0) return false;
  if ((await bytesOf(ctx, _id)) + bytes > CLIENT_MAX_BYTES) return true;
  return portalId !== undefined && (await bytesOf(ctx, portalId)) + bytes > PORTAL_MAX_BYTES;
}

/**
 * Counts `bytes` as this person's and their portal's; gives what the file's row has to keep. Error:
 * STORAGE_LIMIT.
 */
export async function takeSpace(
  ctx: MutationCtx,
  uploader: Uploader,
  bytes: number,
): Promise<Pick<Doc<"files">, "counted">> {
  if (uploader.kind === "staff") return {};
  if (await isStorageFull(ctx, uploader, bytes)) {
    throw appError("STORAGE_LIMIT", "There is no space left for your files. Ask the team.");
  }
  const owners: Owner[] = [uploader._id];
  if (uploader.portalId !== undefined) owners.push(uploader.portalId);
  for (const owner of owners) await change(ctx, owner, bytes);
  return { counted: { bytes, owners } };
}

/** The file's bytes are gone: those whose they were have the space again. */
export async function giveSpaceBack(
  ctx: MutationCtx,
  { counted }: Pick<Doc<"files">, "counted">,
): Promise<void> {
  if (counted === undefined) return;
  for (const owner of counted.owners) await change(ctx, owner, -counted.bytes);
}

async function useOf(ctx: QueryCtx, owner: Owner): Promise<Doc<"storageUses"> | null> {
  return await ctx.db
    .query("storageUses")
    .withIndex("by_owner", (q) => q.eq("owner", owner))
    .unique();
}

/** How many bytes of files are counted for them. */
export async function bytesOf(ctx: QueryCtx, owner: Owner): Promise<number> {
  return (await useOf(ctx, owner))?.bytes ?? 0;
}

async function change(ctx: MutationCtx, owner: Owner, by: number): Promise<void> {
  const use = await useOf(ctx, owner);
  const bytes = (use?.bytes ?? 0) + by;
  if (use === null) await ctx.db.insert("storageUses", { owner, bytes });
  else if (bytes > 0) await ctx.db.patch("storageUses", use._id, { bytes });
  else await ctx.db.delete("storageUses", use._id);
}
