/**
 * A second, naive account of who is owed which email (G5, G6, G11): plain sets, no positions, no outbox. It
 * is told what people do and what the provider took, and says what is wrong with that.
 */

/** A message as it is known here: its word stands in its text, so that emails can be searched for it. */
export type Fact = {
  word: string;
  room: number;
  author: string;
  time: number;
  isDeleted: boolean;
  /** Stands in its text since it was last edited. */
  edition: string | null;
};

/** When a person wants email, by the hour on their wall. */
export type Wish = { quietStart: number; quietEnd: number } | null;

/** Everybody lives in India here: half an hour off, and no clock ever changes. */
export const TIME_ZONE = "Asia/Kolkata";
const AHEAD_MS = 5.5 * 60 * 60 * 1000;

type Standing = {
  /** Words of messages that this person has read. */
  read: Set<string>;
  /** Words that came while nothing was to be mailed to them: never news. */
  notNews: Set<string>;
  /** Words that need not be mailed: somebody suspended is not written to. */
  excused: Set<string>;
  rooms: Set<number>;
  mutedRooms: Set<number>;
  isMuted: boolean;
  isSuspended: boolean;
  /** The provider said that the address is dead, and nobody has tried again since. */
  isStopped: boolean;
  wish: Wish;
};

export class Ledger {
  readonly facts: Fact[] = [];
  readonly people = new Map<string, Standing>();
  readonly archived = new Set<number>();
  /** By person, each taken email as the words in it. */
  readonly #taken = new Map<string, string[][]>();
  readonly wrongs: string[] = [];

  addPerson(email: string): void {
    this.people.set(email, {
      read: new Set(),
      notNews: new Set(),
      excused: new Set(),
      rooms: new Set(),
      mutedRooms: new Set(),
      isMuted: false,
      isSuspended: false,
      isStopped: false,
      wish: null,
    });
  }

  of(email: string): Standing {
    const standing = this.people.get(email);
    if (standing === undefined) throw new Error(`Nobody is ${email}`);
    return standing;
  }

  wordsIn(room: number): string[] {
    return this.facts.filter((fact) => fact.room === room).map(({ word }) => word);
  }

  /** Something new stands in the room. */
  note(word: string, room: number, author: string): void {
    const time = Date.now();
    this.facts.push({ word, room, author, time, isDeleted: false, edition: null });
  }

  /** What has been written in the room so far is no news to the person (joined, un-muted). */
  forgetRoom(email: string, room: number): void {
    for (const word of this.wordsIn(room)) this.of(email).notNews.add(word);
  }

  forgetAll(email: string): void {
    for (const { word } of this.facts) this.of(email).notNews.add(word);
  }

  excuseAll(email: string): void {
    for (const { word } of this.facts) this.of(email).excused.add(word);
  }

  /** Where the person is, with their email on or not. */
  isIn(email: string, room: number): boolean {
    const { rooms, isSuspended } = this.of(email);
    return rooms.has(room) && !isSuspended;
  }

  /** G5, G6: an email that is about to be attempted for the first time. */
  checkFirstAttempt(email: string, text: string): void {
    const { read, notNews, rooms, mutedRooms, wish, ...standing } = this.of(email);
    if (standing.isMuted || standing.isSuspended || standing.isStopped) {
      this.wrongs.push(`${email} is written to while email is off`);
    }
    if (isQuiet(wish)) this.wrongs.push(`${email} is written to in quiet hours`);
    const facts = this.#factsIn(text);
    if (new Set(facts.map(({ room }) => room)).size > 1) {
      this.wrongs.push(`${email} gets two rooms in one email`);
    }
    for (const { word, room, author, isDeleted, edition } of facts) {
      const wrong = (why: string) => this.wrongs.push(`${word} goes to ${email} ${why}`);
      if (!rooms.has(room)) wrong("who is not in the room");
      if (mutedRooms.has(room)) wrong("who has muted the room");
      if (read.has(word)) wrong("who has read it");
      if (author === email) wrong("who wrote it");
      if (isDeleted) wrong("though it is deleted");
      if (notNews.has(word)) wrong("to whom it is no news");
      if (edition !== null && !text.includes(edition)) wrong("as it was before it was edited");
    }
  }

  /** The provider took it: from here on it is mailed, with the older ones that it only counts. */
  take(email: string, text: string): void {
    const facts = this.#factsIn(text);
    const oldest = facts[0];
    const counted = /and (more than )?\d+ earlier unread/.test(text)
      ? this.#olderUntaken(email, oldest)
      : [];
    const words = [...counted, ...facts.map(({ word }) => word)];
    this.#taken.set(email, [...(this.#taken.get(email) ?? []), words]);
  }

  #olderUntaken(email: string, oldest: Fact | undefined): string[] {
    const taken = new Set((this.#taken.get(email) ?? []).flat());
    const inRoom = this.facts.filter(({ room }) => room === oldest?.room);
    const older = inRoom.slice(
      0,
      inRoom.findIndex((fact) => fact === oldest),
    );
    return older.map(({ word }) => word).filter((word) => !taken.has(word));
  }

  /** G5 at the end of everything: each owed message in exactly one email, each other in at most one. */
  checkMailed(): void {
    for (const [email, standing] of this.people) {
      const times = new Map<string, number>();
      for (const word of (this.#taken.get(email) ?? []).flat()) {
        times.set(word, (times.get(word) ?? 0) + 1);
      }
      for (const fact of this.facts) {
        const count = times.get(fact.word) ?? 0;
        if (count > 1) this.wrongs.push(`${fact.word} was mailed to ${email} ${count} times`);
        if (count === 0 && this.#isOwed(email, standing, fact)) {
          this.wrongs.push(`${fact.word} was never mailed to ${email}`);
        }
      }
    }
  }

  #isOwed(email: string, standing: Standing, { word, room, author, isDeleted }: Fact): boolean {
    const { read, notNews, excused, rooms, mutedRooms, isMuted, isSuspended, isStopped } = standing;
    if (author === email || isDeleted || isMuted || isSuspended || isStopped) return false;
    if (!rooms.has(room) || mutedRooms.has(room)) return false;
    return !read.has(word) && !notNews.has(word) && !excused.has(word);
  }

  #factsIn(text: string): Fact[] {
    return this.facts.filter(({ word }) => text.includes(word));
  }
}

function isQuiet(wish: Wish): boolean {
  if (wish === null) return false;
  const hour = Math.floor((Date.now() + AHEAD_MS) / (60 * 60 * 1000)) % 24;
  const { quietStart, quietEnd } = wish;
  return quietStart <= quietEnd
    ? hour >= quietStart && hour < quietEnd
    : hour >= quietStart || hour < quietEnd;
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
