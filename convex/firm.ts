/** The firm: as everybody may see it, and its settings for owner and admins. */
import { v } from "convex/values";
import { appError } from "./errors";
import { adminMutation, adminQuery, publicQuery } from "./functions";
import { recordAudit } from "./model/audit";
import { colour, requireFirm } from "./model/firm";
import { personName, timeZoneName } from "./model/people";
import { DEFAULT_WAITING_HOURS } from "./model/waitingTime";
import { vWaitingHours } from "./validators";

const LOGO_MAX_LENGTH = 96 * 1024;
const LOGO = /^data:image\/(png|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** Name, accent colour ("#rrggbb") and logo (data: URI); null before the firm is set up. */
export const branding = publicQuery({
  args: {},
  returns: v.union(
    v.null(),
    v.object({
      name: v.string(),
      accentColor: v.string(),
      logo: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx) => {
    const firm = await ctx.db.query("firm").first();
    if (firm === null) return null;
    const { name, accentColor, logo = null } = firm;
    return { name, accentColor, logo };
  },
});

/** All settings. Error: FORBIDDEN. */
export const settings = adminQuery({
  args: {},
  returns: v.object({
    name: v.string(),
    accentColor: v.string(),
    timeZone: v.string(),
    studioIdentity: v.boolean(),
    logo: v.union(v.string(), v.null()),
    waitingHours: vWaitingHours,
  }),
  handler: async (ctx) => {
    const firm = await requireFirm(ctx);
    const { name, accentColor, timeZone, studioIdentity } = firm;
    const { logo = null, waitingHours = DEFAULT_WAITING_HOURS } = firm;
    return { name, accentColor, timeZone, studioIdentity, logo, waitingHours };
  },
});

/**
 * Changes what is given; `logo: null` removes it. Errors: FORBIDDEN, INVALID_NAME, INVALID_ARGUMENT
 * (colour, zone, logo larger than 96 KiB or no PNG/WebP, hours).
 */
export const update = adminMutation({
  args: {
    name: v.optional(v.string()),
    accentColor: v.optional(v.string()),
    timeZone: v.optional(v.string()),
    studioIdentity: v.optional(v.boolean()),
    logo: v.optional(v.union(v.string(), v.null())),
    waitingHours: v.optional(vWaitingHours),
  },
  returns: v.null(),
  handler: async (ctx, { name, accentColor, timeZone, studioIdentity, logo, waitingHours }) => {
    const firm = await requireFirm(ctx);
    await ctx.db.patch("firm", firm._id, {
      ...(name === undefined ? {} : { name: personName(name) }),
      ...(accentColor === undefined ? {} : { accentColor: colour(accentColor) }),
      ...(timeZone === undefined ? {} : { timeZone: timeZoneName(timeZone) }),
      ...(studioIdentity === undefined ? {} : { studioIdentity }),
      ...(logo === undefined ? {} : { logo: logo === null ? undefined : smallLogo(logo) }),
      ...(waitingHours === undefined ? {} : { waitingHours: hours(waitingHours) }),
    });
    const changed = { name, accentColor, timeZone, studioIdentity, logo, waitingHours };
    const detail = Object.keys(changed).filter(
      (key) => changed[key as keyof typeof changed] !== undefined,
    );
    await recordAudit(ctx, ctx.viewer, "firm.update", { detail: detail.join(", ") });
    return null;
  },
});

function smallLogo(uri: string): string {
  if (uri.length <= LOGO_MAX_LENGTH && LOGO.test(uri)) return uri;
  throw appError("INVALID_ARGUMENT", "The logo has to be a PNG or WebP of at most 96 KB.");
}

function hours(wanted: { start: number; end: number; days: number[] }) {
  const { start, end, days } = wanted;
  const isDay = (day: number) => Number.isInteger(day) && day >= 0 && day <= 6;
  if (start >= 0 && start < end && end <= 24 && days.every(isDay) && days.length <= 7)
    return wanted;
  throw appError(
    "INVALID_ARGUMENT",
    "Waiting hours go from an hour to a later one, on days 0 to 6.",
  );
}
