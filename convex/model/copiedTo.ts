/** Who got a copy of an emailed reply without sitting in its room (staff get a hint; they are not seated). */
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getParticipant } from "./rooms";

/** Those of the addresses that belong to nobody of the room, as things stand. */
export async function copiedOutside(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  addresses: readonly string[],
): Promise<string[]> {
  const outside: string[] = [];
  for (const address of addresses) {
    const user = await ctx.db
      .query("users")
      .withIndex("by_email", (q) => q.eq("email", address))
      .first();
    const seat = user === null ? null : await getParticipant(ctx, roomId, user._id);
    if (seat === null) outside.push(address);
  }
  return outside;
}
