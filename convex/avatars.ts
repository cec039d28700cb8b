/** Pictures of people: each sets their own; `GET /avatars/<key>` gives them to who may know the person. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { internalQuery, publicHttpAction, viewerMutation } from "./functions";
import { mayKnow } from "./model/acquaintance";
import { removeAvatar, setAvatar } from "./model/avatars";
import { allowSignIn, privateHeaders, refuse } from "./model/privateResponses";
import { requireWithinRate } from "./model/rateLimits";
import { getViewer } from "./model/users";

/** A week: other bytes have another key. Whoever could see a face once may remember it (G9). */
const CACHE_SECONDS = 7 * 24 * 60 * 60;

/**
 * Sets one's own picture. Errors: FILE_EMPTY, FILE_TOO_LARGE, PICTURE_NOT_VALID, RATE_LIMITED (a new
 * face is a new view of everything that this person wrote).
 */
export const set = viewerMutation({
  args: { bytes: v.bytes() },
  returns: v.null(),
  handler: async (ctx, { bytes }) => {
    await requireWithinRate(ctx, "avatar", ctx.viewer._id);
    await setAvatar(ctx, ctx.viewer._id, bytes);
    return null;
  },
});

/** Takes one's own picture away; initials stand for the person again. */
export const remove = viewerMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await removeAvatar(ctx, ctx.viewer._id);
    return null;
  },
});

/**
 * GET (and HEAD) /avatars/<key> with `Authorization: Bearer`. 200, to be cached by this browser alone;
 * 404 for everything that the asker may not have, be it there or not.
 */
export const download = publicHttpAction(async (ctx, request) => {
  const key = new URL(request.url).pathname.replace(/^.*\//, "");
  const found = await ctx.runQuery(internal.avatars.find, { key });
  if (found === null) return refuse(request);
  const headers = privateHeaders(request);
  headers.set("Cache-Control", `private, max-age=${CACHE_SECONDS}, immutable`);
  headers.set("Content-Disposition", "inline");
  headers.set("Content-Length", String(found.bytes.byteLength));
  headers.set("Content-Type", found.contentType);
  return new Response(request.method === "HEAD" ? null : found.bytes, { headers });
});

/** OPTIONS /avatars/…: lets the app's page send its sign-in, where it lives at another address. */
export const preflight = publicHttpAction((_ctx, request) => {
  return Promise.resolve(allowSignIn(request, "Authorization"));
});

/** The picture of this key, if the caller may know whose it is (R5); null is every refusal. */
export const find = internalQuery({
  args: { key: v.string() },
  returns: v.union(v.null(), v.object({ contentType: v.string(), bytes: v.bytes() })),
  handler: async (ctx, { key }) => {
    const reader = await getViewer(ctx);
    const avatar = await ctx.db
      .query("avatars")
      .withIndex("by_key", (q) => q.eq("key", key))
      .unique();
    const person = avatar === null ? null : await ctx.db.get("users", avatar.userId);
    if (reader === null || avatar === null || person === null) return null;
    if (!(await mayKnow(ctx, reader, person))) return null;
    const { contentType, bytes } = avatar;
    return { contentType, bytes };
  },
});
