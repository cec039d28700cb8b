/**
 * Two days of random doings in many small firms, with a provider that fails in every way, against an
 * account of its own (guarantees.setup.ts): G5, G6 and G11. `GUARANTEE_SEEDS` runs more firms than the
 * default; a failure names its seed.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { ReceivedEmail } from "./email/receivedEmail";
import { Ledger, randomFrom } from "./guarantees.setup";
import {
  type Backend,
  makeClient,
  makePeople,
  makeRoom,
  type Person,
  send,
  startBackend,
} from "./test.setup";
import type { Email } from "./validators";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.UTC(2026, 5, 1, 9);
const EVENTS = 420;
const SPAN_MS = 48 * HOUR_MS;
const SEEDS = Number(process.env["GUARANTEE_SEEDS"] ?? 24);
const ROOMS = 3;
/** Shorter than the life of an idempotency key: after that a doubtful email is given up by design. */
const LONGEST_OUTAGE_MS = 6 * HOUR_MS;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

type Parts = {
  t: Backend;
  owner: Person;
  creator: Person;
  others: Person[];
  rooms: Id<"rooms">[];
};

class Firm {
  readonly t: Backend;
  readonly owner: Person;
  readonly creator: Person;
  readonly others: Person[];
  readonly rooms: Id<"rooms">[];
  readonly #random: (below: number) => number;
  readonly ledger = new Ledger();
  /** By idempotency key: what was attempted under it, and whether it was, or may have been, taken. */
  readonly #keys = new Map<string, { bytes: string; isTaken: boolean; isDoubtful: boolean }>();
  readonly #replyTokens: { token: string; email: string; room: number }[] = [];
  #words = 0;
  #outageEndTime = 0;
  #nextSweepTime = START;
  #posted = new Map<string, { count: number; author: string }>();

  private constructor(seed: number, parts: Parts) {
    ({ t: this.t, owner: this.owner, creator: this.creator } = parts);
    ({ others: this.others, rooms: this.rooms } = parts);
    this.#random = randomFrom(seed);
  }

  static async found(seed: number): Promise<Firm> {
    const t = await startBackend();
    const { ana, sam, olga, carla } = await makePeople(t);
    const user = await t.run(async (ctx) => await ctx.db.get("users", carla.userId));
    const cora = await makeClient(t, "Cora", { portalId: user!.portalId! });
    const others = [sam, carla, cora];
    const rooms: Id<"rooms">[] = [];
    for (let room = 0; room < ROOMS; room += 1) rooms.push(await makeRoom(ana, others));
    const firm = new Firm(seed, { t, owner: olga, creator: ana, others, rooms });
    for (const { email } of [ana, ...others]) {
      firm.ledger.addPerson(email);
      for (let room = 0; room < ROOMS; room += 1) firm.ledger.of(email).rooms.add(room);
    }
    return firm;
  }

  async live(): Promise<void> {
    for (let event = 0; event < EVENTS; event += 1) {
      vi.setSystemTime(Date.now() + this.#random((2 * SPAN_MS) / EVENTS));
      await this.#somethingHappens();
      if (Date.now() >= this.#nextSweepTime) await this.#digest();
    }
    this.#outageEndTime = 0;
    for (let run = 0; run < 6; run += 1) {
      vi.setSystemTime(Date.now() + HOUR_MS);
      await this.#digest({ isReliable: true });
    }
    this.ledger.checkMailed();
    await this.#checkPosted();
  }

  async #somethingHappens(): Promise<void> {
    const person = this.#pick([this.creator, ...this.others]);
    const other = this.#pick(this.others);
    const room = this.#random(ROOMS);
    const dice = this.#random(100);
    if (dice < 40) await this.#writes(person, room);
    else if (dice < 56) await this.#reads(person, room);
    else if (dice < 64) await this.#deletes(room);
    else if (dice < 68) await this.#mutesRoom(person, room);
    else if (dice < 71) await this.#mutesAll(person);
    else if (dice < 76) await this.#comesOrGoes(other, room);
    else if (dice < 78) await this.#isSuspendedOrBack(other);
    else if (dice < 92) await this.#answersByEmail(person);
    else if (dice < 94) this.#outageEndTime = Date.now() + this.#random(LONGEST_OUTAGE_MS);
    else await this.#attempts();
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random(items.length)]!;
  }

