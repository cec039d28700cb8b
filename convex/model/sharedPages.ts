/**
 * Pages of views that were made before. Most readers of a room are shown the very same page, and a
 * server that gives them the same frozen documents need not put it together for each of them.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { RoomKind, UserKind } from "../validators";
import type { Cast, Person } from "./cast";
import type { MessageView } from "./views";

/**
 * All that the views of a page are made of beside its messages. Whatever comes to be shown with a
 * message belongs in here and is compared below, so what is forgotten here cannot be used, and what is
 * new each time is only not shared.
 */
export type PageFacts = {
  readerKind: UserKind;
  /** The reader, where a message of the page has to do with them; otherwise it is the same for all. */
  reader: Doc<"users"> | null;
  roomKind: RoomKind;
  archived: boolean;
  firm: Cast["firm"];
  people: ReadonlyMap<Id<"users">, Person>;
  /** The messages that these answer. */
  quoted: ReadonlyMap<Id<"messages">, Doc<"messages">>;
};

type Messages = readonly Doc<"messages">[];
type SharedPage = { messages: Messages; facts: PageFacts; views: readonly MessageView[] };

/** More than the audiences of the rooms that are read at one time; the latest first. */
const MOST_PAGES = 64;
const pages: SharedPage[] = [];

/** The views of an equal page, or null. */
export function findPage(messages: Messages, facts: PageFacts): readonly MessageView[] | null {
  const at = pages.findIndex(
    (page) => haveSameItems(page.messages, messages) && areEqualFacts(page.facts, facts),
  );
  const page = pages[at];
  if (page === undefined) return null;
  pages.splice(at, 1);
  pages.unshift(page);
  return page.views;
}

/** Keeps the views of a page of which nothing can change. */
export function keepPage(page: SharedPage): void {
  if (!page.messages.every(Object.isFrozen) || !page.views.every(Object.isFrozen)) return;
  pages.unshift(page);
  if (pages.length > MOST_PAGES) pages.pop();
}

/** The very same documents in the same order. */
export function haveSameItems(a: Messages, b: Messages): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function areEqualFacts(a: PageFacts, b: PageFacts): boolean {
  return (
    a.readerKind === b.readerKind &&
    a.reader === b.reader &&
    a.roomKind === b.roomKind &&
    a.archived === b.archived &&
    isSameFirm(a.firm, b.firm) &&
    areEqual(a.people, b.people, isSamePerson) &&
    areEqual(a.quoted, b.quoted, Object.is)
  );
}

function areEqual<K, V>(
  a: ReadonlyMap<K, V>,
  b: ReadonlyMap<K, V>,
  areSame: (a: V, b: V) => boolean,
): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    const other = b.get(key);
    if (other === undefined || !areSame(value, other)) return false;
  }
  return true;
}

/** True when views that were made with one say the same with the other. */
export function isSamePerson(a: Person | null, b: Person | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return (
    a._id === b._id &&
    a.name === b.name &&
    a.kind === b.kind &&
    a.company === b.company &&
    a.avatar === b.avatar
  );
}

/** As isSamePerson, for the firm. */
export function isSameFirm(a: Cast["firm"], b: Cast["firm"]): boolean {
  return a === b || (a.name === b.name && a.studioIdentity === b.studioIdentity);
}
