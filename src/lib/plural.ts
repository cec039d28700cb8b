import { spokenLocale } from "../language/language";
import { formatNumber } from "./numbers";

const rules = new Map<string, Intl.PluralRules>();

/**
 * Picks the word that goes with `count` by the rules of the spoken language, and puts the number before it:
 * `plural(2, "room", "rooms")` is "2 rooms".
 */
export function plural(count: number, one: string, other: string): string {
  return `${formatNumber(count)} ${isOne(count) ? one : other}`;
}

/** Whether the spoken language puts what is counted in the singular, for sentences that differ in more than a word. */
export function isOne(count: number): boolean {
  const locale = spokenLocale();
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known.select(count) === "one";
}
