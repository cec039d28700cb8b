import type { Value } from "convex/values";
import { isKnownFrozen, noteFrozen } from "../values/frozen.ts";

/** A list of items that nothing can change, with its JSON. */
export type KnownList = { readonly items: readonly Value[]; readonly text: string };

/** Lists that begin with the same item: what readers of one page are shown falls into few groups. */
const MOST_VARIANTS = 8;
/** Characters of all texts kept; beyond, all are dropped and made again when wanted. */
const MOST_CHARACTERS = 8_000_000;
const LONGEST_TEXT = 500_000;

/**
 * Responsible for recognising a list that was encoded before: the very same items in the same order.
 * A server that shows one page to many readers makes the list anew for each, of shared items.
 */
export class KnownLists {
  readonly #byFirstItem = new Map<Value, KnownList[]>();
  #characters = 0;

  find(items: readonly Value[]): KnownList | null {
    const variants = this.#byFirstItem.get(items[0]!);
    if (variants === undefined) return null;
    for (const known of variants) if (haveSameItems(known.items, items)) return known;
    return null;
  }

  /** Keeps the list if its items are known to be frozen; gives what is to be used in its place. */
  add(items: readonly Value[], text: string): KnownList | null {
    if (text.length > LONGEST_TEXT || !items.every(isKnownFrozen)) return null;
    if (this.#characters + text.length > MOST_CHARACTERS) this.#clear();
    const known = { items: Object.freeze(items.slice()), text };
    noteFrozen(known.items);
    const variants = this.#byFirstItem.get(items[0]!) ?? [];
    if (variants.length === 0) this.#byFirstItem.set(items[0]!, variants);
    variants.unshift(known);
    this.#characters += text.length;
    if (variants.length > MOST_VARIANTS) this.#characters -= variants.pop()!.text.length;
    return known;
  }

  #clear(): void {
    this.#byFirstItem.clear();
    this.#characters = 0;
  }
}

function haveSameItems(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
