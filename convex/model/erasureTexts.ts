/** The stages of an erasure that walk a table: what the person wrote, and where their addresses stand. */
import type { PaginationResult } from "convex/server";
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

/** Does `work` with each row of a page, and tells where the next one begins. */
async function forEach<Row>(
  found: Promise<PaginationResult<Row>>,
  work: (row: Row) => Promise<void>,
): Promise<Progress> {
  const { page, continueCursor, isDone } = await found;
  for (const row of page) await work(row);
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Their messages, or of those that stay what was trimmed off (signatures, quoted addresses). */
export async function messages(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { userId, actorId, deletesMessages, cursor } = erasure;
  const page = ctx.db
    .query("messages")
    .withIndex("by_author_and_clientMessageId", (q) => q.eq("authorId", userId))
    .paginate({ numItems: deletesMessages ? MESSAGES : LOOKED_AT, cursor });
  return await forEach(page, async (message) => {
    if (deletesMessages) await deleteMessage(ctx, message, actorId);
    else if (message.trimmed === true) {
      await forgetTrimmedText(ctx, message._id);
      await ctx.db.patch("messages", message._id, { trimmed: undefined });
    }
  });
}

export async function notes(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { userId, actorId, deletesMessages, cursor } = erasure;
  if (!deletesMessages) return { looked: 0, cursor: null, isDone: true };
  const page = ctx.db
    .query("notes")
    .withIndex("by_author_and_clientNoteId", (q) => q.eq("authorId", userId))
    .paginate({ numItems: EMAILS, cursor });
  return await forEach(page, async (note) => {
    await deleteNote(ctx, note, actorId);
  });
}

/**
 * Emails from them or to their reply addresses go. Of those of others that name them the record goes: what
 * somebody else wrote still waits for its decision, and one on its way still comes.
 */
export async function receivedEmails(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const page = ctx.db
    .query("inboundEmails")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  return await forEach(page, async (inbound) => {
    if (inbound.forgottenTime !== undefined) return;
    const { _id, userId, event, from = "", subject = "" } = inbound;
    const senders = [from, senderIn(event)];
    if (userId === erasure.userId || names(erasure, senders)) await forgetInbound(ctx, inbound);
    else if (names(erasure, [event, subject])) {
      await ctx.db.patch("inboundEmails", _id, { event: "", subject: undefined });
    }
  });
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
  const page = ctx.db
    .query("heldTexts")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  return await forEach(page, async ({ _id, elided, copiedTo = [] }) => {
    if (names(erasure, [elided])) await ctx.db.patch("heldTexts", _id, { elided: "" });
    if (!names(erasure, copiedTo)) return;
    await ctx.db.patch("heldTexts", _id, { copiedTo: without(erasure, copiedTo) });
  });
}

/** What was trimmed off emails of others goes where it quotes one of their addresses. */
export async function trimmedTexts(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const page = ctx.db
    .query("trimmedTexts")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  return await forEach(page, async ({ _id, messageId, text }) => {
    if (!names(erasure, [text])) return;
    await ctx.db.delete("trimmedTexts", _id);
    const message = await ctx.db.get("messages", messageId);
    if (message !== null) await ctx.db.patch("messages", messageId, { trimmed: undefined });
  });
}

/** The hint on an emailed message that they got it too. */
export async function copies(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const page = ctx.db
    .query("messages")
    .withIndex("by_creation_time")
    .paginate({ numItems: LOOKED_AT, cursor: erasure.cursor });
  return await forEach(page, async ({ _id, copiedTo = [] }) => {
    if (!names(erasure, copiedTo)) return;
    await ctx.db.patch("messages", _id, { copiedTo: without(erasure, copiedTo) });
  });
}

/** Addresses in the audit log, of emails that were accepted or rejected. The deeds stay. */
export async function auditDetails(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const page = ctx.db
    .query("auditEvents")
    .withIndex("by_creation_time")
    .paginate({ numItems: EVENTS, cursor: erasure.cursor });
  return await forEach(page, async ({ _id, detail = "" }) => {
    if (names(erasure, [detail])) await ctx.db.patch("auditEvents", _id, { detail: undefined });
  });
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
