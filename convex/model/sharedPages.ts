/**
 * Pages of views that were made before. Most readers of a room are shown the very same page, and a
 * server that gives them the same frozen documents need not put it together for each of them.
 */
import type { Doc, Id } from "../_generated/dataModel";
import type { RoomKind, UserKind } from "../validators";
import type { MessageView } from "./views";

/**
 * All that the views of a page are made of beside its messages. Whatever comes to be shown with a
 * message belongs in here: it is compared field by field, maps entry by entry, anything else by
 * identity, so what is forgotten here cannot be used, and what is new each time is only not shared.
 */
export type PageFacts = {
  readerKind: UserKind;
  /** The reader, where a message of the page has to do with them; otherwise it is the same for all. */
  reader: Doc<"users"> | null;
  roomKind: RoomKind;
  archived: boolean;
  firm: Doc<"firm">;
  people: ReadonlyMap<Id<"users">, Doc<"users"> | null>;
  /** Names by portal; staff only. */
  companies: ReadonlyMap<Id<"portals">, string> | null;
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

function haveSameItems(a: Messages, b: Messages): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function areEqualFacts(a: PageFacts, b: PageFacts): boolean {
  for (const name in a) {
    if (!areEqual(a[name as keyof PageFacts], b[name as keyof PageFacts])) return false;
  }
  return true;
}

function areEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!(a instanceof Map) || !(b instanceof Map) || a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}
