/** The team, and the standing of every person: roles, suspension. */
import { v } from "convex/values";
import { adminMutation, adminQuery, internalMutation, staffQuery } from "./functions";
import { handOverRooms } from "./model/handover";
import {
  isThere,
  reactivate as reactivateUser,
  requireUser,
  setRole as changeRole,
  suspend as suspendUser,
} from "./model/people";
import { avatarOf, vAvatar } from "./model/views";
import { vStaffRole, vUserState } from "./validators";

const STAFF_LIMIT = 500;
const ROOMS_COUNTED = 1_000;

/** Row 23: every staff person, by name. */
export const list = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      userId: v.id("users"),
      name: v.string(),
      avatar: vAvatar,
      email: v.string(),
      role: vStaffRole,
      state: vUserState,
      isYou: v.boolean(),
    }),
  ),
  handler: async (ctx) => {
    const staff = await ctx.db
      .query("users")
      .withIndex("by_kind_and_name", (q) => q.eq("kind", "staff"))
      .take(STAFF_LIMIT);
    return staff.filter(isThere).map((user) => {
      const { _id, name, email, role = "member", state } = user;
      const isYou = _id === ctx.viewer._id;
      return { userId: _id, name, ...avatarOf(user), email, role, state, isYou };
    });
  },
});

/** Row 25. Errors: FORBIDDEN, NOT_FOUND, LAST_OWNER, INVALID_ARGUMENT (a client). */
export const setRole = adminMutation({
  args: { userId: v.id("users"), role: vStaffRole },
  returns: v.null(),
  handler: async (ctx, { userId, role }) => {
    await changeRole(ctx, ctx.viewer, await requireUser(ctx, userId), role);
    return null;
  },
});

/** Row 25, before a suspension: how many rooms they created (up to 1,000), and who can take them. */
export const roomsToHandOver = adminQuery({
  args: { userId: v.id("users") },
  returns: v.object({
    count: v.number(),
    successors: v.array(v.object({ userId: v.id("users"), name: v.string() })),
  }),
  handler: async (ctx, { userId }) => {
    const rooms = await ctx.db
      .query("rooms")
      .withIndex("by_creatorId", (q) => q.eq("creatorId", userId))
      .take(ROOMS_COUNTED);
    const staff = await ctx.db
      .query("users")
      .withIndex("by_kind_and_name", (q) => q.eq("kind", "staff"))
      .take(STAFF_LIMIT);
    const successors = staff
      .filter((user) => user.state === "active" && user._id !== userId)
      .map(({ _id, name }) => ({ userId: _id, name }));
    return { count: rooms.length, successors };
  },
});

/** Row 25: out at once, staff or client. Errors: FORBIDDEN, NOT_FOUND, LAST_OWNER, INVALID_ARGUMENT. */
export const suspend = adminMutation({
  args: { userId: v.id("users"), successorId: v.optional(v.id("users")) },
  returns: v.null(),
  handler: async (ctx, { userId, successorId }) => {
    await suspendUser(ctx, ctx.viewer, await requireUser(ctx, userId), successorId);
    return null;
  },
});

/** Row 25: in again. Errors: FORBIDDEN, NOT_FOUND. */
export const reactivate = adminMutation({
  args: { userId: v.id("users") },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    await reactivateUser(ctx, ctx.viewer, await requireUser(ctx, userId));
    return null;
  },
});

/** The next rooms of a suspended creator, when there were too many for one run. */
export const continueHandover = internalMutation({
  args: {
    actorId: v.id("users"),
    fromId: v.id("users"),
    successorId: v.optional(v.id("users")),
  },
  returns: v.null(),
  handler: async (ctx, { actorId, fromId, successorId }) => {
    // Also when whoever suspended them was erased meanwhile.
    const actor = await ctx.db.get("users", actorId);
    if (actor !== null) await handOverRooms(ctx, actor, fromId, successorId);
    return null;
  },
});
