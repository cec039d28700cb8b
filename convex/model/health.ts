/** What is waiting, what failed, what is missing: whether the deployment does its work. */
import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { type EnvName, optionalEnv } from "../env";
import { type DigestState, vEngineReport } from "../validators";

/** Counts stop here: whoever has so many needs to look, not to count. */
const MOST_COUNTED = 100;
/** And here for what holds a whole email: a run may read 16 MiB. */
const MOST_HEAVY = 10;

/** How many, at most 100, and when the oldest of them was due or came (ms). */
const vBacklog = v.object({ count: v.number(), oldestTime: v.union(v.number(), v.null()) });
type Backlog = Infer<typeof vBacklog>;

/** Numbers and times alone: no address, no name, no text. */
export const vHealth = v.object({
  /** Emails whose time had come at `dueTime`. */
  outbox: vBacklog,
  /** Until when nothing is sent, because the provider refuses or does not answer (ms; 0: not at all). */
  pauseEndTime: v.number(),
  /** Emails given up since `sinceTime`, at most 10. */
  failedEmails: v.number(),
  /** People to whom nothing is mailed since their address failed. */
  stoppedAddresses: v.number(),
  heldEmails: v.number(),
  /** Received, but not yet fetched from the provider. */
  unfetchedEmails: vBacklog,
  /** Received emails that could not be fetched at all, since `sinceTime`. */
  lostEmails: v.number(),
  /** Names of variables without which something does not work. */
  missingSettings: v.array(v.string()),
  /** The engine's own report; null on Convex. */
  engine: v.union(vEngineReport, v.null()),
});
export type Health = Infer<typeof vHealth>;

/**
 * Reads at most some 500 documents, whatever the size of the firm.
 * @param times ms: an email whose next attempt lies before `dueTime` is overdue; failures count from
 *   `sinceTime` on. The caller gives both, since a query has no clock.
 */
export async function readHealth(
  ctx: QueryCtx,
  times: { dueTime: number; sinceTime: number },
): Promise<Health> {
  const { dueTime, sinceTime } = times;
  const sender = await ctx.db.query("digestSender").first();
  const stopped = await ctx.db
    .query("users")
    .withIndex("by_emailStoppedTime", (q) => q.gt("emailStoppedTime", 0))
    .take(MOST_COUNTED);
  return {
    outbox: await readOutbox(ctx, dueTime),
    pauseEndTime: sender?.pauseEndTime ?? 0,
    failedEmails: await countFailed(ctx, sinceTime),
    stoppedAddresses: stopped.length,
    heldEmails: (await inboundIn(ctx, "held", 0)).length,
    unfetchedEmails: backlogOf(
      (await inboundIn(ctx, "received", 0)).map((row) => row._creationTime),
    ),
    lostEmails: (await inboundIn(ctx, "failed", sinceTime)).length,
    missingSettings: missingSettings(),
    engine: await readReport(ctx),
  };
}

async function readOutbox(ctx: QueryCtx, dueTime: number): Promise<Backlog> {
  const queued = await digestsIn(ctx, "queued", { before: dueTime }, MOST_COUNTED);
  const frozen = await digestsIn(ctx, "frozen", { before: dueTime }, MOST_HEAVY);
  const notices = await ctx.db
    .query("notices")
    .withIndex("by_state_and_nextAttemptTime", (q) =>
      q.eq("state", "queued").lt("nextAttemptTime", dueTime),
    )
    .take(MOST_COUNTED);
  return backlogOf([...queued, ...frozen, ...notices].map((row) => row.nextAttemptTime));
}

async function countFailed(ctx: QueryCtx, sinceTime: number): Promise<number> {
  const digests = await digestsIn(ctx, "failed", { from: sinceTime }, MOST_HEAVY);
  const notices = await ctx.db
    .query("notices")
    .withIndex("by_state_and_nextAttemptTime", (q) =>
      q.eq("state", "failed").gte("nextAttemptTime", sinceTime),
    )
    .take(MOST_HEAVY);
  return Math.min(MOST_HEAVY, digests.length + notices.length);
}

function digestsIn(
  ctx: QueryCtx,
  state: DigestState,
  { from = -Infinity, before = Infinity }: { from?: number; before?: number },
  most: number,
) {
  return ctx.db
    .query("digests")
    .withIndex("by_state_and_nextAttemptTime", (q) =>
      q.eq("state", state).gte("nextAttemptTime", from).lt("nextAttemptTime", before),
    )
    .take(most);
}

function inboundIn(ctx: QueryCtx, state: "held" | "received" | "failed", sinceTime: number) {
  return ctx.db
    .query("inboundEmails")
    .withIndex("by_state", (q) => q.eq("state", state).gte("_creationTime", sinceTime))
    .take(MOST_COUNTED);
}

function backlogOf(times: number[]): Backlog {
  const count = Math.min(MOST_COUNTED, times.length);
  return { count, oldestTime: times.length === 0 ? null : Math.min(...times) };
}

const NEEDED: EnvName[] = [
  "APP_URL",
  "EMAIL_FROM",
  "INBOUND_DOMAIN",
  "RESEND_API_KEY",
  "RESEND_WEBHOOK_SECRET",
];

/** One of both ways to sign in must be there. */
function missingSettings(): string[] {
  const missing: string[] = NEEDED.filter((name) => optionalEnv(name) === null);
  const signIns: EnvName[] = ["AUTH_SIGNING_KEY", "CLERK_JWT_ISSUER_DOMAIN"];
  const canSignIn = signIns.some((name) => optionalEnv(name) !== null);
  return canSignIn ? missing : [...missing, signIns.join(" / ")];
}

async function readReport(ctx: QueryCtx): Promise<Health["engine"]> {
  const row = await ctx.db.query("engineReports").first();
  if (row === null) return null;
  const { _id, _creationTime, ...report } = row;
  return report;
}
