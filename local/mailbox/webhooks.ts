import { randomUUID } from "node:crypto";
import { Webhook } from "svix";
import type { Clock } from "../../embedded/clock.ts";
import type { MailboxStore } from "./store.ts";

/** Waits before each repetition of an event that the app did not take, as the provider's first ones. */
const RETRY_DELAYS_MS = [5_000, 5 * 60_000, 30 * 60_000];
const ANSWER_TIMEOUT_MS = 15_000;
/** Only the beginning of an answer is kept; it is for a person to read. */
const ANSWER_KEPT_CHARS = 500;

/** What the app answered; `status` null means no answer at all. */
export type WebhookAnswer = { status: number | null; body: string };

export type SigningOptions = {
  /** svix-id; a new one unless this is a repetition. */
  eventId?: string;
  /** Signs with a secret that the app does not know. */
  wrongSecret?: boolean;
  /** How long ago the signature claims to have been made. */
  ageMs?: number;
};

export type WebhookOptions = {
  store: MailboxStore;
  clock: Clock;
  /** Where the app takes webhooks. */
  url: string;
  /** `whsec_…`, known to the app. */
  secret: string;
};

/**
 * Posts Svix-signed events to the app, as Resend does. Responsible for signing, for repeating what
 * was not answered with 2xx, and for noting each answer beside its event. Repetitions live in
 * memory: a restart forgets them (the provider itself would go on).
 */
export class WebhookSender {
  readonly #options: WebhookOptions;
  readonly #cancelTimers = new Map<string, () => void>();
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  /** Stops repeating and waits for the answers still under way. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const cancel of this.#cancelTimers.values()) cancel();
    this.#cancelTimers.clear();
    await this.idle();
  }

  /** Resolves when no post is under way (timers may still be set). */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Announces `type` about an email after `delayMs`; repeats it until the app takes it. */
  announce(emailId: string, type: string, data: object, delayMs: number): void {
    const eventId = `msg_${randomUUID().replaceAll("-", "")}`;
    const time = this.#options.clock.now() + delayMs;
    const body = JSON.stringify({ type, created_at: new Date(time).toISOString(), data });
    this.#schedule(eventId, delayMs, () => {
      this.#options.store.addEvent({ emailId, eventId, type, time });
      this.#options.store.setStatus(emailId, type.replace(/^email\./, ""));
      return this.#attempt(eventId, body, 0);
    });
  }

  async #attempt(eventId: string, body: string, attempt: number): Promise<void> {
    const answer = await this.post(body, { eventId });
    if (this.#closed) return;
    this.#options.store.setEventAnswer(eventId, answer.status, answer.body);
    const delayMs = RETRY_DELAYS_MS[attempt];
    if (isTaken(answer) || delayMs === undefined) return;
    this.#schedule(eventId, delayMs, () => this.#attempt(eventId, body, attempt + 1));
  }

  #schedule(eventId: string, delayMs: number, work: () => Promise<void>): void {
    if (this.#closed) return;
    const { clock } = this.#options;
    const cancel = clock.schedule(clock.now() + delayMs, () => {
      this.#cancelTimers.delete(eventId);
      const running = work().finally(() => this.#underWay.delete(running));
      this.#underWay.add(running);
    });
    this.#cancelTimers.set(eventId, cancel);
  }

  /** Signs and posts `body` once. Never throws: no answer is an answer too. */
  async post(body: string, signing: SigningOptions = {}): Promise<WebhookAnswer> {
    try {
      const response = await fetch(this.#options.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...this.#sign(body, signing) },
        body,
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      });
      const text = await response.text();
      return { status: response.status, body: text.slice(0, ANSWER_KEPT_CHARS) };
    } catch (error) {
      return { status: null, body: `No answer: ${(error as Error).message}` };
    }
  }

  #sign(body: string, { eventId, wrongSecret, ageMs }: SigningOptions): Record<string, string> {
    const id = eventId ?? `msg_${randomUUID().replaceAll("-", "")}`;
    const time = new Date(this.#options.clock.now() - (ageMs ?? 0));
    const strangersSecret = `whsec_${Buffer.from("not the secret of this app").toString("base64")}`;
    const webhook = new Webhook(wrongSecret ? strangersSecret : this.#options.secret);
    return {
      "svix-id": id,
      "svix-timestamp": String(Math.floor(time.getTime() / 1000)),
      "svix-signature": webhook.sign(id, time, body),
    };
  }
}

/** Any 2xx ends the delivery of an event. */
export function isTaken({ status }: Pick<WebhookAnswer, "status">): boolean {
  return status !== null && status >= 200 && status < 300;
}
