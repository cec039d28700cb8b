/** Puts an answer behind the receiving API and tells the app about it, like the provider does. */
import { randomUUID } from "node:crypto";
import type { Clock } from "../../../embedded/clock.ts";
import type { MailboxStore } from "../store.ts";
import type { SigningOptions, WebhookAnswer, WebhookSender } from "../webhooks.ts";
import { bareAddress, parseReceived, type ParsedEmail } from "./parse.ts";
import { replyTarget, type DeliveryWay, type Reply } from "./reply.ts";
import { writeReply } from "./styles.ts";

/** Older than the five minutes for which a signature is good. */
const OLD_TIMESTAMP_MS = 10 * 60 * 1000;

/** How the posts of each way are signed; "twice" repeats one event, as the provider may. */
const SIGNINGS: Record<DeliveryWay, SigningOptions[]> = {
  once: [{}],
  twice: [{}, {}],
  wrongSignature: [{ wrongSecret: true }],
  oldTimestamp: [{ ageMs: OLD_TIMESTAMP_MS }],
};

export type DeliveryDeps = { store: MailboxStore; webhooks: WebhookSender; clock: Clock };
export type Delivery = { receivedId: string; answers: WebhookAnswer[] };

/** Writes and delivers `reply`; the sender's domain stands in the Message-ID. */
export async function deliverReply(
  reply: Omit<Reply, "time" | "messageId">,
  way: DeliveryWay,
  deps: DeliveryDeps,
): Promise<Delivery> {
  const domain = bareAddress(reply.from).split("@")[1] ?? "mail.example";
  const messageId = `<${randomUUID()}@${domain}>`;
  const raw = writeReply({ ...reply, time: deps.clock.now(), messageId });
  return deliverRaw(raw, [bareAddress(replyTarget(reply.original))], way, deps);
}

/** @param receivedFor envelope recipients: where the email really went, whatever To says. */
export async function deliverRaw(
  raw: Buffer,
  receivedFor: string[],
  way: DeliveryWay,
  { store, webhooks, clock }: DeliveryDeps,
): Promise<Delivery> {
  const parsed = await parseReceived(raw);
  const id = randomUUID();
  const time = clock.now();
  const { from, to, subject, messageId } = parsed;
  store.addReceived({ id, time, from, to, subject, messageId, receivedFor, raw, status: "new" });
  const eventId = `msg_${randomUUID().replaceAll("-", "")}`;
  store.addEvent({ emailId: id, eventId, type: "email.received", time });
  const body = receivedEvent(id, time, receivedFor, parsed);
  const answers: WebhookAnswer[] = [];
  for (const signing of SIGNINGS[way]) {
    const answer = await webhooks.post(body, { ...signing, eventId });
    answers.push(answer);
    store.setEventAnswer(eventId, answer.status, answer.body);
  }
  store.setStatus(id, `answered ${answers.map(({ status }) => status ?? "nothing").join(", ")}`);
  return { receivedId: id, answers };
}

/** Metadata only: the app fetches the body, as from the real provider. */
function receivedEvent(
  id: string,
  time: number,
  receivedFor: string[],
  parsed: ParsedEmail,
): string {
  const created_at = new Date(time).toISOString();
  return JSON.stringify({
    type: "email.received",
    created_at,
    data: {
      email_id: id,
      created_at,
      from: parsed.from,
      to: parsed.to,
      cc: parsed.cc,
      bcc: [],
      received_for: receivedFor,
      message_id: parsed.messageId,
      subject: parsed.subject,
      attachments: parsed.attachments.map(({ content: _bytes, ...described }) => described),
    },
  });
}
