/** Portals: one per client company, with its contacts. Staff only. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { notFound } from "./errors";
import { staffMutation, staffQuery } from "./functions";
import { recordAudit } from "./model/audit";
import { describeInvitation, vInvitationView } from "./model/invitationViews";
import { bounded, vPaginated } from "./model/pagination";
import { personName } from "./model/people";
import { mailStopOf, vMailStop } from "./model/stoppedAddresses";
import { getParticipant } from "./model/rooms";
import { bytesOf, PORTAL_MAX_BYTES } from "./model/storageQuota";
import { avatarOf, vAvatar } from "./model/views";
import { vUserState } from "./validators";

const CONTACTS_LIMIT = 200;
const ROOMS_LIMIT = 200;

/** Row 23: portals by name, with how many contacts they have and in which state. */
export const list = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({
      portalId: v.id("portals"),
      name: v.string(),
      contactCount: v.number(),
      activeCount: v.number(),
      pendingCount: v.number(),
    }),
  ),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("portals")
      .withIndex("by_name")
      .paginate(bounded(paginationOpts));
    const page = [];
    for (const { _id, name } of result.page) {
      const contacts = await ctx.db
        .query("users")
        .withIndex("by_portalId", (q) => q.eq("portalId", _id))
        .take(CONTACTS_LIMIT);
      const inState = (state: string) => contacts.filter((user) => user.state === state).length;
      page.push({
        portalId: _id,
        name,
        contactCount: contacts.length,
        activeCount: inState("active"),
        pendingCount: inState("invited"),
      });
    }
    return { ...result, page };
  },
});

/** Row 23: one portal with its contacts, and those of its rooms that the viewer sits in. Error: NOT_FOUND. */
export const get = staffQuery({
  args: { portalId: v.string() },
  returns: v.object({
    portalId: v.id("portals"),
    name: v.string(),
    contacts: v.array(
      v.object({
        userId: v.id("users"),
        name: v.string(),
        avatar: vAvatar,
        email: v.string(),
        state: vUserState,
        mailStop: vMailStop,
        invitation: v.union(vInvitationView, v.null()),
      }),
    ),
    rooms: v.array(v.object({ roomId: v.id("rooms"), name: v.string(), archived: v.boolean() })),
    /** What its contacts' files have of the space that they may have (bytes). */
    files: v.object({ bytes: v.number(), mostBytes: v.number() }),
  }),
  handler: async (ctx, args) => {
    const portalId = ctx.db.normalizeId("portals", args.portalId);
    const portal = portalId === null ? null : await ctx.db.get("portals", portalId);
    if (portal === null) throw notFound();
    const users = await ctx.db
      .query("users")
      .withIndex("by_portalId", (q) => q.eq("portalId", portal._id))
      .take(CONTACTS_LIMIT);
    const contacts = [];
    for (const user of users) {
      const { _id, name, email, state } = user;
      const invitation = await describeInvitation(ctx, _id);
      const mailStop = mailStopOf(user);
      const about = { userId: _id, name, ...avatarOf(user), email, state };
      contacts.push({ ...about, mailStop, invitation });
    }
    const itsRooms = await ctx.db
      .query("rooms")
      .withIndex("by_portalId", (q) => q.eq("portalId", portal._id))
      .take(ROOMS_LIMIT);
    const rooms = [];
    for (const { _id, name, archivedTime } of itsRooms) {
      if ((await getParticipant(ctx, _id, ctx.viewer._id)) === null) continue;
      rooms.push({ roomId: _id, name, archived: archivedTime !== undefined });
    }
    const files = { bytes: await bytesOf(ctx, portal._id), mostBytes: PORTAL_MAX_BYTES };
    return { portalId: portal._id, name: portal.name, contacts, rooms, files };
  },
});

/** Row 24: makes a portal. Errors: FORBIDDEN, INVALID_NAME. */
export const create = staffMutation({
  args: { name: v.string() },
  returns: v.id("portals"),
  handler: async (ctx, args) => {
    const name = personName(args.name);
    const portalId = await ctx.db.insert("portals", { name });
    await recordAudit(ctx, ctx.viewer, "portal.create", { detail: name });
    return portalId;
  },
});

/** Row 24: renames a portal. Errors: FORBIDDEN, NOT_FOUND, INVALID_NAME. */
export const rename = staffMutation({
  args: { portalId: v.id("portals"), name: v.string() },
  returns: v.null(),
  handler: async (ctx, { portalId, ...args }) => {
    if ((await ctx.db.get("portals", portalId)) === null) throw notFound();
    const name = personName(args.name);
    await ctx.db.patch("portals", portalId, { name });
    await recordAudit(ctx, ctx.viewer, "portal.rename", { detail: name });
    return null;
  },
});
