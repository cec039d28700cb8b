/** Whom staff can mention while they write. */
import { v } from "convex/values";
import { roomStaffQuery } from "./functions";
import { findMentionable } from "./model/mentionable";
import { vAvatar } from "./model/views";

/**
 * Row 8: at most 8 active participants whose name has the typed words, for the list that opens after
 * "@". Errors: NOT_FOUND, FORBIDDEN (clients mention the team alone).
 */
export const candidates = roomStaffQuery({
  args: { search: v.string() },
  returns: v.array(
    v.object({
      userId: v.id("users"),
      name: v.string(),
      avatar: vAvatar,
      company: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx, { search }) => await findMentionable(ctx, search),
});
