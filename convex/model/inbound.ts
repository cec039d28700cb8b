/**
 * What becomes of a received email. The order of the checks is the order of the lines; the first
 * that fails decides. The person behind the reply address goes through the same `requireRoom`-like
 * seat check and the same `canPost` as in the app: one matrix, two entrances (row 34).
 */
import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { ReceivedEmail } from "../email/receivedEmail";
import { referencedDigestIds } from "./digestContent";
import { explainRefusal } from "./explanations";
import { copiedOutside } from "./copiedTo";
import { attachFiles } from "./files";
import { dropBrought, fileStub, holdFiles } from "./heldFiles";
import { MESSAGE_MAX_LENGTH, postMessage } from "./messages";
import { canPost } from "./permissions";
import { raiseReadPosition } from "./positions";
import { isWithinRate } from "./rateLimits";
import { getReplyAddress } from "./replyAddresses";
import { getParticipant, roomFacts } from "./rooms";
import { isAddressOf } from "./userAddresses";

export type InboundDecision =
  | { state: "post"; user: Doc<"users">; room: Doc<"rooms">; text: string; fileIds: Id<"files">[] }
  | {
      state: "held" | "refused" | "ignored";
      reason: string;
      /** The person and room of the reply address, where it is one. */
      user?: Doc<"users">;
      room?: Doc<"rooms">;
    };

/** An attachment that was fetched for the room (`fileId`), or the reason why it stays in the email. */
export const vBrought = v.object({
  attachmentId: v.string(),
  fileId: v.union(v.id("files"), v.null()),
  reason: v.string(),
});
export type Brought = Infer<typeof vBrought>;

/** Decides, without writing anything. Attachments that were not `brought` leave a line each. */
export async function decideInbound(
  ctx: QueryCtx,
  inbound: Doc<"inboundEmails">,
  email: ReceivedEmail,
  brought: Brought[] = [],
): Promise<InboundDecision> {
  if (await isDuplicate(ctx, inbound, email)) return { state: "ignored", reason: "DUPLICATE" };
  const address = email.replyToken === null ? null : await getReplyAddress(ctx, email.replyToken);
  if (address === null) return { state: "ignored", reason: "UNKNOWN_ADDRESS" };
  const user = await ctx.db.get("users", address.userId);
  const room = await ctx.db.get("rooms", address.roomId);
  if (user === null || room === null) return { state: "ignored", reason: "UNKNOWN_ADDRESS" };
  const about = { user, room };
  if (email.sender !== "human") {
    return { ...about, state: "ignored", reason: email.sender.toUpperCase() };
  }
  if (email.from === null || !(await isAddressOf(ctx, user, email.from))) {
    return { ...about, state: "held", reason: "OTHER_SENDER" };
  }
  if (email.authentication.dmarc === "fail")
    return { ...about, state: "held", reason: "DMARC_FAILED" };
  if (user.state !== "active") return { ...about, state: "refused", reason: "NOT_ACTIVE" };
  const seat = await getParticipant(ctx, room._id, user._id);
  if (address.revokedTime !== undefined || seat === null) {
    return { ...about, state: "refused", reason: "NOT_A_PARTICIPANT" };
  }
  const verdict = canPost(user, roomFacts(room));
  if (verdict === "archived") return { ...about, state: "refused", reason: "ROOM_ARCHIVED" };
  if (verdict === "forbidden") return { ...about, state: "refused", reason: "READ_ONLY_ROOM" };
  const text = textToPost(email, brought);
  const fileIds = brought.flatMap(({ fileId }) => fileId ?? []);
  if (text === "" && fileIds.length === 0) return { ...about, state: "held", reason: "EMPTY" };
  if ([...text].length > MESSAGE_MAX_LENGTH) {
    return { ...about, state: "refused", reason: "TOO_LONG" };
  }
  return { state: "post", user, room, text, fileIds };
}

/**
 * The same email under another provider id: same Message-ID to the same address, from the same
 * sender. A stranger who guesses a Message-ID can't make the real one look like a repetition.
 */
async function isDuplicate(
  ctx: QueryCtx,
  inbound: Doc<"inboundEmails">,
  { messageId, replyToken, from }: ReceivedEmail,
): Promise<boolean> {
  if (messageId === "" || replyToken === null || from === null) return false;
  const same = await ctx.db
    .query("inboundEmails")
    .withIndex("by_messageIdHeader_and_replyToken_and_from", (q) =>
      q.eq("messageIdHeader", messageId).eq("replyToken", replyToken).eq("from", from),
    )
    .first();
  return same !== null && same._id !== inbound._id;
}

/** What the room would read; empty when only quotes or a signature came. */
function textToPost(email: ReceivedEmail, brought: Brought[] = []): string {
  return [email.visible.trim(), attachmentStubs(email, brought)].filter(Boolean).join("\n\n");
}

