/** One polite explanation to a person whose reply was not posted (RFC 3834 on how to answer one). */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type Explained, renderExplanation } from "../email/explanationTemplate";
import type { ReceivedEmail } from "../email/receivedEmail";
import { appUrl, requireEnv } from "../env";
import { requireFirm } from "./firm";
import { queueNotice } from "./notices";

const PERSON_PAUSE_MS = 24 * 60 * 60 * 1000;
const REFERENCES_KEPT = 10;

const EXPLAINED: ReadonlySet<string> = new Set<Explained>([
  "NOT_A_PARTICIPANT",
  "ROOM_ARCHIVED",
  "READ_ONLY_ROOM",
  "EMPTY",
  "TOO_LONG",
]);

function isExplained(reason: string): reason is Explained {
  return EXPLAINED.has(reason);
}

/**
 * Queues the explanation of `reason` to the person behind the reply address, who wrote from an address
 * of theirs: whatever comes from a machine, a list or a stranger was decided before and has another
 * reason. At most one in 24 hours to one person, whatever the reasons and rooms; none to an address to
 * which mail has stopped.
 */
export async function explainRefusal(
  ctx: MutationCtx,
  user: Doc<"users">,
  room: Doc<"rooms">,
  email: ReceivedEmail,
  reason: string,
): Promise<void> {
  if (!isExplained(reason) || email.from === null || user.emailStopped !== undefined) return;
  if (await wasExplainedLately(ctx, user)) return;
  const firm = await requireFirm(ctx);
  const rendered = renderExplanation({
    language: user.language ?? "en",
    firmName: firm.name,
    accentColor: firm.accentColor,
    subject: email.subject,
    reason,
    roomUrl: reason === "NOT_A_PARTICIPANT" ? null : `${appUrl()}/open/${room._id}`,
    portalUrl: appUrl(),
  });
  const from = requireEnv("EMAIL_FROM");
  const headers = {
    ...threadHeaders(email),
    "Auto-Submitted": "auto-replied",
    "X-Auto-Response-Suppress": "All",
    "X-Anteroom-Outbound": "1",
  };
  await queueNotice(
    ctx,
    { ...rendered, from, to: email.from, replyTo: from, headers, tags: [] },
    { explainedUserId: user._id },
  );
}

async function wasExplainedLately(ctx: MutationCtx, user: Doc<"users">): Promise<boolean> {
  const since = Date.now() - PERSON_PAUSE_MS;
  const last = await ctx.db
    .query("notices")
    .withIndex("by_explainedUserId_and_createdTime", (q) =>
      q.eq("explainedUserId", user._id).gt("createdTime", since),
    )
    .first();
  return last !== null;
}

const MESSAGE_ID = /<[^<>\s]{1,250}>/g;

/** Puts the answer into the thread; only what looks like a Message-ID gets into a header. */
function threadHeaders({ messageId, references }: ReceivedEmail): Record<string, string> {
  const own = messageId.match(MESSAGE_ID)?.[0];
  if (own === undefined) return {};
  const earlier = (references.match(MESSAGE_ID) ?? []).filter((id) => id !== own);
  const thread = [...new Set(earlier)].slice(-REFERENCES_KEPT);
  return { "In-Reply-To": own, References: [...thread, own].join(" ") };
}
