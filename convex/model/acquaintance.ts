/** Whom a person may know of (R5, G7): asked where something beside a message shows a person. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { requireFirm } from "./firm";

/** The rooms of one client that are looked through; who sits in more sees initials for the rest. */
const SEATS_LOOKED_AT = 500;

/**
 * Whether `reader` may see who `person` is. Staff may see everybody; a client themselves and whoever
 * has written in a room they sit in, but nobody of the staff under studio identity.
 */
export async function mayKnow(
  ctx: QueryCtx,
  reader: Doc<"users">,
  person: Doc<"users">,
): Promise<boolean> {
  if (reader.kind === "staff" || reader._id === person._id) return true;
  if (person.kind === "staff" && (await requireFirm(ctx)).studioIdentity) return false;
  return await hasWrittenTo(ctx, reader._id, person._id);
}

/** Deleted messages count: their rows still name who wrote them. */
async function hasWrittenTo(
  ctx: QueryCtx,
  readerId: Id<"users">,
  authorId: Id<"users">,
): Promise<boolean> {
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", readerId))
    .take(SEATS_LOOKED_AT);
  for (const { roomId } of seats) {
    const written = await ctx.db
      .query("messages")
      .withIndex("by_room_and_author", (q) => q.eq("roomId", roomId).eq("authorId", authorId))
      .first();
    if (written !== null) return true;
  }
  return false;
}
