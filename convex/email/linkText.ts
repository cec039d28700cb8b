/** Which link targets a reader of the bare text would miss. */

/** Longer targets are trackers and tokens, not something a person wants to read in a chat. */
const MAX_TARGET_CHARACTERS = 500;

/**
 * The target of a link, where its words do not already name one ("see the draft" does not,
 * "www.acme.com/draft" does).
 *
 * @returns an http(s) address, or null: never a `javascript:`, `mailto:` or relative target.
 */
export function linkTargetWorthShowing(href: string, words: string): string | null {
  const target = href.trim();
  if (target.length > MAX_TARGET_CHARACTERS || !/^https?:\/\/[^\s<>]+$/i.test(target)) return null;
  const shown = words.trim();
  if (shown === "" || /^\S+\.\S+$/.test(shown)) return null;
  return target;
}
