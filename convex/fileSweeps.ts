/** What nobody sent, and what nobody can use any more, goes: in pages, once an hour. */
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { MutationCtx } from "./_generated/server";
import { internalMutation } from "./functions";
import { deleteFile, isStorageTaken } from "./model/files";
import { HELD_FILES_KEPT_MS } from "./model/heldFiles";
import type { FileState } from "./validators";

/** Long enough to finish writing the message; as long as an outbox entry goes out by itself. */
export const UNSENT_KEPT_MS = 24 * 60 * 60 * 1000;
const PER_RUN = 100;
const UNSENT: FileState[] = ["uploading", "checking", "ready", "refused"];

/**
 * Removes files that no message has carried for a day, those of emails held for 30 days, stored bytes
 * that no file has named for a day, and tickets that are over. At most 100 of each a run; more goes on in the next run at once.
 */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const now = Date.now();
    const before = now - UNSENT_KEPT_MS;
    const counts = [await sweepTickets(ctx, now), await sweepStorage(ctx, before)];
    counts.push(await sweepUnsent(ctx, "held", now - HELD_FILES_KEPT_MS));
    for (const state of UNSENT) counts.push(await sweepUnsent(ctx, state, before));
    if (counts.includes(PER_RUN)) {
      await ctx.scheduler.runAfter(0, internal.fileSweeps.sweep, {});
    }
    return null;
  },
});

async function sweepUnsent(ctx: MutationCtx, state: FileState, before: number): Promise<number> {
  const old = await ctx.db
    .query("files")
    .withIndex("by_state_and_createdTime", (q) => q.eq("state", state).lt("createdTime", before))
    .take(PER_RUN);
  for (const file of old) await deleteFile(ctx, file);
  return old.length;
}

async function sweepTickets(ctx: MutationCtx, now: number): Promise<number> {
  const over = await ctx.db
    .query("fileTickets")
    .withIndex("by_expiresTime", (q) => q.lt("expiresTime", now))
    .take(PER_RUN);
  for (const { _id } of over) await ctx.db.delete("fileTickets", _id);
  return over.length;
}

/** Each stored object is looked at once: what a file names by then is that file's to remove. */
async function sweepStorage(ctx: MutationCtx, before: number): Promise<number> {
  const known = await ctx.db.query("storageSweeps").first();
  const through = known?.throughTime ?? 0;
  const stored = await ctx.db.system
    .query("_storage")
    .withIndex("by_creation_time", (q) =>
      q.gt("_creationTime", through).lt("_creationTime", before),
    )
    .take(PER_RUN);
  const last = stored.at(-1);
  if (last === undefined) return 0;
  for (const { _id } of stored) {
    if (!(await isStorageTaken(ctx, _id))) await ctx.storage.delete(_id);
  }
  const throughTime = last._creationTime;
  if (known === null) await ctx.db.insert("storageSweeps", { throughTime });
  else await ctx.db.patch("storageSweeps", known._id, { throughTime });
  return stored.length;
}
