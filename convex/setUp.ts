/**
 * The first start of an empty deployment: a link whose token only the operator has makes the firm and
 * its owner, once. SETUP_TOKEN_HASH holds the token's SHA-256; unset, nothing can be set up.
 */
import { type Infer, v } from "convex/values";
import { internal } from "./_generated/api";
import { optionalEnv } from "./env";
import { appError } from "./errors";
import { internalMutation, internalQuery, publicAction } from "./functions";
import { recordAudit } from "./model/audit";
import { colour } from "./model/firm";
import { tokenHash } from "./model/invitations";
import { emailAddress, personName, timeZoneName } from "./model/people";
import { startSession } from "./model/sessions";
import { issueTokens, requireBuiltIn, vLiveSession, vTokens } from "./signIn";

const vFirmAndOwner = v.object({
  firmName: v.string(),
  /** "#rrggbb" */
  accentColor: v.string(),
  /** IANA name. */
  timeZone: v.string(),
  ownerName: v.string(),
  ownerEmail: v.string(),
});

/**
 * Makes the firm and its owner, who is signed in. Errors: SET_UP_NOT_VALID (a wrong token, or there is
 * a firm), INVALID_NAME, INVALID_ARGUMENT, INVALID_EMAIL, SIGN_IN_OFF.
 */
export const complete = publicAction({
  args: { token: v.string(), about: vFirmAndOwner, device: v.string() },
  returns: vTokens,
  handler: async (ctx, { token, about, device }): Promise<Infer<typeof vTokens>> => {
    requireBuiltIn();
    const expected = optionalEnv("SETUP_TOKEN_HASH");
    if (expected === null || (await tokenHash(token)) !== expected) throw notValid();
    return await issueTokens(await ctx.runMutation(internal.setUp.create, { about, device }));
  },
});

function notValid() {
  return appError("SET_UP_NOT_VALID", "This set-up link is not valid (any more).");
}

/** The firm, its owner and their session, in one transaction: of two at once, one finds a firm. */
export const create = internalMutation({
  args: { about: vFirmAndOwner, device: v.string() },
  returns: vLiveSession,
  handler: async (ctx, { about, device }) => {
    if ((await ctx.db.query("firm").first()) !== null) throw notValid();
    await ctx.db.insert("firm", {
      name: personName(about.firmName),
      accentColor: colour(about.accentColor),
      timeZone: timeZoneName(about.timeZone),
      studioIdentity: false,
    });
    const userId = await ctx.db.insert("users", {
      kind: "staff",
      role: "owner",
      name: personName(about.ownerName),
      email: emailAddress(about.ownerEmail),
      state: "active",
      emailMuted: false,
    });
    const owner = await ctx.db.get("users", userId);
    if (owner !== null) await recordAudit(ctx, owner, "firm.setUp", { userId });
    return await startSession(ctx, userId, device);
  },
});

/** Whether a link should be shown to the operator. */
export const isNeeded = internalQuery({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => (await ctx.db.query("firm").first()) === null,
});
