/** A small firm whose people do things at random; what they do is told to the ledger as well. */
import { ConvexError } from "convex/values";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { Answers } from "./guarantees.answers.setup";
import { FickleProvider } from "./guarantees.provider.setup";
import { type Fact, Ledger, randomFrom, TIME_ZONE } from "./guarantees.setup";
import {
  type Backend,
  makeClient,
  makePeople,
  makeRoom,
  type Person,
  send,
  startBackend,
} from "./test.setup";
import type { MailSchedule } from "./validators";

const MINUTE_MS = 60_000;
/** Clients may change what they wrote for 15 minutes. */
const EDITABLE_MS = 15 * MINUTE_MS;
const ROOMS = 2;

type Parts = {
  t: Backend;
  owner: Person;
  creator: Person;
  others: Person[];
  rooms: Id<"rooms">[];
};

export class Firm {
  readonly ledger = new Ledger();
  readonly #t: Backend;
  readonly #owner: Person;
  readonly #creator: Person;
  readonly #others: Person[];
  readonly #rooms: Id<"rooms">[];
  readonly #random: (below: number) => number;
  readonly #provider: FickleProvider;
  readonly #answers: Answers;
  readonly #messageIds = new Map<string, Id<"messages">>();
  #words = 0;
  #nextSweepTime = Date.now();

