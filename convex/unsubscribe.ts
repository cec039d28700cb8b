/** Muting from an email without signing in (RFC 8058). GET shows a page; only POST changes anything. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { acceptedLanguage } from "./email/acceptLanguage";
import { renderUnsubscribePage } from "./email/unsubscribePage";
import { internalMutation, internalQuery, publicHttpAction } from "./functions";
import { setNotify } from "./model/notifications";
import { getUnsubscribeToken } from "./model/replyAddresses";
import { getParticipant } from "./model/rooms";
import { type Language, vLanguage } from "./validators";

const vScope = v.union(v.literal("room"), v.literal("all"));

/** What the page says, or null for an unknown token or somebody no longer in the room. */
export const describe = internalQuery({
  args: { token: v.string() },
  returns: v.union(v.null(), v.object({ roomName: v.string(), language: vLanguage })),
  handler: async (ctx, { token }) => {
    const known = await getUnsubscribeToken(ctx, token);
    if (known === null) return null;
    const seat = await getParticipant(ctx, known.roomId, known.userId);
    const room = seat === null ? null : await ctx.db.get("rooms", known.roomId);
    if (room === null) return null;
    return { roomName: room.name, language: await languageOf(ctx, known.userId) };
  },
});

async function languageOf(ctx: QueryCtx, userId: Id<"users">): Promise<Language> {
  return (await ctx.db.get("users", userId))?.language ?? "en";
}

/** Mutes the token's room, or all email of its person; gives their language. Null for an unknown token. */
export const mute = internalMutation({
  args: { token: v.string(), scope: vScope },
  returns: v.union(v.null(), vLanguage),
  handler: async (ctx, { token, scope }) => {
    const known = await getUnsubscribeToken(ctx, token);
    if (known === null) return null;
    const language = await languageOf(ctx, known.userId);
    if (scope === "all") {
      await ctx.db.patch("users", known.userId, { emailMuted: true });
      return language;
    }
    const seat = await getParticipant(ctx, known.roomId, known.userId);
    if (seat !== null) await setNotify(ctx, seat, { level: "off" });
    return language;
  },
});

function page(status: number, html: string): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

/** Whose link it is nobody knows, so the browser says in which language. */
function unknown(request: Request): Response {
  const language = acceptedLanguage(request.headers.get("Accept-Language"));
  return page(404, renderUnsubscribePage({ kind: "unknown" }, language));
}

/** GET /unsubscribe?token=…&scope=room|all: what can be muted, with a button each. Changes nothing. */
export const show = publicHttpAction(async (ctx, request) => {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const about = await ctx.runQuery(internal.unsubscribe.describe, { token });
  if (about === null) return unknown(request);
  const { roomName, language } = about;
  return page(200, renderUnsubscribePage({ kind: "choice", token, roomName }, language));
});

/** POST /unsubscribe?token=…&scope=room|all: mutes. Also the one-click of mail programs. */
export const act = publicHttpAction(async (ctx, request) => {
  const parameters = new URL(request.url).searchParams;
  const token = parameters.get("token") ?? "";
  const scope = parameters.get("scope") === "all" ? "all" : "room";
  const language = await ctx.runMutation(internal.unsubscribe.mute, { token, scope });
  if (language === null) return unknown(request);
  return page(200, renderUnsubscribePage({ kind: "done", scope }, language));
});
