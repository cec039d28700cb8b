/** Replies by email (R11): stored first, fetched, then decided in one mutation. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import { vReceivedEmail, readReceivedEmail } from "./email/receivedEmail";
import { fetchReceivedEmail } from "./email/resend";
import { requireEnv, optionalEnv } from "./env";
import { internalAction, internalMutation, internalQuery } from "./functions";
import { getHeldText } from "./model/heldEmails";
import { bringAttachments } from "./model/inboundFiles";
import { type Brought, decideInbound, holdFlood, settleInbound, vBrought } from "./model/inbound";
import { vInboundState } from "./validators";

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 30 * 60 * 1000;
/** About a day of attempts; then the email is shown as failed and never dropped. */
const FETCH_ATTEMPTS_LIMIT = 60;
/** A fetch that never reported back is made again after this. */
const STUCK_MS = 10 * 60 * 1000;
const STUCK_PER_RUN = 50;

/** Stores a received email once (by webhook id and by the provider's email id) and starts the fetch. */
export const receive = internalMutation({
  args: { webhookId: v.string(), emailId: v.string(), event: v.string() },
  returns: v.null(),
  handler: async (ctx, { webhookId, emailId, event }) => {
    const sameDelivery = await ctx.db
      .query("inboundEmails")
      .withIndex("by_webhookId", (q) => q.eq("webhookId", webhookId))
      .first();
    const sameEmail = await ctx.db
      .query("inboundEmails")
      .withIndex("by_emailId", (q) => q.eq("emailId", emailId))
      .first();
    if (sameDelivery !== null || sameEmail !== null) return null;
    const inboundId = await ctx.db.insert("inboundEmails", {
      webhookId,
      emailId,
      event,
      state: "received",
      fetchAttempts: 0,
      nextFetchTime: Date.now() + STUCK_MS,
    });
    await ctx.scheduler.runAfter(0, internal.inboundEmails.fetch, { inboundId, emailId });
    return null;
  },
});

/** Fetches and reads the email, then lets `ingest` decide. A failed fetch is tried again. */
export const fetch = internalAction({
  args: { inboundId: v.id("inboundEmails"), emailId: v.string() },
  returns: v.null(),
  handler: async (ctx, { inboundId, emailId }) => {
    let content;
    try {
      content = await fetchReceivedEmail(emailId);
    } catch (error) {
      console.warn(String(error));
      await ctx.runMutation(internal.inboundEmails.postponeFetch, { inboundId });
      return null;
    }
    if (content === null) {
      await ctx.runMutation(internal.inboundEmails.postponeFetch, { inboundId });
      return null;
    }
    const email = readReceivedEmail(content, {
      inboundDomain: requireEnv("INBOUND_DOMAIN"),
      ownAddress: requireEnv("EMAIL_FROM"),
      trustedAuthservId: optionalEnv("INBOUND_AUTHSERV_ID"),
    });
    let brought: Brought[];
    try {
      brought = await bringAttachments(ctx, { inboundId, emailId, email });
    } catch (error) {
      console.warn(String(error));
      await ctx.runMutation(internal.inboundEmails.postponeFetch, { inboundId });
      return null;
    }
    await ctx.runMutation(internal.inboundEmails.ingest, { inboundId, email, brought });
    return null;
  },
});

/** Plans the next fetch with growing pauses, or gives up visibly. */
export const postponeFetch = internalMutation({
  args: { inboundId: v.id("inboundEmails") },
  returns: v.null(),
  handler: async (ctx, { inboundId }) => {
    const inbound = await ctx.db.get("inboundEmails", inboundId);
    if (inbound === null || inbound.state !== "received") return null;
    const fetchAttempts = inbound.fetchAttempts + 1;
    if (fetchAttempts >= FETCH_ATTEMPTS_LIMIT) {
      await ctx.db.patch("inboundEmails", inboundId, {
        fetchAttempts,
        state: "failed",
        reason: "FETCH_FAILED",
      });
      return null;
    }
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (fetchAttempts - 1));
    await ctx.db.patch("inboundEmails", inboundId, {
      fetchAttempts,
      nextFetchTime: Date.now() + wait + STUCK_MS,
    });
    const { emailId } = inbound;
    await ctx.scheduler.runAfter(wait, internal.inboundEmails.fetch, { inboundId, emailId });
    return null;
  },
});

/** Starts fetches again that never reported back (an action runs at most once). */
export const retryStuck = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const stuck = await ctx.db
      .query("inboundEmails")
      .withIndex("by_state_and_nextFetchTime", (q) =>
        q.eq("state", "received").lte("nextFetchTime", now),
      )
      .take(STUCK_PER_RUN);
    for (const { _id: inboundId, emailId } of stuck) {
      await ctx.db.patch("inboundEmails", inboundId, { nextFetchTime: now + STUCK_MS });
      await ctx.scheduler.runAfter(0, internal.inboundEmails.fetch, { inboundId, emailId });
    }
    return null;
  },
});

/** Decides one fetched email, at most once (G11): posts it, holds it, refuses it or ignores it. */
export const ingest = internalMutation({
  args: {
    inboundId: v.id("inboundEmails"),
    email: vReceivedEmail,
    brought: v.optional(v.array(vBrought)),
  },
  returns: v.null(),
  handler: async (ctx, { inboundId, email, brought = [] }) => {
    const inbound = await ctx.db.get("inboundEmails", inboundId);
    if (inbound === null || inbound.state !== "received") return null;
    const decision = await decideInbound(ctx, inbound, email, brought);
    await settleInbound(ctx, inbound, email, await holdFlood(ctx, decision), brought);
    return null;
  },
});

/** What became of an inbound email, by the provider's email id; null when it is not known. */
export const verdict = internalQuery({
  args: { emailId: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      state: vInboundState,
      reason: v.union(v.string(), v.null()),
      roomName: v.union(v.string(), v.null()),
      receivedTime: v.number(),
      text: v.union(v.string(), v.null()),
    }),
  ),
  handler: async (ctx, { emailId }) => {
    const inbound = await ctx.db
      .query("inboundEmails")
      .withIndex("by_emailId", (q) => q.eq("emailId", emailId))
      .first();
    if (inbound === null) return null;
    const room = inbound.roomId === undefined ? null : await ctx.db.get("rooms", inbound.roomId);
    const message =
      inbound.messageId === undefined ? null : await ctx.db.get("messages", inbound.messageId);
    const held = await getHeldText(ctx, inbound._id);
    return {
      state: inbound.state,
      reason: inbound.reason ?? null,
      roomName: room?.name ?? null,
      receivedTime: inbound._creationTime,
      text: message?.text ?? held?.text ?? null,
    };
  },
});
