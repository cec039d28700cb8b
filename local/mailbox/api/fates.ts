/** What happens to a sent email after it was accepted, told to the app as webhook events. */
import type { EmailPayload } from "../types.ts";
import type { WebhookSender } from "../webhooks.ts";

/**
 * The app must have stored the id from the answer before it hears of it, as it would from the real
 * provider, whose events take longer than its answer.
 */
const SENT_AFTER_MS = 300;
const FATE_AFTER_MS = 600;

type Fate = { type: string; detail: object };

const DELIVERED: Fate = { type: "email.delivered", detail: {} };

/** Keyed by how the local part of the recipient begins, like the provider's own test addresses. */
const FATES: Record<string, Fate> = {
  bounced: {
    type: "email.bounced",
    detail: {
      bounce: {
        type: "Permanent",
        subType: "General",
        message: "The recipient's mail server rejected the address: no such mailbox.",
        diagnosticCode: ["smtp; 550 5.1.1 user unknown"],
      },
    },
  },
  complained: { type: "email.complained", detail: {} },
  suppressed: {
    type: "email.suppressed",
    detail: {
      suppressed: {
        type: "OnAccountSuppressionList",
        message: "The address is on the suppression list after an earlier bounce.",
        reason: "previous_bounce",
      },
    },
  },
  delayed: { type: "email.delivery_delayed", detail: {} },
};

/** Announces `email.sent`, then delivery or the mishap that the recipient's address asks for. */
export function announceFate(
  email: { id: string; time: number; messageId: string; payload: EmailPayload },
  webhooks: WebhookSender,
): void {
  const { payload } = email;
  const data = {
    email_id: email.id,
    message_id: email.messageId,
    created_at: new Date(email.time).toISOString(),
    from: payload.from,
    to: payload.to,
    subject: payload.subject,
    tags: Object.fromEntries(payload.tags.map(({ name, value }) => [name, value])),
  };
  const fate = fateOf(payload.to[0] ?? "");
  webhooks.announce(email.id, "email.sent", data, SENT_AFTER_MS);
  webhooks.announce(email.id, fate.type, { ...data, ...fate.detail }, FATE_AFTER_MS);
}

function fateOf(recipient: string): Fate {
  const address = /<([^<>]+)>\s*$/.exec(recipient)?.[1] ?? recipient;
  const word = /^(bounced|complained|suppressed|delayed)/i.exec(address)?.[1]?.toLowerCase();
  return (word === undefined ? undefined : FATES[word]) ?? DELIVERED;
}
