/** Texts made to cost a parser more than their length, for its test and its bench. */

const UNITS = {
  quotes: "> ",
  bullets: "- ",
  numbers: "1. ",
  stars: "*a **b ",
  open: "[",
  images: "![",
  ticks: "`a``",
  addresses: "http://a ",
  mentions: "<@abc",
  tildes: "~~a ",
  lines: "> - a\n",
};

/** Each is built from a size in characters, so that it can be doubled. */
export const HOSTILE_TEXTS: Record<string, (size: number) => string> = {
  ...Object.fromEntries(
    Object.entries(UNITS).map(([name, unit]) => [
      name,
      (size: number) => unit.repeat(size / unit.length),
    ]),
  ),
  "strong in strong": (size) => "**a ".repeat(size / 8) + " a**".repeat(size / 8),
  "struck in struck": (size) => "~~a ".repeat(size / 8) + "a~~ ".repeat(size / 8),
  "long runs": (size) => "*".repeat(size / 2) + "a" + "*".repeat(size / 2),
  "a mark before a run": (size) => "*a ".repeat(size / 6) + "*".repeat(size / 2),
  brackets: (size) => "[".repeat(size / 2) + "](a)".repeat(size / 8),
  steps: (size) => stairs(size, "- a"),
  "quote steps": (size) => stairs(size, "> a"),
};

/** Lines that are each indented further than the one before. */
function stairs(length: number, line: string): string {
  let text = "";
  for (let i = 0; text.length < length; i += 1) text += `${" ".repeat(2 * i)}${line}\n`;
  return text.slice(0, length);
}
