/** Whose turn it is: the dashboard's list and the switch in a room. Staff only. */
import { v } from "convex/values";
import { roomStaffMutation, roomStaffQuery, staffQuery } from "./functions";
import { requireFirm } from "./model/firm";
import { getWait, listWaiting, setTurn } from "./model/waiting";
import { DEFAULT_WAITING_HOURS } from "./model/waitingTime";
import { vWaitingHours, vWaitingState } from "./validators";

/** The firm's hours, by which waiting times are told. */
const vClock = v.object({ hours: vWaitingHours, timeZone: v.string() });

/** The viewer's rooms that wait for the team, the longest first, with the median first-reply time. */
export const list = staffQuery({
  args: {},
  returns: v.object({
    rooms: v.array(v.object({ roomId: v.id("rooms"), name: v.string(), sinceTime: v.number() })),
    /** There were more waits in the firm than one run looks at. */
    isPartial: v.boolean(),
    firstReply: v.object({
      /** Of the viewer's rooms, within waiting hours; null before the first reply. */
      medianMs: v.union(v.number(), v.null()),
      /** How many replies it is the median of. */
      count: v.number(),
    }),
    clock: vClock,
  }),
  handler: async (ctx) => {
    const { waitingHours: hours = DEFAULT_WAITING_HOURS, timeZone } = await requireFirm(ctx);
    return { ...(await listWaiting(ctx, ctx.viewer)), clock: { hours, timeZone } };
  },
});

/** Whose turn it is in this room; null where nobody waits. Errors: NOT_FOUND, FORBIDDEN (clients). */
export const get = roomStaffQuery({
  args: {},
  returns: v.union(
    v.null(),
    v.object({ state: vWaitingState, sinceTime: v.number(), clock: vClock }),
  ),
  handler: async (ctx) => {
    const wait = await getWait(ctx, ctx.room._id);
    if (wait === null) return null;
    const { waitingHours: hours = DEFAULT_WAITING_HOURS, timeZone } = await requireFirm(ctx);
    return { state: wait.state, sinceTime: wait.sinceTime, clock: { hours, timeZone } };
  },
});

/**
 * Says by hand whose turn it is, until the next message. Errors: NOT_FOUND, FORBIDDEN (clients),
 * INVALID_ARGUMENT (no client room).
 */
export const set = roomStaffMutation({
  args: { state: vWaitingState },
  returns: v.null(),
  handler: async (ctx, { state }) => {
    await setTurn(ctx, ctx.room, state);
    return null;
  },
});
