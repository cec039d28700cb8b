/**
 * How much one person may do in a short time (G12). Each has buckets of their own. A refused call takes
 * nothing from them, since its whole transaction is undone; what is limited is what has an effect.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { rateLimited } from "../errors";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** `capacity` is what goes at once, `rate` per `period` what comes back. */
const LIMITS = {
  send: { rate: 60, period: MINUTE_MS, capacity: 30 },
  /** Answers by email; what is more than that waits for the room's staff (a mail loop, mostly). */
  answer: { rate: 60, period: HOUR_MS, capacity: 20 },
  /** A bucket of their own: notes hold no message back. */
  note: { rate: 60, period: MINUTE_MS, capacity: 30 },
  edit: { rate: 60, period: MINUTE_MS, capacity: 20 },
  react: { rate: 120, period: MINUTE_MS, capacity: 60 },
  /** A page each: as one types, and as one goes on to older rooms. */
  search: { rate: 90, period: MINUTE_MS, capacity: 40 },
  createRoom: { rate: 60, period: HOUR_MS, capacity: 30 },
  invite: { rate: 60, period: HOUR_MS, capacity: 30 },
  /** Everybody's together: wishes for a code, of which those for unknown addresses then share a row. */
  signInCode: { rate: 60, period: MINUTE_MS, capacity: 120 },
  ticket: { rate: 120, period: MINUTE_MS, capacity: 120 },
  /** Clients' names: whoever reads them should know them again. */
  rename: { rate: 20, period: HOUR_MS, capacity: 10 },
  /** Bounds what a client can lay down and never claim, before the sweep finds it after a day. */
  clientUpload: { rate: 200, period: 24 * HOUR_MS, capacity: 200 },
  /** A face each; everybody's, since each is a new view of all that the person wrote. */
  avatar: { rate: 20, period: HOUR_MS, capacity: 10 },
  upload: { rate: 20, period: MINUTE_MS, capacity: 40 },
} as const;

type LimitName = keyof typeof LIMITS;

/** Takes one from the person's bucket. Error: RATE_LIMITED, with `retryAfter` in ms. */
export async function requireWithinRate(
  ctx: MutationCtx,
  name: LimitName,
  key: Doc<"users">["_id"],
): Promise<void> {
  const missingMs = await takeOne(ctx, name, key);
  if (missingMs > 0) throw rateLimited(missingMs);
}

/** Takes one from the person's bucket, or without a person from everybody's, where there is one; says whether there was. */
export async function isWithinRate(
  ctx: MutationCtx,
  name: LimitName,
  key?: Doc<"users">["_id"],
): Promise<boolean> {
  return (await takeOne(ctx, name, key)) === 0;
}

/**
 * Takes one and gives 0, or takes nothing and gives after how many ms there will be one. The bucket is
 * read once and written once, since each message takes one. A clock that was set back fills nothing and
 * takes nothing.
 */
async function takeOne(
  ctx: MutationCtx,
  name: LimitName,
  key: Doc<"users">["_id"] | undefined,
): Promise<number> {
  const { rate, period, capacity } = LIMITS[name];
  const perMs = rate / period;
  const ts = Date.now();
  const bucket = await ctx.db
    .query("rateLimits")
    .withIndex("name", (q) => q.eq("name", name).eq("key", key))
    .unique();
  const filled = bucket === null ? capacity : bucket.value + Math.max(0, ts - bucket.ts) * perMs;
  const value = Math.min(filled, capacity) - 1;
  if (value < 0) return Math.ceil(-value / perMs);
  if (bucket !== null) await ctx.db.patch("rateLimits", bucket._id, { ts, value });
  else
    await ctx.db.insert("rateLimits", { name, ...(key === undefined ? {} : { key }), ts, value });
  return 0;
}
