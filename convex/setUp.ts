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
import { inviteFirst, tokenHash } from "./model/invitations";
import { emailAddress, personName, timeZoneName } from "./model/people";
import { startSession } from "./model/sessions";
import { issueTokens, vLiveSession, vTokens } from "./signIn";
import { vLanguage } from "./validators";

const vFirmAndOwner = v.object({
  firmName: v.string(),
  /** "#rrggbb" */
  accentColor: v.string(),
  /** IANA name. */
  timeZone: v.string(),
  ownerName: v.string(),
  ownerEmail: v.string(),
  /** The owner's: of the app and of their email. */
  language: v.optional(vLanguage),
});

/** How the owner goes on: signed in, or with Clerk by an invitation of their own. */
const vDone = v.union(
  v.object({ kind: v.literal("signedIn"), tokens: vTokens }),
  v.object({ kind: v.literal("invited"), invitationToken: v.string() }),
);

/**
 * Makes the firm and its owner. Errors: SET_UP_NOT_VALID (a wrong token, or there is a firm),
 * INVALID_NAME, INVALID_ARGUMENT, INVALID_EMAIL.
 */
export const complete = publicAction({
  args: { token: v.string(), about: vFirmAndOwner, device: v.string() },
  returns: vDone,
  handler: async (ctx, { token, about, device }): Promise<Infer<typeof vDone>> => {
    const expected = optionalEnv("SETUP_TOKEN_HASH");
    if (expected === null || (await tokenHash(token)) !== expected) throw notValid();
    const made = await ctx.runMutation(internal.setUp.create, { about, device });
    if (made.kind === "invited") return made;
    return { kind: "signedIn", tokens: await issueTokens(made.session) };
  },
});

function notValid() {
  return appError("SET_UP_NOT_VALID", "This set-up link is not valid (any more).");
}

/**
 * The firm, its owner, and their session or (where somebody else knows their sign-in) their invitation,
 * in one transaction: of two at once, one finds a firm.
 */
export const create = internalMutation({
  args: { about: vFirmAndOwner, device: v.string() },
  returns: v.union(
    v.object({ kind: v.literal("signedIn"), session: vLiveSession }),
    v.object({ kind: v.literal("invited"), invitationToken: v.string() }),
  ),
  handler: async (ctx, { about, device }) => {
    if ((await ctx.db.query("firm").first()) !== null) throw notValid();
    await ctx.db.insert("firm", {
      name: personName(about.firmName),
      accentColor: colour(about.accentColor),
      timeZone: timeZoneName(about.timeZone),
      studioIdentity: false,
    });
    const hasBuiltIn = optionalEnv("AUTH_SIGNING_KEY") !== null;
    const userId = await ctx.db.insert("users", {
      kind: "staff",
      role: "owner",
      name: personName(about.ownerName),
      email: emailAddress(about.ownerEmail),
      state: hasBuiltIn ? "active" : "invited",
      emailMuted: false,
      ...(about.language === undefined ? {} : { language: about.language }),
    });
    const owner = await ctx.db.get("users", userId);
    if (owner !== null) await recordAudit(ctx, owner, "firm.setUp", { userId });
    if (!hasBuiltIn) {
      return { kind: "invited" as const, invitationToken: await inviteFirst(ctx, userId) };
    }
    return { kind: "signedIn" as const, session: await startSession(ctx, userId, device) };
  },
});

/** Whether a link should be shown to the operator. */
export const isNeeded = internalQuery({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => (await ctx.db.query("firm").first()) === null,
});