  private constructor(seed: number, parts: Parts) {
    this.#random = randomFrom(seed);
    ({ t: this.#t, owner: this.#owner, creator: this.#creator } = parts);
    ({ others: this.#others, rooms: this.#rooms } = parts);
    for (const { email } of this.#everybody) {
      this.ledger.addPerson(email);
      for (let room = 0; room < ROOMS; room += 1) this.ledger.of(email).rooms.add(room);
    }
    this.#answers = new Answers(parts, this.ledger, this.#random);
    this.#provider = new FickleProvider(this.#t, this.ledger, this.#random, (email) =>
      this.#answers.rememberAddress(email),
    );
  }

  static async found(seed: number): Promise<Firm> {
    const t = await startBackend();
    const { ana, sam, olga, carla } = await makePeople(t);
    const portalId = await t.run(async (ctx) => {
      return (await ctx.db.get("users", carla.userId))!.portalId!;
    });
    const others = [sam, carla, await makeClient(t, "Cora", { portalId })];
    await t.run(async (ctx) => {
      for (const { userId } of [ana, ...others]) {
        await ctx.db.patch("users", userId, { timeZone: TIME_ZONE });
      }
    });
    const rooms: Id<"rooms">[] = [];
    for (let room = 0; room < ROOMS; room += 1) rooms.push(await makeRoom(ana, others));
    return new Firm(seed, { t, owner: olga, creator: ana, others, rooms });
  }

  /** What can be said only when all is over. */
  async checkAll(): Promise<void> {
    this.ledger.checkMailed();
    await this.#answers.check(this.#everybody);
  }

  get #everybody(): Person[] {
    return [this.#creator, ...this.#others];
  }

  /** One doing of somebody, and the digest where it is time for it. */
  async goOn(): Promise<void> {
    await this.#somethingHappens();
    if (Date.now() < this.#nextSweepTime) return;
    this.#nextSweepTime = Date.now() + 30 * MINUTE_MS;
    await this.digest();
  }

  async digest({ isReliable = false } = {}): Promise<void> {
    await this.#t.mutation(internal.digests.sweep, { ignoreAge: false });
    await this.#provider.deliver(isReliable);
  }

  async #somethingHappens(): Promise<void> {
    const person = this.#pick(this.#everybody);
    const other = this.#pick(this.#others);
    const room = this.#random(ROOMS);
    const doings: [number, () => Promise<void> | void][] = [
      [38, () => this.#writes(person, room)],
      [14, () => this.#reads(person, room)],
      [7, () => this.#deletes(room)],
      [5, () => this.#edits(room)],
      [4, () => this.#mutesRoom(person, room)],
      [2, () => this.#mutesAll(person)],
      [5, () => this.#comesOrGoes(other, room)],
      [4, () => this.#isSuspendedOrBack(other)],
      [4, () => this.#archives(room)],
      [3, () => this.#wishes(person)],
      [1, () => this.#bounces()],
      [4, () => this.#triesAgain(person)],
      [11, () => this.#answers.arrive(person, this.#word())],
      [1, () => this.#provider.goDown()],
      [4, () => this.#provider.deliver()],
    ];
    let dice = this.#random(doings.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, doing] of doings) {
      if (dice < weight) return await doing();
      dice -= weight;
    }
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random(items.length)]!;
  }

  /** What takes somebody or something out of the game happens more seldom than the way back. */
  get #isSeldom(): boolean {
    return this.#random(4) > 0;
  }

  #word(): string {
    return `word${(this.#words += 1)}x`;
  }

  /** A deed that an archived room refuses, and no other does. */
  async #unlessArchived<Result>(room: number, deed: Promise<Result>): Promise<Result | null> {
    const isArchived = this.ledger.archived.has(room);
    try {
      const result = await deed;
      if (isArchived) this.ledger.wrongs.push(`room ${room} is archived and takes something`);
      return result;
    } catch (error) {
      if (!isArchived || !(error instanceof ConvexError)) throw error;
      return null;
    }
  }

  async #writes(person: Person, room: number): Promise<void> {
    if (!this.ledger.isIn(person.email, room)) return;
    const word = this.#word();
    const sent = await this.#unlessArchived(room, send(person, this.#rooms[room]!, word));
    if (sent === null) return;
    this.#messageIds.set(word, sent.messageId);
    this.ledger.note(word, room, person.email);
  }

  async #reads(person: Person, room: number): Promise<void> {
    const words = this.ledger.wordsIn(room);
    if (!this.ledger.isIn(person.email, room) || words.length === 0) return;
    const seq = 1 + this.#random(words.length);
    await person.as.mutation(api.readPositions.markRead, { roomId: this.#rooms[room]!, seq });
    for (const word of words.slice(0, seq)) this.ledger.of(person.email).read.add(word);
  }

  /** One of the room's latest that still stands. */
  #recent(room: number): { fact: Fact; messageId: Id<"messages"> } | null {
    const facts = this.ledger.facts.filter((fact) => fact.room === room && !fact.isDeleted);
    const fact = facts.at(-1 - this.#random(4));
    const messageId = fact === undefined ? undefined : this.#messageIds.get(fact.word);
    return fact === undefined || messageId === undefined ? null : { fact, messageId };
  }

  async #deletes(room: number): Promise<void> {
    const recent = this.#recent(room);
    if (recent === null) return;
    const about = { roomId: this.#rooms[room]!, messageId: recent.messageId };
    await this.#creator.as.mutation(api.messages.remove, about);
    recent.fact.isDeleted = true;
  }

  async #edits(room: number): Promise<void> {
    const recent = this.#recent(room);
    const author = this.#everybody.find(({ email }) => email === recent?.fact.author);
    if (recent === null || author === undefined || !this.ledger.isIn(author.email, room)) return;
    const { fact, messageId } = recent;
    const isStaff = author.email.endsWith("@firm.test");
    if (!isStaff && Date.now() - fact.time > EDITABLE_MS) return;
    const edition = `edition${this.#word()}`;
    const about = { roomId: this.#rooms[room]!, messageId, text: `${fact.word} ${edition}` };
    if (this.ledger.archived.has(room)) return;
    await author.as.mutation(api.messages.edit, about);
    fact.edition = edition;
  }

  async #mutesRoom({ as, email }: Person, room: number): Promise<void> {
    const { mutedRooms } = this.ledger.of(email);
    if (!this.ledger.isIn(email, room)) return;
    const level = mutedRooms.has(room) ? ("all" as const) : ("off" as const);
    await as.mutation(api.participants.setNotify, { roomId: this.#rooms[room]!, level });
    if (level === "off") mutedRooms.add(room);
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
    const roomId = this.#rooms[room]!;
    if (isSuspended || (rooms.has(room) && this.#isSeldom)) return;
    if (rooms.has(room)) {
      await this.#creator.as.mutation(api.participants.remove, { roomId, userId });
      rooms.delete(room);
      return;
    }
    const adding = this.#creator.as.mutation(api.participants.add, { roomId, userIds: [userId] });
    if (this.ledger.archived.has(room)) return void (await this.#unlessArchived(room, adding));
    await adding;
    rooms.add(room);
    mutedRooms.delete(room);
    this.ledger.forgetRoom(email, room);
  }

  async #isSuspendedOrBack({ userId, email }: Person): Promise<void> {
    const standing = this.ledger.of(email);
    if (!standing.isSuspended && this.#isSeldom) return;
    const deed = standing.isSuspended ? api.team.reactivate : api.team.suspend;
    await this.#owner.as.mutation(deed, { userId });
    if (standing.isSuspended) this.ledger.excuseAll(email);
    standing.isSuspended = !standing.isSuspended;
  }

  async #archives(room: number): Promise<void> {
    const archived = !this.ledger.archived.has(room);
    if (archived && this.#isSeldom) return;
    await this.#creator.as.mutation(api.rooms.setArchived, {
      roomId: this.#rooms[room]!,
      archived,
    });
    if (archived) this.ledger.archived.add(room);
    else this.ledger.archived.delete(room);
  }

  async #wishes({ as, email }: Person): Promise<void> {
    const standing = this.ledger.of(email);
    if (standing.isSuspended) return;
    const start = this.#random(24);
    // Never so long that the runs at the end could all fall into it.
    const end = (start + 1 + this.#random(16)) % 24;
    const isQuiet = this.#random(2) === 0;
    const schedule: MailSchedule = {
      interval: isQuiet ? this.#pick(["30min", "2h"]) : this.#pick(["30min", "2h", "daily"]),
      hour: this.#random(24),
      quiet: isQuiet ? { start, end } : null,
      days: [0, 1, 2, 3, 4, 5, 6],
    };
    await as.mutation(api.users.setMailSchedule, { schedule });
    standing.wish = isQuiet ? { quietStart: start, quietEnd: end } : null;
  }

  async #bounces(): Promise<void> {
    const email = await this.#provider.bounce();
    if (email !== null) this.ledger.of(email).isStopped = true;
  }

  async #triesAgain({ userId, email }: Person): Promise<void> {
    await this.#owner.as.mutation(api.stoppedAddresses.resume, { userId });
    this.ledger.of(email).isStopped = false;
  }
}
