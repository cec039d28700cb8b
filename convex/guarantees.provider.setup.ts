/** A provider that fails in every way it can: down for hours, silent, taking and not saying so. */
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { Ledger } from "./guarantees.setup";
import type { Backend } from "./test.setup";
import type { Email } from "./validators";

/** Shorter than the life of an idempotency key: after that a doubtful email is given up by design. */
const LONGEST_OUTAGE_MS = 6 * 60 * 60 * 1000;
/** Attempts in one run of the sender. */
const ATTEMPTS = 40;

type Attempt = { rowId: Id<"digests"> | Id<"notices">; key: string; email: Email };

export class FickleProvider {
  readonly #t: Backend;
  readonly #ledger: Ledger;
  readonly #random: (below: number) => number;
  /** By idempotency key: what was attempted under it, and whether it was, or may have been, taken. */
  readonly #keys = new Map<string, { bytes: string; isTaken: boolean; isDoubtful: boolean }>();
  /** Emails that it took and said so: key and address. */
  readonly #acknowledged: { key: string; to: string }[] = [];
  readonly #onEmail: (email: Email) => void;
  #outageEndTime = 0;
  #bounces = 0;

  constructor(
    t: Backend,
    ledger: Ledger,
    random: (below: number) => number,
    onEmail: (email: Email) => void,
  ) {
    this.#t = t;
    this.#ledger = ledger;
    this.#random = random;
    this.#onEmail = onEmail;
  }

  goDown(): void {
    this.#outageEndTime = Date.now() + this.#random(LONGEST_OUTAGE_MS);
  }

  /** As the sender does: one after another, until nothing is left or the provider asks for a pause. */
  async deliver(isReliable = false): Promise<void> {
    for (let attempts = 0; attempts < ATTEMPTS; attempts += 1) {
      const { attempt, isMore } = await this.#t.mutation(internal.digests.prepare, {});
      if (attempt !== null && !(await this.#answer(attempt, isReliable))) return;
      if (!isMore) return;
    }
  }

  /** Says of an email that it took that its address is dead; to whom it went, or null. */
  async bounce(): Promise<string | null> {
    const taken = this.#acknowledged[this.#random(Math.max(1, this.#acknowledged.length))];
    if (taken === undefined) return null;
    await this.#t.mutation(internal.deliveries.record, {
      webhookId: `bounce ${(this.#bounces += 1)}`,
      emailId: taken.key,
      messageId: null,
      tag: null,
      delivery: "bounced",
      isFinal: true,
      reason: "planned",
    });
    return taken.to;
  }

  /** Takes the email or not, and answers or not. False when the sender stops (a pause, a crash). */
  async #answer({ rowId, key, email }: Attempt, isReliable: boolean): Promise<boolean> {
    const isDigest = key.startsWith("digest/");
    const known = this.#checkedKey(key, email, isDigest);
    this.#onEmail(email);
    const isDown = !isReliable && Date.now() < this.#outageEndTime;
    const dice = isReliable ? 0 : this.#random(100) + (isDown ? 70 : 0);
    const isTaken = dice < 80 || (dice >= 130 && dice < 140);
    // The provider sends once under one key.
    if (isTaken && known?.isTaken !== true && isDigest) this.#ledger.take(email.to, email.text);
    const isRefused = !isTaken && dice < 130 && this.#random(3) > 0;
    this.#keys.set(key, {
      bytes: JSON.stringify(email),
      isTaken: isTaken || known?.isTaken === true,
      isDoubtful: !isRefused || known?.isDoubtful === true,
    });
    if (dice < 70) {
      if (isDigest) this.#acknowledged.push({ key, to: email.to });
      return await this.#record(rowId, { kind: "sent", providerId: key });
    }
    if (dice < 75 || (dice >= 130 && dice < 135)) return false; // crashed before it was told
    const kind = isRefused ? "notTaken" : "inDoubt";
    return await this.#record(rowId, { kind, reason: "planned", retryAfterMs: null });
  }

  #checkedKey(key: string, email: Email, isDigest: boolean) {
    const bytes = JSON.stringify(email);
    const known = this.#keys.get(key);
    if (known !== undefined && (known.isTaken || known.isDoubtful) && known.bytes !== bytes) {
      this.#ledger.wrongs.push(`${key} has changed after it may have been taken`);
    }
    if (known?.bytes !== bytes && isDigest) this.#ledger.checkFirstAttempt(email.to, email.text);
    return known;
  }

  async #record(
    rowId: Attempt["rowId"],
    outcome:
      | { kind: "sent"; providerId: string }
      | { kind: "inDoubt" | "notTaken"; reason: string; retryAfterMs: null },
  ): Promise<boolean> {
    return (await this.#t.mutation(internal.digests.record, { rowId, outcome })) === 0;
  }
}
