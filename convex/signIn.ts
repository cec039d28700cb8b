/**
 * The built-in sign-in: a one-time code by email, or an invitation's link, opens a session; its refresh
 * token gives access tokens. No passwords. Off (SIGN_IN_OFF) where AUTH_SIGNING_KEY is not set, as with
 * Clerk. Functions and not HTTP routes: they answer where the app's data does, on every deployment.
 */
import { type Infer, v } from "convex/values";
import { internal } from "./_generated/api";
import { optionalEnv } from "./env";
import { appError } from "./errors";
import { internalMutation, publicAction, publicMutation, publicQuery } from "./functions";
import { joinByInvitation } from "./model/invitations";
import { emailAddress } from "./model/people";
import {
  endIdleSessions,
  endSession,
  type LiveSession,
  startSession,
  turnSession,
} from "./model/sessions";
import {
  forgetOldCodes,
  mailSignInCode,
  requestSignInCode,
  signInCodeHash,
  takeSignInCode,
} from "./model/signInCodes";
import { signAccessToken } from "./signing/accessToken";
import { readRefreshToken, refreshTokenOf } from "./signing/refreshToken";
import { vLanguage, vUserKind } from "./validators";

export const vTokens = v.object({
  accessToken: v.string(),
  /** Of the access token, in ms since the epoch. */
  expiresTime: v.number(),
  refreshToken: v.string(),
});
type Tokens = Infer<typeof vTokens>;

export const vLiveSession = v.object({
  userId: v.id("users"),
  sessionId: v.id("sessions"),
  generation: v.number(),
});

/** Error: SIGN_IN_OFF. */
export function requireBuiltIn(): void {
  if (optionalEnv("AUTH_SIGNING_KEY") !== null) return;
  throw appError("SIGN_IN_OFF", "People sign in another way here.");
}

/** The tokens of a session's generation. For actions only. */
export async function issueTokens(session: LiveSession): Promise<Tokens> {
  const access = await signAccessToken(session, Date.now());
  return { ...access, refreshToken: await refreshTokenOf(session) };
}

/** How one gets in here: whether there is a firm at all, by code, and whether this is the demo. */
export const options = publicQuery({
  args: {},
  returns: v.object({ isSetUp: v.boolean(), byCode: v.boolean(), isDemo: v.boolean() }),
  handler: async (ctx) => ({
    isSetUp: (await ctx.db.query("firm").first()) !== null,
    byCode: optionalEnv("AUTH_SIGNING_KEY") !== null,
    isDemo: optionalEnv("DEMO_ISSUER") !== null,
  }),
});

/** Mails a code to the address if somebody active has it, six times an hour. Errors: INVALID_EMAIL, SIGN_IN_OFF. */
export const requestCode = publicMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    requireBuiltIn();
    await requestSignInCode(ctx, emailAddress(email));
    return null;
  },
});

/** Signs in with a mailed code. Errors: CODE_NOT_VALID, INVALID_EMAIL, SIGN_IN_OFF. */
export const withCode = publicAction({
  args: { email: v.string(), code: v.string(), device: v.string() },
  returns: vTokens,
  handler: async (ctx, { email, code, device }): Promise<Tokens> => {
    requireBuiltIn();
    const address = emailAddress(email);
    const codeHash = await signInCodeHash(address, code);
    const session: LiveSession | null = await ctx.runMutation(internal.signIn.takeCode, {
      email: address,
      codeHash,
      device,
    });
    if (session === null) {
      throw appError("CODE_NOT_VALID", "This code is wrong, or not valid any more.");
    }
    return await issueTokens(session);
  },
});

/**
 * Accepts an invitation and signs in: whoever has the token read it in that very mailbox, so the
 * address is proven. `language`: the one that they read the page in. Errors: INVITATION_NOT_VALID, SIGN_IN_OFF.
 */
export const withInvitation = publicAction({
  args: { token: v.string(), device: v.string(), language: v.optional(vLanguage) },
  returns: v.object({ kind: vUserKind, tokens: vTokens }),
  handler: async (ctx, args): Promise<{ kind: "staff" | "client"; tokens: Tokens }> => {
    requireBuiltIn();
    const { kind, session } = await ctx.runMutation(internal.signIn.takeInvitation, args);
    return { kind, tokens: await issueTokens(session) };
  },
});

/** New tokens for a refresh token, which is turned in. Errors: UNAUTHENTICATED (over), SIGN_IN_OFF. */
export const refresh = publicAction({
  args: { refreshToken: v.string() },
  returns: vTokens,
  handler: async (ctx, { refreshToken }): Promise<Tokens> => {
    requireBuiltIn();
    const generation = await readRefreshToken(refreshToken);
    const session: LiveSession | null =
      generation === null ? null : await ctx.runMutation(internal.signIn.turn, generation);
    if (session === null) throw appError("UNAUTHENTICATED", "This sign-in has ended.");
    return await issueTokens(session);
  },
});

/** Signs out: the session of a refresh token ends. Says nothing of what it found. Error: SIGN_IN_OFF. */
export const end = publicAction({
  args: { refreshToken: v.string() },
  returns: v.null(),
  handler: async (ctx, { refreshToken }): Promise<null> => {
    requireBuiltIn();
    const generation = await readRefreshToken(refreshToken);
    if (generation !== null) {
      await ctx.runMutation(internal.signIn.finish, { sessionId: generation.sessionId });
    }
    return null;
  },
});

/** The email of a code that was asked for. */
export const mailCode = internalMutation({
  args: { codeId: v.id("signInCodes") },
  returns: v.null(),
  handler: async (ctx, { codeId }) => {
    await mailSignInCode(ctx, codeId);
    return null;
  },
});

/** Uses a code up; null when it is not valid, which the caller tells. */
export const takeCode = internalMutation({
  args: { email: v.string(), codeHash: v.string(), device: v.string() },
  returns: v.union(v.null(), vLiveSession),
  handler: async (ctx, { email, codeHash, device }) => {
    const user = await takeSignInCode(ctx, email, codeHash);
    return user === null ? null : await startSession(ctx, user._id, device);
  },
});

/** Uses an invitation up. Error: INVITATION_NOT_VALID. */
export const takeInvitation = internalMutation({
  args: { token: v.string(), device: v.string(), language: v.optional(vLanguage) },
  returns: v.object({ kind: vUserKind, session: vLiveSession }),
  handler: async (ctx, { token, device, language }) => {
    const { _id, kind } = await joinByInvitation(ctx, token);
    if (language !== undefined) await ctx.db.patch("users", _id, { language });
    return { kind, session: await startSession(ctx, _id, device) };
  },
});

/** Turns a refresh token in whose mac was found good. */
export const turn = internalMutation({
  args: { sessionId: v.string(), generation: v.number() },
  returns: v.union(v.null(), vLiveSession),
  handler: async (ctx, { sessionId, generation }) => await turnSession(ctx, sessionId, generation),
});

/** Ends a session. */
export const finish = internalMutation({
  args: { sessionId: v.string() },
  returns: v.null(),
  handler: async (ctx, { sessionId }) => {
    const id = ctx.db.normalizeId("sessions", sessionId);
    if (id !== null) await endSession(ctx, id);
    return null;
  },
});

const SWEPT_AT_ONCE = 200;

/** Forgets what nobody can sign in with any more: old codes, idle sessions. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const codes = await forgetOldCodes(ctx, SWEPT_AT_ONCE);
    const sessions = await endIdleSessions(ctx, SWEPT_AT_ONCE);
    if (codes || sessions) await ctx.scheduler.runAfter(0, internal.signIn.sweep, {});
    return null;
  },
});
