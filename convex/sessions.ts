/** Where a person is signed in by the built-in way, and how they end that. */
import { v } from "convex/values";
import { notFound } from "./errors";
import { viewerMutation, viewerQuery } from "./functions";
import { endSession, endSessions, sessionsOf, usesOf } from "./model/sessions";
import { currentSessionId } from "./model/users";

/** The viewer's own sessions, newest first; none where people sign in another way. */
export const list = viewerQuery({
  args: {},
  returns: v.array(
    v.object({
      sessionId: v.id("sessions"),
      device: v.string(),
      createdTime: v.number(),
      usedTime: v.number(),
      isThisOne: v.boolean(),
    }),
  ),
  handler: async (ctx) => {
    const current = await currentSessionId(ctx);
    if (current === null) return [];
    const sessions = await sessionsOf(ctx, ctx.viewer._id);
    const views = sessions.map(async ({ _id, device, createdTime }) => ({
      sessionId: _id,
      device,
      createdTime,
      usedTime: (await usesOf(ctx, _id))?.usedTime ?? createdTime,
      isThisOne: _id === current,
    }));
    return (await Promise.all(views)).reverse();
  },
});

/** Ends one of the viewer's own sessions; its screens are out at once. Error: NOT_FOUND. */
export const revoke = viewerMutation({
  args: { sessionId: v.string() },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    const id = ctx.db.normalizeId("sessions", sessionId);
    const session = id === null ? null : await ctx.db.get("sessions", id);
    if (session === null || session.userId !== ctx.viewer._id) throw notFound();
    await endSession(ctx, session._id);
    return null;
  },
});

/** Signs the viewer out everywhere else. */
export const revokeOthers = viewerMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const current = await currentSessionId(ctx);
    await endSessions(ctx, ctx.viewer._id, current ?? undefined);
    return null;
  },
});
