/**
 * The steps of an erasure, each far below a run's limits. A stage takes what it finds or walks a table by
 * a cursor; a step and the row that says how far it came are one transaction, so a crash repeats nothing
 * and loses nothing. Done twice, a stage finds nothing.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { forgetInvitations } from "./invitations";
import { forgetInbound } from "./forgetEmails";
import { handOverPage } from "./handover";
import { deleteMessage, forgetTrimmedText } from "./messages";
import { withdrawNotice } from "./notices";
import { deleteNote } from "./notes";
import { forgetReaction } from "./reactions";
import { forgetSignInCode } from "./signInCodes";
import { stopTyping } from "./typing";

type Erasure = Doc<"erasures">;
/** Where to go on in the same stage, or that it is done. */
type Progress = { looked: number; cursor: string | null; isDone: boolean };
type Stage = (ctx: MutationCtx, erasure: Erasure) => Promise<Progress>;

/** Rows of one small kind that go in one run. */
const ROWS = 200;
/** Messages of one run: with all that the heaviest ones carry they stay under its limits. */
const MESSAGES = 5;
/** Rows of one run that may hold a whole email. */
const EMAILS = 10;
/** Messages of one run where only addresses are looked at. */
const LOOKED_AT = 100;

/** In this order: rooms get another creator before seats go, addresses are looked for last. */
export const STAGES: readonly Stage[] = [
  handOver,
  signIn,
  seats,
  rowsOf,
  outbox,
  reactions,
  messages,
  notes,
  receivedEmails,
  heldTexts,
  trimmedTexts,
  copies,
  auditDetails,
];

/** Of a stage that takes what it finds: it is done when a run has found less than it could take. */
function taken(looked: number, limit: number): Progress {
  return { looked, cursor: null, isDone: looked < limit };
}

/** One step. False when the erasure is done, or when another chain of steps has gone further. */
export async function stepErasure(ctx: MutationCtx, erasure: Erasure): Promise<boolean> {
  const stage = STAGES[erasure.stage];
  if (stage === undefined) {
    await ctx.db.patch("erasures", erasure._id, { addresses: [], finishedTime: Date.now() });
    return false;
  }
  const { looked, cursor, isDone } = await stage(ctx, erasure);
  await ctx.db.patch("erasures", erasure._id, {
    step: erasure.step + 1,
    stage: isDone ? erasure.stage + 1 : erasure.stage,
    cursor: isDone ? null : cursor,
    looked: erasure.looked + looked,
  });
  return true;
}

async function handOver(ctx: MutationCtx, { actorId, userId, successorId }: Erasure) {
  const actor = await ctx.db.get("users", actorId);
  if (actor === null) throw new Error("Whoever asked for the erasure is not there.");
  const isMore = await handOverPage(ctx, actor, userId, successorId);
  return { looked: 0, cursor: null, isDone: !isMore };
}

/** Codes, invitations and their emails: what still waits to be sent is not sent. */
async function signIn(ctx: MutationCtx, { userId, addresses }: Erasure) {
  for (const address of addresses) await forgetSignInCode(ctx, address);
  const explanations = await ctx.db
    .query("notices")
    .withIndex("by_explainedUserId_and_createdTime", (q) => q.eq("explainedUserId", userId))
    .take(ROWS);
  for (const { _id } of explanations) {
    await withdrawNotice(ctx, _id);
    await ctx.db.delete("notices", _id);
  }
  return taken(explanations.length + (await forgetInvitations(ctx, userId, ROWS)), ROWS);
}

async function seats(ctx: MutationCtx, { userId }: Erasure) {
  const rows = await ctx.db
    .query("participants")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .take(ROWS);
  for (const { _id, roomId } of rows) {
    await stopTyping(ctx, userId, roomId);
    await ctx.db.delete("participants", _id);
  }
  return taken(rows.length, ROWS);
}

