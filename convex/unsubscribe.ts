/** Muting from an email without signing in (RFC 8058). GET shows a page; only POST changes anything. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { renderUnsubscribePage } from "./email/unsubscribePage";
import { internalMutation, internalQuery, publicHttpAction } from "./functions";
import { setNotify } from "./model/notifications";
import { getUnsubscribeToken } from "./model/replyAddresses";
import { getParticipant } from "./model/rooms";

const vScope = v.union(v.literal("room"), v.literal("all"));

/** The room's name for the page, or null for an unknown token or somebody no longer in the room. */
export const describe = internalQuery({
  args: { token: v.string() },
  returns: v.union(v.null(), v.object({ roomName: v.string() })),
  handler: async (ctx, { token }) => {
    const known = await getUnsubscribeToken(ctx, token);
    if (known === null) return null;
    const seat = await getParticipant(ctx, known.roomId, known.userId);
    const room = seat === null ? null : await ctx.db.get("rooms", known.roomId);
    return room === null ? null : { roomName: room.name };
  },
});

/** Mutes the token's room, or all email of its person. False for an unknown token. */
export const mute = internalMutation({
  args: { token: v.string(), scope: vScope },
  returns: v.boolean(),
  handler: async (ctx, { token, scope }) => {
    const known = await getUnsubscribeToken(ctx, token);
    if (known === null) return false;
    if (scope === "all") {
      await ctx.db.patch("users", known.userId, { emailMuted: true });
      return true;
    }
    const seat = await getParticipant(ctx, known.roomId, known.userId);
    if (seat !== null) await setNotify(ctx, seat, { level: "off" });
    return true;
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

/** GET /unsubscribe?token=…&scope=room|all: what can be muted, with a button each. Changes nothing. */
export const show = publicHttpAction(async (ctx, request) => {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const about = await ctx.runQuery(internal.unsubscribe.describe, { token });
  if (about === null) return page(404, renderUnsubscribePage({ kind: "unknown" }));
  return page(200, renderUnsubscribePage({ kind: "choice", token, roomName: about.roomName }));
});

/** POST /unsubscribe?token=…&scope=room|all: mutes. Also the one-click of mail programs. */
export const act = publicHttpAction(async (ctx, request) => {
  const parameters = new URL(request.url).searchParams;
  const token = parameters.get("token") ?? "";
  const scope = parameters.get("scope") === "all" ? "all" : "room";
  const isKnown = await ctx.runMutation(internal.unsubscribe.mute, { token, scope });
  if (!isKnown) return page(404, renderUnsubscribePage({ kind: "unknown" }));
  return page(200, renderUnsubscribePage({ kind: "done", scope }));
});
