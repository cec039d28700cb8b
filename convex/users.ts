/** The viewer's own account, and the staff directory. */
import { v } from "convex/values";
import { appError } from "./errors";
import { staffQuery, viewerMutation, viewerQuery } from "./functions";
import { listDirectory } from "./model/directory";
import { DEFAULT_SCHEDULE } from "./model/mailTimes";
import { rescheduleMail, validSchedule } from "./model/mailSchedules";
import { vLanguage, vMailSchedule } from "./validators";
import { requireFirm } from "./model/firm";
import { isNameOfTeam, personName, timeZoneName } from "./model/people";
import { requireWithinRate } from "./model/rateLimits";
import { avatarOf, vDirectory, vViewer } from "./model/views";

/** Who is signed in. Errors: UNAUTHENTICATED, NOT_ACTIVATED, SUSPENDED. */
export const viewer = viewerQuery({
  args: {},
  returns: vViewer,
  handler: async (ctx) => {
    const { viewer } = ctx;
    const firm = await requireFirm(ctx);
    const about = {
      name: viewer.name,
      ...avatarOf(viewer),
      email: viewer.email,
      emailMuted: viewer.emailMuted,
      timeZone: viewer.timeZone ?? firm.timeZone,
      language: viewer.language ?? ("en" as const),
      mailSchedule: viewer.mailSchedule ?? DEFAULT_SCHEDULE,
    };
    if (viewer.kind === "staff") {
      const role = viewer.role ?? "member";
      return { ...about, kind: "staff" as const, userId: viewer._id, role };
    }
    const portal = viewer.portalId ? await ctx.db.get("portals", viewer.portalId) : null;
    return { ...about, kind: "client" as const, portalName: portal?.name ?? "" };
  },
});

/**
 * Changes one's own name, time zone (IANA) or the language of the app and of one's email. Errors: INVALID_NAME,
 * NAME_NOT_AVAILABLE (a client under the name of the firm or of somebody of the team whom they know),
 * INVALID_ARGUMENT, RATE_LIMITED (a client who changes names all the time).
 */
export const updateProfile = viewerMutation({
  args: {
    name: v.optional(v.string()),
    timeZone: v.optional(v.string()),
    language: v.optional(vLanguage),
  },
  returns: v.null(),
  handler: async (ctx, { name, timeZone, language }) => {
    const { viewer } = ctx;
    const named = name === undefined ? viewer.name : personName(name);
    const isOtherName = viewer.kind === "client" && named !== viewer.name;
    if (isOtherName) {
      // Readers should know a person again.
      await requireWithinRate(ctx, "rename", viewer._id);
      if (await isNameOfTeam(ctx, viewer, named)) {
        throw appError("NAME_NOT_AVAILABLE", "Choose another name.");
      }
    }
    await ctx.db.patch("users", viewer._id, {
      ...(name === undefined ? {} : { name: named }),
      ...(timeZone === undefined ? {} : { timeZone: timeZoneName(timeZone) }),
      ...(language === undefined ? {} : { language }),
    });
    if (timeZone !== undefined) await rescheduleMail(ctx, viewer._id);
    return null;
  },
});

/**
 * Says when one's email may come. What waits for its time comes at the new one, if that is earlier.
 * Error: INVALID_ARGUMENT (an hour that is none, no day at all).
 */
export const setMailSchedule = viewerMutation({
  args: { schedule: vMailSchedule },
  returns: v.null(),
  handler: async (ctx, { schedule }) => {
    await ctx.db.patch("users", ctx.viewer._id, { mailSchedule: validSchedule(schedule) });
    await rescheduleMail(ctx, ctx.viewer._id);
    return null;
  },
});

/** R13: switches all email off or on. Switched on again, nothing older is mailed. */
export const setEmailMuted = viewerMutation({
  args: { muted: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { muted }) => {
    if (muted === ctx.viewer.emailMuted) return null;
    await ctx.db.patch("users", ctx.viewer._id, {
      emailMuted: muted,
      ...(muted ? {} : { emailSinceTime: Date.now() }),
    });
    return null;
  },
});

/**
 * Row 23: staff and portals with their contacts, for choosing whom to seat; with `search` those whose
 * name has the words. Staff only.
 */
export const directory = staffQuery({
  args: { search: v.optional(v.string()) },
  returns: vDirectory,
  handler: async (ctx, { search = "" }) => await listDirectory(ctx, search),
});
