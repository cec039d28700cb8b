/** Who is writing in a room right now. No clock in the query: rows carry their end, screens hide them. */
import { v } from "convex/values";
import { roomMutation, roomQuery } from "./functions";
import { canPost } from "./model/permissions";
import { requireAllowed, roomFacts } from "./model/rooms";
import { listTyping, recordTyping, vTyping } from "./model/typing";

/**
 * Row 31: says that the viewer is writing a message, for the next 5 seconds; at most one write per 3
 * seconds and person. Never called for notes. Errors as messages.send: NOT_FOUND, FORBIDDEN,
 * ROOM_ARCHIVED.
 */
export const signal = roomMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    requireAllowed(canPost(ctx.viewer, roomFacts(ctx.room)));
    await recordTyping(ctx);
    return null;
  },
});

/** Row 30: staff get names; a client whether anybody of the team writes, and never who. */
export const list = roomQuery({
  args: {},
  returns: vTyping,
  handler: async (ctx) => await listTyping(ctx),
});