/** Rows that are about nobody else. A table at a time, since each page of one takes a range. */
async function rowsOf(ctx: MutationCtx, { userId }: Erasure) {
  const byUser = [
    ctx.db.query("pendingSeats").withIndex("by_user", (q) => q.eq("userId", userId)),
    ctx.db.query("readPositions").withIndex("by_user_and_room", (q) => q.eq("userId", userId)),
    ctx.db.query("readEvents").withIndex("by_user_and_room_and_seq", (q) => q.eq("userId", userId)),
    ctx.db.query("mailedPositions").withIndex("by_user_and_room", (q) => q.eq("userId", userId)),
    ctx.db.query("noteReadPositions").withIndex("by_user_and_room", (q) => q.eq("userId", userId)),
    ctx.db.query("confirmations").withIndex("by_userId", (q) => q.eq("userId", userId)),
    ctx.db.query("presences").withIndex("by_userId", (q) => q.eq("userId", userId)),
    ctx.db.query("searches").withIndex("by_userId", (q) => q.eq("userId", userId)),
    ctx.db.query("replyAddresses").withIndex("by_user_and_room", (q) => q.eq("userId", userId)),
    ctx.db.query("unsubscribeTokens").withIndex("by_user_and_room", (q) => q.eq("userId", userId)),
    ctx.db.query("userAddresses").withIndex("by_user_and_address", (q) => q.eq("userId", userId)),
  ];
  for (const query of byUser) {
    const rows = await query.take(ROWS);
    for (const { _id } of rows) await ctx.db.delete(_id);
    if (rows.length > 0) return { looked: rows.length, cursor: null, isDone: false };
  }
  return taken(0, ROWS);
}

/** Emails to them; one that is being sent just now is gone when its sender looks. */
async function outbox(ctx: MutationCtx, { userId }: Erasure) {
  const rows = await ctx.db
    .query("digests")
    .withIndex("by_user_and_state", (q) => q.eq("userId", userId))
    .take(EMAILS);
  for (const { _id } of rows) await ctx.db.delete("digests", _id);
  return taken(rows.length, EMAILS);
}

async function reactions(ctx: MutationCtx, { userId }: Erasure) {
  const rows = await ctx.db
    .query("reactions")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .take(LOOKED_AT);
  for (const row of rows) await forgetReaction(ctx, row);
  return taken(rows.length, LOOKED_AT);
}

/** Their messages, or of those that stay what was trimmed off (signatures, quoted addresses). */
async function messages(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
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

async function notes(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { userId, actorId, deletesMessages, cursor } = erasure;
  if (!deletesMessages) return taken(0, ROWS);
  const { page, continueCursor, isDone } = await ctx.db
    .query("notes")
    .withIndex("by_author_and_clientNoteId", (q) => q.eq("authorId", userId))
    .paginate({ numItems: EMAILS, cursor });
  for (const note of page) await deleteNote(ctx, note, actorId);
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Emails from them, to their reply addresses, or with one of their addresses anywhere in the record. */
async function receivedEmails(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("inboundEmails")
    .withIndex("by_creation_time")
    .paginate({ numItems: EMAILS, cursor: erasure.cursor });
  for (const inbound of page) {
    if (inbound.forgottenTime !== undefined) continue;
    const { event, from = "", subject = "" } = inbound;
    const isTheirs = inbound.userId === erasure.userId || names(erasure, [event, from, subject]);
    if (isTheirs) await forgetInbound(ctx, inbound);
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Emails of others that wait for a decision and quote them. */
async function heldTexts(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
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
async function trimmedTexts(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
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
async function copies(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
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
async function auditDetails(ctx: MutationCtx, erasure: Erasure): Promise<Progress> {
  const { page, continueCursor, isDone } = await ctx.db
    .query("auditEvents")
    .withIndex("by_creation_time")
    .paginate({ numItems: ROWS, cursor: erasure.cursor });
  for (const { _id, detail = "" } of page) {
    if (names(erasure, [detail])) await ctx.db.patch("auditEvents", _id, { detail: undefined });
  }
  return { looked: page.length, cursor: continueCursor, isDone };
}

/** Whether one of the person's addresses stands in one of the texts. */
function names({ addresses }: Erasure, texts: readonly string[]): boolean {
  const lower = texts.map((text) => text.toLowerCase());
  return addresses.some((address) => lower.some((text) => text.includes(address)));
}

function without({ addresses }: Erasure, copiedTo: readonly string[]): string[] {
  return copiedTo.filter((address) => !addresses.includes(address));
}