  #word(): string {
    return `word${(this.#words += 1)}x`;
  }

  async #writes(person: Person, room: number): Promise<void> {
    const { rooms, isSuspended } = this.ledger.of(person.email);
    if (!rooms.has(room) || isSuspended) return;
    const word = this.#word();
    await send(person, this.rooms[room]!, word);
    this.#note(word, room, person.email);
  }

  #note(word: string, room: number, author: string): void {
    this.ledger.facts.push({ word, room, author, time: Date.now(), isDeleted: false });
  }

  async #reads(person: Person, room: number): Promise<void> {
    const { rooms, isSuspended, read } = this.ledger.of(person.email);
    const words = this.ledger.wordsIn(room);
    if (!rooms.has(room) || isSuspended || words.length === 0) return;
    const seq = 1 + this.#random(words.length);
    await person.as.mutation(api.readPositions.markRead, { roomId: this.rooms[room]!, seq });
    for (const word of words.slice(0, seq)) read.add(word);
  }

  async #deletes(room: number): Promise<void> {
    const facts = this.ledger.facts.filter((fact) => fact.room === room && !fact.isDeleted);
    const fact = facts.at(-1 - this.#random(4));
    if (fact === undefined) return;
    const roomId = this.rooms[room]!;
    const message = await this.t.run(async (ctx) => {
      const newest = ctx.db
        .query("messages")
        .withIndex("by_room_and_seq", (q) => q.eq("roomId", roomId));
      for await (const one of newest.order("desc")) if (one.text.includes(fact.word)) return one;
      return null;
    });
    await this.creator.as.mutation(api.messages.remove, { roomId, messageId: message?._id ?? "" });
    fact.isDeleted = true;
  }

  async #mutesRoom({ as, email }: Person, room: number): Promise<void> {
    const { rooms, mutedRooms, isSuspended } = this.ledger.of(email);
    if (!rooms.has(room) || isSuspended) return;
    const muted = !mutedRooms.has(room);
    const level = muted ? ("off" as const) : ("all" as const);
    await as.mutation(api.participants.setNotify, { roomId: this.rooms[room]!, level });
    if (muted) mutedRooms.add(room);
    else {
      mutedRooms.delete(room);
      this.ledger.forgetRoom(email, room);
    }
  }

  async #mutesAll({ as, email }: Person): Promise<void> {
    const standing = this.ledger.of(email);
    if (standing.isSuspended) return;
    standing.isMuted = !standing.isMuted;
    await as.mutation(api.users.setEmailMuted, { muted: standing.isMuted });
    if (!standing.isMuted) this.ledger.forgetAll(email);
  }

  async #comesOrGoes({ userId, email }: Person, room: number): Promise<void> {
    const { rooms, mutedRooms, isSuspended } = this.ledger.of(email);
    const roomId = this.rooms[room]!;
    if (isSuspended) return;
    if (rooms.has(room)) {
      await this.creator.as.mutation(api.participants.remove, { roomId, userId });
      rooms.delete(room);
    } else {
      await this.creator.as.mutation(api.participants.add, { roomId, userIds: [userId] });
      rooms.add(room);
      mutedRooms.delete(room);
      this.ledger.forgetRoom(email, room);
    }
  }

  async #isSuspendedOrBack({ userId, email }: Person): Promise<void> {
    const standing = this.ledger.of(email);
    if (standing.isSuspended) {
      await this.owner.as.mutation(api.team.reactivate, { userId });
      this.ledger.excuseAll(email);
    } else {
      await this.owner.as.mutation(api.team.suspend, { userId });
    }
    standing.isSuspended = !standing.isSuspended;
  }

  /** From a known reply address, rightly or not, once or twice; also after it was revoked. */
  async #answersByEmail(writer: Person): Promise<void> {
    const address = this.#replyTokens[this.#random(Math.max(1, this.#replyTokens.length))];
    if (address === undefined) return;
    const isForged = this.#random(3) === 0;
    const from = isForged ? writer.email : address.email;
    const word = this.#word();
    const email = receivedEmail({ from, word, replyToken: address.token });
    const isOwn = from === address.email;
    const standing = this.ledger.of(address.email);
    const isLive = await this.t.run(async (ctx) => {
      const newest = await ctx.db
        .query("replyAddresses")
        .withIndex("by_token", (q) => q.eq("token", address.token))
        .first();
      return newest?.revokedTime === undefined;
    });
    for (let again = this.#random(3); again >= 0; again -= 1) await this.#receive(email, again);
    const mayPost = isOwn && isLive && standing.rooms.has(address.room) && !standing.isSuspended;
    this.#posted.set(word, { count: mayPost ? 1 : 0, author: address.email });
    if (mayPost) this.#note(word, address.room, address.email);
  }

  async #receive(email: ReceivedEmail, again: number): Promise<void> {
    const emailId = `${email.messageId} ${again}`;
    await this.t.mutation(internal.inboundEmails.receive, {
      webhookId: emailId,
      emailId,
      event: "{}",
    });
    const inboundId = await this.t.run(async (ctx) => {
      const stored = ctx.db
        .query("inboundEmails")
        .withIndex("by_emailId", (q) => q.eq("emailId", emailId));
      return (await stored.first())!._id;
    });
    await this.t.mutation(internal.inboundEmails.ingest, { inboundId, email });
  }

  async #digest({ isReliable = false } = {}): Promise<void> {
    this.#nextSweepTime = Date.now() + 30 * MINUTE_MS;
    await this.t.mutation(internal.digests.sweep, { ignoreAge: false });
    await this.#attempts(isReliable);
  }

  /** As the sender does: one after another, until nothing is left or the provider asks for a pause. */
  async #attempts(isReliable = false): Promise<void> {
    for (let attempts = 0; attempts < 40; attempts += 1) {
      const { attempt, isMore } = await this.t.mutation(internal.digests.prepare, {});
      if (attempt !== null && !(await this.#provider(attempt, isReliable))) return;
      if (!isMore) return;
    }
  }

  /** Takes the email or not, and answers or not. False when the sender stops (a pause, a crash). */
  async #provider(
    attempt: { rowId: Id<"digests"> | Id<"notices">; key: string; email: Email },
    isReliable: boolean,
  ): Promise<boolean> {
    const { rowId, key, email } = attempt;
    const bytes = JSON.stringify(email);
    const isDigest = key.startsWith("digest/");
    const known = this.#keys.get(key);
    if (known !== undefined && (known.isTaken || known.isDoubtful) && known.bytes !== bytes) {
      this.ledger.wrongs.push(`${key} has changed after it may have been taken`);
    }
    if (known?.bytes !== bytes && isDigest) this.ledger.checkFirstAttempt(email.to, email.text);
    this.#rememberAddress(email);
    const isDown = Date.now() < this.#outageEndTime;
    const dice = isReliable ? 0 : this.#random(100) + (isDown ? 70 : 0);
    const isTaken = dice < 80 || (dice >= 130 && dice < 140);
    // The provider sends once under one key.
    if (isTaken && known?.isTaken !== true && isDigest) this.ledger.take(email.to, email.text);
    const isRefused = !isTaken && dice < 130 && this.#random(3) > 0;
    this.#keys.set(key, {
      bytes,
      isTaken: isTaken || known?.isTaken === true,
      isDoubtful: !isRefused || known?.isDoubtful === true,
    });
    const record = async (kind: "sent" | "inDoubt" | "notTaken") => {
      const outcome =
        kind === "sent"
          ? { kind, providerId: key }
          : { kind, reason: "planned", retryAfterMs: null };
      return (await this.t.mutation(internal.digests.record, { rowId, outcome })) === 0;
    };
    if (dice < 70) return await record("sent");
    if (dice < 75 || (dice >= 130 && dice < 135)) return false; // crashed before it was told
    if (dice < 80 || dice >= 130) return await record("inDoubt");
    return await record(isRefused ? "notTaken" : "inDoubt");
  }

  #rememberAddress(email: Email): void {
    const token = /<r?([^@>]+)@inbound/.exec(email.replyTo)?.[1];
    if (token === undefined || this.#replyTokens.some((known) => known.token === token)) return;
    const room = this.rooms.findIndex((roomId) => email.text.includes(`/open/${roomId}\n`));
    if (room >= 0) this.#replyTokens.push({ token, email: email.to, room });
  }

  /** G11: each answer stands in the room at most once, and only as the person of the address. */
  async #checkPosted(): Promise<void> {
    const messages = await this.t.run(async (ctx) => await ctx.db.query("messages").take(5_000));
    const people = new Map([this.creator, ...this.others].map((one) => [one.userId, one.email]));
    for (const [word, { count, author }] of this.#posted) {
      const found = messages.filter(({ clientMessageId, text, deletedTime }) => {
        return (
          clientMessageId.startsWith("email:") && text.includes(word) && deletedTime === undefined
        );
      });
      const isDeleted = this.ledger.facts.some((fact) => fact.word === word && fact.isDeleted);
      const expected = isDeleted ? 0 : count;
      if (found.length !== expected) {
        this.ledger.wrongs.push(`${word} was posted ${found.length} times, not ${expected}`);
      }
      for (const { authorId } of found) {
        if (people.get(authorId) !== author) this.ledger.wrongs.push(`${word} is not ${author}'s`);
      }
    }
  }
}

function receivedEmail(about: { from: string; word: string; replyToken: string }): ReceivedEmail {
  return {
    from: about.from,
    subject: "Re: hello",
    messageId: `<${about.word}@mail.test>`,
    references: "",
    replyToken: about.replyToken,
    sender: "human",
    authentication: { spf: "absent", dkim: "absent", dmarc: "absent" },
    visible: about.word,
    elided: "",
    attachments: [],
  };
}

test.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
  "48 hours of firm %i: each message is mailed as often as it should be, and each answer posted",
  async (seed) => {
    const firm = await Firm.found(seed);
    await firm.live();
    expect(firm.ledger.wrongs).toEqual([]);
    expect(firm.ledger.facts.length, "something happened").toBeGreaterThan(EVENTS / 10);
  },
  30_000,
);
