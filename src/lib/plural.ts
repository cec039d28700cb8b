const rules = new Intl.PluralRules("en");

/** Picks the word that goes with `count` and puts the number before it: `plural(2, "room", "rooms")` is "2 rooms". */
export function plural(count: number, one: string, other: string): string {
  return `${count} ${rules.select(count) === "one" ? one : other}`;
}
