/** What two names have in common that a reader takes for one (Unicode TS 39, in the small). */

/** Letters of other scripts, and digits, that stand for a Latin one at a glance; lower-case. */
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ["a", "аαɑ"],
    ["b", "ь"],
    ["c", "сϲ"],
    ["d", "ԁ"],
    ["e", "еєε"],
    ["g", "ɡ"],
    ["h", "һн"],
    ["j", "ј"],
    ["k", "кκ"],
    ["l", "i1іıιӏ|"],
    ["m", "м"],
    ["n", "пη"],
    ["o", "0оοσօ"],
    ["p", "рρ"],
    ["q", "ԛ"],
    ["s", "5ѕ"],
    ["t", "тτ"],
    ["u", "υս"],
    ["v", "νѵ"],
    ["w", "ԝω"],
    ["x", "хχ"],
    ["y", "уγү"],
  ].flatMap(([latin = "", others = ""]) => Array.from(others, (one) => [one, latin])),
);

/**
 * A name without what a reader overlooks: case, accents, compatibility forms, invisible characters,
 * spaces and punctuation, and letters that only look like the Latin ones.
 */
export function shapeOfName(name: string): string {
  const bare = name
    .normalize("NFKD")
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}|]/gu, "");
  // A name of signs alone has nothing else.
  if (bare === "") return name;
  return Array.from(bare, (letter) => LOOKALIKES[letter] ?? letter).join("");
}
