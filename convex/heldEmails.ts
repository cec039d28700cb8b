/** Received emails that wait for a decision of the room's staff participants (G11). */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { roomStaffMutation, roomStaffQuery, staffQuery } from "./functions";
import { acceptHeld, getHeldText, rejectHeld, requireHeldInRoom } from "./model/heldEmails";
import { copiedOutside } from "./model/copiedTo";
import { toAttachment } from "./model/files";
import { readHeld } from "./model/heldFiles";
import { bounded, vPaginated } from "./model/pagination";
import { getParticipant } from "./model/rooms";
import { toAttachmentView, vAttachmentView } from "./model/views";
import { vAuthentication } from "./validators";
import { UNKNOWN } from "./text/neutralNames";

/** A number on a badge ends at 99; the newest so many are looked at for it. */
const COUNTED = 100;

const vHeldEmail = v.object({
  inboundId: v.id("inboundEmails"),
  roomId: v.id("rooms"),
  roomName: v.string(),
  receivedTime: v.number(),
  /** OTHER_SENDER, DMARC_FAILED, EMPTY or TOO_MANY. */
  reason: v.string(),
  /** Null when it can't be read as one address. */
  from: v.union(v.string(), v.null()),
  subject: v.string(),
  /** Whom the reply address was issued to; the message would be theirs. */
  person: v.object({ name: v.string(), email: v.string() }),
  authentication: vAuthentication,
});

const UNCHECKED = { spf: "absent", dkim: "absent", dmarc: "absent" } as const;

function heldNewestFirst(ctx: QueryCtx) {
  return ctx.db
    .query("inboundEmails")
    .withIndex("by_state", (q) => q.eq("state", "held"))
    .order("desc");
}

/** The room of a held email when the viewer sits in it, else null. */
async function roomOfViewer(
  ctx: QueryCtx & { viewer: Doc<"users"> },
  { roomId }: Doc<"inboundEmails">,
) {
  const seat = roomId === undefined ? null : await getParticipant(ctx, roomId, ctx.viewer._id);
  return seat === null ? null : await ctx.db.get("rooms", seat.roomId);
}

async function toHeldEmail(ctx: QueryCtx, inbound: Doc<"inboundEmails">, room: Doc<"rooms">) {
  const person = inbound.userId === undefined ? null : await ctx.db.get("users", inbound.userId);
  return {
    inboundId: inbound._id,
    roomId: room._id,
    roomName: room.name,
    receivedTime: inbound._creationTime,
    reason: inbound.reason ?? "",
    from: inbound.from ?? null,
    subject: inbound.subject ?? "",
    person: { name: person?.name ?? UNKNOWN, email: person?.email ?? "" },
    authentication: inbound.authentication ?? UNCHECKED,
  };
}

/**
 * Emails held for the rooms that the viewer sits in, newest first, without their texts. Staff only; a
 * page can be shorter than asked for, since it is filtered by seat.
 */
export const list = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(vHeldEmail),
  handler: async (ctx, { paginationOpts }) => {
    const result = await heldNewestFirst(ctx).paginate(bounded(paginationOpts));
    const page = [];
    for (const inbound of result.page) {
      const room = await roomOfViewer(ctx, inbound);
      if (room !== null) page.push(await toHeldEmail(ctx, inbound, room));
    }
    return { ...result, page };
  },
});

/** How many wait for the viewer, at most 100 (which means "more than 99"). Staff only. */
export const count = staffQuery({
  args: {},
  returns: v.number(),
  handler: async (ctx) => {
    let waiting = 0;
    for (const inbound of await heldNewestFirst(ctx).take(COUNTED)) {
      if ((await roomOfViewer(ctx, inbound)) !== null) waiting += 1;
    }
    return waiting;
  },
});

/**
 * One held email with its text and files; null once it was accepted or rejected. For the room's staff. Errors:
 * NOT_FOUND, FORBIDDEN.
 */
export const get = roomStaffQuery({
  args: { inboundId: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      ...vHeldEmail.fields,
      text: v.string(),
      elided: v.string(),
      files: v.array(vAttachmentView),
      /** Who else got it and has no seat in the room. */
      copiedTo: v.array(v.string()),
    }),
  ),
  handler: async (ctx, { inboundId }) => {
    const inbound = await requireHeldInRoom(ctx, ctx.room._id, inboundId);
    const held = await getHeldText(ctx, inbound._id);
    if (held === null) return null;
    const { text, files } = await readHeld(ctx, held);
    return {
      ...(await toHeldEmail(ctx, inbound, ctx.room)),
      text,
      elided: held.elided,
      files: files.map((file) => toAttachmentView(toAttachment(file))),
      copiedTo: await copiedOutside(ctx, ctx.room._id, held.copiedTo ?? []),
    };
  },
});

/**
 * Posts a held email as its reply address's person, and with `rememberAddress` takes their replies from
 * that address from now on. Audited. Errors: NOT_FOUND, FORBIDDEN, ALREADY_SETTLED,
 * PARTICIPANT_NOT_ACTIVE, ROOM_ARCHIVED, MESSAGE_EMPTY, INVALID_EMAIL.
 */
export const accept = roomStaffMutation({
  args: { inboundId: v.string(), rememberAddress: v.boolean() },
  returns: v.object({ messageId: v.id("messages") }),
  handler: async (ctx, { inboundId, rememberAddress }) => {
    const inbound = await requireHeldInRoom(ctx, ctx.room._id, inboundId);
    return { messageId: await acceptHeld(ctx, ctx.viewer, ctx.room, inbound, rememberAddress) };
  },
});

/** Ends a held email unposted; nobody is told. Audited. Errors: NOT_FOUND, FORBIDDEN, ALREADY_SETTLED. */
export const reject = roomStaffMutation({
  args: { inboundId: v.string() },
  returns: v.null(),
  handler: async (ctx, { inboundId }) => {
    const inbound = await requireHeldInRoom(ctx, ctx.room._id, inboundId);
    await rejectHeld(ctx, ctx.viewer, ctx.room, inbound);
    return null;
  },
});