/** No attachment vanishes unseen: each that did not come into the room leaves a line that says why. */
function attachmentStubs({ attachments }: ReceivedEmail, brought: Brought[]): string {
  const outcomes = new Map(brought.map((one) => [one.attachmentId, one]));
  return attachments
    .filter(({ id }) => (outcomes.get(id)?.fileId ?? null) === null)
    .map(({ id, name, size }) =>
      fileStub(name, size, outcomes.get(id)?.reason ?? "stayed in the email"),
    )
    .join("\n");
}

/** More answers than a person writes are held, not posted and not lost: two machines talk (G12). */
export async function holdFlood(
  ctx: MutationCtx,
  decision: InboundDecision,
): Promise<InboundDecision> {
  if (decision.state !== "post") return decision;
  const { user, room } = decision;
  if (await isWithinRate(ctx, "answer", user._id)) return decision;
  return { user, room, state: "held", reason: "TOO_MANY" };
}

/** Carries the decision out and records it, in the transaction that decided. */
export async function settleInbound(
  ctx: MutationCtx,
  inbound: Doc<"inboundEmails">,
  email: ReceivedEmail,
  decision: InboundDecision,
  brought: Brought[],
): Promise<void> {
  const facts = {
    subject: email.subject,
    ...(email.messageId === "" ? {} : { messageIdHeader: email.messageId }),
    ...(email.replyToken === null ? {} : { replyToken: email.replyToken }),
    ...(email.from === null ? {} : { from: email.from }),
  };
  if (decision.state !== "post") {
    const { state, reason, user, room } = decision;
    await ctx.db.patch("inboundEmails", inbound._id, {
      ...facts,
      ...(user === undefined ? {} : { userId: user._id }),
      ...(room === undefined ? {} : { roomId: room._id }),
      ...(state === "held" ? { authentication: email.authentication } : {}),
      state,
      reason,
    });
    if (state === "held" && room !== undefined) {
      await keepHeld(ctx, inbound._id, room._id, email, brought);
    } else {
      await dropBrought(ctx, brought);
    }
    if (user !== undefined && room !== undefined) {
      await explainRefusal(ctx, user, room, email, reason);
    }
    return;
  }
  const { user, room, text, fileIds } = decision;
  const { messageId } = await postMessage(ctx, {
    room,
    author: user,
    text,
    source: "email",
    clientMessageId: `email:${inbound._id}`,
    trimmedText: email.elided,
    copiedTo: await copiedOutside(ctx, room._id, email.copiedTo),
    attachments: await attachFiles(ctx, room._id, user._id, fileIds),
  });
  await markAnsweredRead(ctx, user._id, room._id, email.references);
  await ctx.db.patch("inboundEmails", inbound._id, {
    ...facts,
    state: "posted",
    userId: user._id,
    roomId: room._id,
    messageId,
  });
}

/** What the room's staff decide on: the text, what was trimmed off, and the files. */
async function keepHeld(
  ctx: MutationCtx,
  inboundId: Id<"inboundEmails">,
  roomId: Id<"rooms">,
  email: ReceivedEmail,
  brought: Brought[],
): Promise<void> {
  const kept = await holdFiles(ctx, roomId, brought);
  await ctx.db.insert("heldTexts", {
    inboundId,
    text: textToPost(email, kept.brought),
    elided: email.elided,
    ...(email.copiedTo.length === 0 ? {} : { copiedTo: email.copiedTo }),
    ...(kept.files.length === 0 ? {} : { files: kept.files }),
  });
}

/** Who answers an email has read what it held, and nothing later. */
async function markAnsweredRead(
  ctx: MutationCtx,
  userId: Id<"users">,
  roomId: Id<"rooms">,
  references: string,
): Promise<void> {
  for (const digest of await answeredDigests(ctx, references)) {
    if (digest.userId !== userId || digest.roomId !== roomId) continue;
    if (digest.toSeq === undefined) continue;
    await raiseReadPosition(ctx, userId, roomId, digest.toSeq, { via: "email" });
  }
}

const REFERENCES_LOOKED_AT = 20;

async function answeredDigests(ctx: QueryCtx, references: string): Promise<Doc<"digests">[]> {
  const found: Doc<"digests">[] = [];
  for (const text of referencedDigestIds(references).slice(-REFERENCES_LOOKED_AT)) {
    const digestId = ctx.db.normalizeId("digests", text);
    const digest = digestId === null ? null : await ctx.db.get("digests", digestId);
    if (digest !== null) found.push(digest);
  }
  for (const [messageId] of [...references.matchAll(/<[^<>\s]+>/g)].slice(-REFERENCES_LOOKED_AT)) {
    const digest = await ctx.db
      .query("digests")
      .withIndex("by_messageId", (q) => q.eq("messageId", messageId))
      .first();
    if (digest !== null) found.push(digest);
  }
  return found;
}
