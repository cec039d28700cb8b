/**
 * How much one person may do in a short time (G12). Each has buckets of their own. A refused call takes
 * nothing from them, since its whole transaction is undone; what is limited is what has an effect.
 */
import { defineRateLimits } from "convex-helpers/server/rateLimit";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { rateLimited } from "../errors";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** `capacity` is what goes at once, `rate` per `period` what comes back. */
const LIMITS = {
  send: { kind: "token bucket", rate: 60, period: MINUTE_MS, capacity: 30 },
  /** Answers by email; what is more than that waits for the room's staff (a mail loop, mostly). */
  answer: { kind: "token bucket", rate: 60, period: HOUR_MS, capacity: 20 },
  /** A bucket of their own: notes hold no message back. */
  note: { kind: "token bucket", rate: 60, period: MINUTE_MS, capacity: 30 },
  edit: { kind: "token bucket", rate: 60, period: MINUTE_MS, capacity: 20 },
  react: { kind: "token bucket", rate: 120, period: MINUTE_MS, capacity: 60 },
  /** A page each: as one types, and as one goes on to older rooms. */
  search: { kind: "token bucket", rate: 90, period: MINUTE_MS, capacity: 40 },
  createRoom: { kind: "token bucket", rate: 60, period: HOUR_MS, capacity: 30 },
  invite: { kind: "token bucket", rate: 60, period: HOUR_MS, capacity: 30 },
  /** Everybody's together: wishes for a code, of which those for unknown addresses then share a row. */
  signInCode: { kind: "token bucket", rate: 60, period: MINUTE_MS, capacity: 120 },
  ticket: { kind: "token bucket", rate: 120, period: MINUTE_MS, capacity: 120 },
  /** Clients' names: whoever reads them should know them again. */
  rename: { kind: "token bucket", rate: 20, period: HOUR_MS, capacity: 10 },
  /** Bounds what a client can lay down and never claim, before the sweep finds it after a day. */
  clientUpload: { kind: "token bucket", rate: 200, period: 24 * HOUR_MS, capacity: 200 },
  /** A face each; everybody's, since each is a new view of all that the person wrote. */
  avatar: { kind: "token bucket", rate: 20, period: HOUR_MS, capacity: 10 },
  upload: { kind: "token bucket", rate: 20, period: MINUTE_MS, capacity: 40 },
} as const;
const { rateLimit } = defineRateLimits(LIMITS);

/** Takes one from the person's bucket. Error: RATE_LIMITED, with `retryAfter` in ms. */
export async function requireWithinRate(
  ctx: MutationCtx,
  name: keyof typeof LIMITS,
  key: Doc<"users">["_id"],
): Promise<void> {
  const { ok, retryAt } = await rateLimit(ctx, { name, key });
  if (!ok) throw rateLimited(Math.max(0, Math.ceil((retryAt ?? 0) - Date.now())));
}

/** Takes one from the person's bucket, or without a person from everybody's, where there is one; says whether there was. */
export async function isWithinRate(
  ctx: MutationCtx,
  name: keyof typeof LIMITS,
  key?: Doc<"users">["_id"],
): Promise<boolean> {
  return (await rateLimit(ctx, key === undefined ? { name } : { name, key })).ok;
}
