/** One run of the digest in convex-test, with the provider answered for: no email leaves. */
import { internal } from "./_generated/api";
import type { Backend } from "./test.setup";
import type { Email } from "./validators";

/** More than any test queues: a run that goes on beyond it is a fault. */
const ATTEMPTS_LIMIT = 50;

/**
 * Selects the unread, then freezes and "sends" one email after another, as the sender does.
 * @returns the emails in the order of sending
 */
export async function sendDigests(t: Backend, ignoreAge = true): Promise<Email[]> {
  await t.mutation(internal.digests.sweep, { ignoreAge });
  return await deliverQueued(t);
}

/** Freezes and "sends" what is queued and due; returns the emails in the order of sending. */
export async function deliverQueued(t: Backend): Promise<Email[]> {
  const emails: Email[] = [];
  for (let attempts = 0; attempts < ATTEMPTS_LIMIT; attempts += 1) {
    const { attempt, isMore } = await t.mutation(internal.digests.prepare, {});
    if (attempt !== null) {
      emails.push(attempt.email);
      const outcome = { kind: "sent" as const, providerId: attempt.rowId };
      await t.mutation(internal.digests.record, { rowId: attempt.rowId, outcome });
    }
    if (!isMore) return emails;
  }
  throw new Error(`More than ${ATTEMPTS_LIMIT} emails in one run`);
}
