/**
 * A run of the retention rule: messages and notes of before its time go with everything that hangs on
 * them, then received emails, rows of sent ones and the record of reading of that age. In steps far
 * below a run's limits, each looking for what is left: a crash or a second run takes nothing away from
 * that. Positions stay where they are: they count what is later than a `seq`, and no `seq` comes again.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Removed } from "../validators";
import { recordAudit } from "./audit";
import { monthsBefore } from "./calendarMonths";
import { forgetInbound } from "./forgetEmails";
import { removeMessage } from "./messages";
import { removeNote } from "./notes";
import { getRetention } from "./retention";

/** Messages read at a time; the largest have some 120 KB. */
const ENTRIES_PER_STEP = 50;
/** What removing them may write; one of the heaviest may come on top. */
const DOCUMENTS_PER_STEP = 1_000;
/** Held ones carry up to a megabyte of text. */
const INBOUND_PER_STEP = 10;
const DIGESTS_PER_STEP = 100;
const ROWS_PER_STEP = 500;

type Run = Doc<"retentionRuns">;
const NOTHING: Removed = { rooms: 0, messages: 0, notes: 0, emails: 0 };

/** Begins a run in place of the one before, if there is a rule. Gives its start time (ms). */
export async function beginRun(ctx: MutationCtx): Promise<number | null> {
  const rule = await getRetention(ctx);
  if (rule === null) return null;
  const startedTime = Date.now();
  const beforeTime = monthsBefore(startedTime, rule.months);
  const latest = await ctx.db.query("retentionRuns").first();
  if (latest !== null) await ctx.db.delete("retentionRuns", latest._id);
  await ctx.db.insert("retentionRuns", { startedTime, beforeTime, removed: NOTHING });
  return startedTime;
}

/**
 * One step of the run that began at `startedTime`. False when nothing is left, when another run has
 * taken its place, or when the rule was taken away meanwhile.
 */
export async function stepRun(ctx: MutationCtx, startedTime: number): Promise<boolean> {
  const run = await ctx.db.query("retentionRuns").first();
  const rule = await getRetention(ctx);
  if (run?.startedTime !== startedTime || run.finishedTime !== undefined) return false;
  for (const stage of rule === null ? [] : STAGES) {
    const removed = await stage(ctx, run);
    if (removed === null) continue;
    await ctx.db.patch("retentionRuns", run._id, { removed: sum(run.removed, removed) });
    return true;
  }
  await ctx.db.patch("retentionRuns", run._id, { finishedTime: Date.now() });
  const actor = rule === null ? null : await ctx.db.get("users", rule.setById);
  const { messages, notes, emails, rooms } = run.removed;
  if (actor !== null && messages + notes + emails > 0) {
    const detail = [messages, rooms, notes, emails].join(" ");
    await recordAudit(ctx, actor, "retention.run", { detail });
  }
  return false;
}

function sum(a: Removed, b: Partial<Removed>): Removed {
  const { rooms = 0, messages = 0, notes = 0, emails = 0 } = b;
  return {
    rooms: a.rooms + rooms,
    messages: a.messages + messages,
    notes: a.notes + notes,
    emails: a.emails + emails,
  };
}

/** Removes some of a kind; null when none are left. */
type Stage = (ctx: MutationCtx, run: Run) => Promise<Partial<Removed> | null>;
const STAGES: Stage[] = [removeMessages, removeNotes, forgetReceived, forgetSent, forgetReading];

async function removeMessages(ctx: MutationCtx, { beforeTime }: Run) {
  const old = await ctx.db
    .query("messages")
    .withIndex("by_time", (q) => q.lt("time", beforeTime))
    .take(ENTRIES_PER_STEP);
  if (old.length === 0) return null;
  const touched = new Set<Id<"rooms">>();
  let messages = 0;
  let written = 0;
  for (const message of old) {
    written += await removeMessage(ctx, message);
    touched.add(message.roomId);
    messages += 1;
    if (written >= DOCUMENTS_PER_STEP) break;
  }
  let rooms = 0;
  for (const roomId of touched) if (await noteRemoval(ctx, roomId, beforeTime)) rooms += 1;
  return { messages, rooms };
}

/** Notes on the room what is gone; true where this run had not touched it yet. */
async function noteRemoval(ctx: MutationCtx, roomId: Id<"rooms">, beforeTime: number) {
  const known = await ctx.db
    .query("removals")
    .withIndex("by_roomId", (q) => q.eq("roomId", roomId))
    .unique();
  if (known?.beforeTime === beforeTime) return false;
  if (known !== null) await ctx.db.patch("removals", known._id, { beforeTime });
  else await ctx.db.insert("removals", { roomId, beforeTime });
  return true;
}

async function removeNotes(ctx: MutationCtx, { beforeTime }: Run) {
  const old = await ctx.db
    .query("notes")
    .withIndex("by_time", (q) => q.lt("time", beforeTime))
    .take(ENTRIES_PER_STEP);
  for (const note of old) await removeNote(ctx, note);
  return old.length === 0 ? null : { notes: old.length };
}

async function forgetReceived(ctx: MutationCtx, { beforeTime }: Run) {
  const old = await ctx.db
    .query("inboundEmails")
    .withIndex("by_forgottenTime", (q) =>
      q.eq("forgottenTime", undefined).lt("_creationTime", beforeTime),
    )
    .take(INBOUND_PER_STEP);
  for (const inbound of old) await forgetInbound(ctx, inbound);
  return old.length === 0 ? null : { emails: old.length };
}

/** Rows of emails that are done with; one that is still to go out decides for itself what it says. */
async function forgetSent(ctx: MutationCtx, { beforeTime }: Run) {
  for (const state of ["sent", "failed", "cancelled"] as const) {
    const old = await ctx.db
      .query("digests")
      .withIndex("by_state_and_nextAttemptTime", (q) =>
        q.eq("state", state).lt("nextAttemptTime", beforeTime),
      )
      .take(DIGESTS_PER_STEP);
    for (const { _id } of old) await ctx.db.delete("digests", _id);
    if (old.length > 0) return { emails: old.length };
  }
  return null;
}

async function forgetReading(ctx: MutationCtx, { beforeTime }: Run) {
  const old = await ctx.db
    .query("readEvents")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", beforeTime))
    .take(ROWS_PER_STEP);
  for (const { _id } of old) await ctx.db.delete("readEvents", _id);
  return old.length === 0 ? null : {};
}
