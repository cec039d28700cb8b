/** The stages of an erasure that walk a table: what the person wrote, and where their addresses stand. */
import type { MutationCtx } from "../_generated/server";
import type { Erasure, Progress } from "./erasureRows";
import { forgetInbound } from "./forgetEmails";
import { deleteMessage, forgetTrimmedText } from "./messages";
import { deleteNote } from "./notes";

/** Messages of one run: with all that the heaviest ones carry they stay under its limits. */
const MESSAGES = 5;
/** Rows of one run that may hold a whole email. */
const EMAILS = 10;
/** Messages of one run where only addresses are looked at. */
const LOOKED_AT = 100;
/** Events of one run. */
const EVENTS = 200;

/** Their messages, or of those that stay what was trimmed off (signatures, quoted addresses). */
export async function messages(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { userId, actorId, deletesMessages, cursor } = erasure;
  const { page, continueCursor, isDone } = await ctx.db
    .query("messages")
    .withIndex("by_author_and_clientMessageId", (q) => q.eq("authorId", userId))
    .paginate({ numItems: deletesMessages ? MESSAGES : LOOKED_AT, cursor });
  for (const message of page) {
    if (deletesMessages) await deleteMessage(ctx, message, actorId);
    else if (message.trimmed === true) {
      await forgetTrimmedText(ctx, message._id);
      await ctx.db.patch("messages", message._id, { trimmed: undefined });
    }
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

export async function notes(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { userId, actorId, deletesMessages, cursor } = erasure;
  if (!deletesMessages) return { looked: 0, cursor: null, isDone: true };
  const { page, continueCursor, isDone } = await ctx.db
    .query("notes")
    .withIndex("by_author_and_clientNoteId", (q) => q.eq("authorId", userId))
    .paginate({ numItems: EMAILS, cursor });
  for (const note of page) await deleteNote(ctx, note, actorId);
  return { looked: page.length, cursor: continueCursor, isDone };
}

/**
 * Emails from them or to their reply addresses go. Of those of others that name them the record goes: what
 * somebody else wrote still waits for its decision, and one on its way still comes.
 */
export async function receivedEmails(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("inboundEmails")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  for (const inbound of page) {
    if (inbound.forgottenTime !== undefined) continue;
    const { _id, userId, event, from = "", subject = "" } = inbound;
    const senders = [from, senderIn(event)];
    if (userId === erasure.userId || names(erasure, senders)) await forgetInbound(ctx, inbound);
    else if (names(erasure, [event, subject])) {
      await ctx.db.patch("inboundEmails", _id, { event: "", subject: undefined });
    }
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Who sent it, by the provider's webhook: all that is known of an email before it was fetched. */
function senderIn(event: string): string {
  try {
    const { data } = JSON.parse(event) as { data?: { from?: unknown } };
    return typeof data?.from === "string" ? data.from : "";
  } catch {
    return "";
  }
}

/** Emails of others that wait for a decision and quote them. */
export async function heldTexts(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("heldTexts")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  for (const { _id, elided, copiedTo = [] } of page) {
    if (names(erasure, [elided])) await ctx.db.patch("heldTexts", _id, { elided: "" });
    if (!names(erasure, copiedTo)) continue;
    await ctx.db.patch("heldTexts", _id, { copiedTo: without(erasure, copiedTo) });
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** What was trimmed off emails of others goes where it quotes one of their addresses. */
export async function trimmedTexts(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("trimmedTexts")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  for (const { _id, messageId, text } of page) {
    if (!names(erasure, [text])) continue;
    await ctx.db.delete("trimmedTexts", _id);
    const message = await ctx.db.get("messages", messageId);
    if (message !== null) await ctx.db.patch("messages", messageId, { trimmed: undefined });
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** The hint on an emailed message that they got it too. */
export async function copies(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("messages")
    .withIndex("by_creation_time")
    .paginate({ numItems: LOOKED_AT, cursor: erasure.cursor });
  for (const { _id, copiedTo = [] } of page) {
    if (!names(erasure, copiedTo)) continue;
    await ctx.db.patch("messages", _id, { copiedTo: without(erasure, copiedTo) });
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Addresses in the audit log, of emails that were accepted or rejected. The deeds stay. */
export async function auditDetails(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("auditEvents")
    .withIndex("by_creation_time")
    .paginate({ numItems: EVENTS, cursor: erasure.cursor });
  for (const { _id, detail = "" } of page) {
    if (names(erasure, [detail])) await ctx.db.patch("auditEvents", _id, { detail: undefined });
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Whether one of the person's addresses stands in one of the texts; a longer one that ends alike is not theirs. */
function names({ addresses }: Erasure, texts: readonly string[]): boolean {
  return texts.some((text) => addresses.some((address) => holdsAddress(text, address)));
}

/** What may stand before or behind an address and be a part of it. */
const BEFORE = /(?<!\\)[\p{L}\p{N}._+-]$/u;
const BEHIND = /^(-|\.?[\p{L}\p{N}])/u;

function holdsAddress(text: string, address: string): boolean {
  const parts = text.toLowerCase().split(address);
  return parts.slice(1).some((behind, i) => {
    return !BEFORE.test(parts[i]!.slice(-2)) && !BEHIND.test(behind.slice(0, 2));
  });
}

function without({ addresses }: Erasure, copiedTo: readonly string[]): string[] {
  return copiedTo.filter((address) => !addresses.includes(address));
}
