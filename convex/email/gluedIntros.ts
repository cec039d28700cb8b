/** Introductions that a program put on the line of the last typed words: "Yes. On Wed, … wrote:". */
import { quoteIntroAt } from "./quoteIntros";
import { matches, probeOf, type SourceLine, type StepCounter } from "./replyLine";

const MAX_GLUED_CHARACTERS = 420;

/** Of the places in a line at which an introduction could begin, the last ones are tried, from the end. */
const MAX_PLACES = 4;

/** Where an introduction can begin within a line: an opening word, and a digit soon after it. */
const OPENING_INSIDE =
  /(?:\s|-{2,}\s?)(?=(?:on|am|le|el|il|em|op|den|at)\s+(?:\p{L}[\p{L}.]*,?\s+){0,2}\d)/giu;

const HAS_WORD = /[\p{L}\p{N}]/u;
const YEAR = /\b(?:19|20)\d\d\b/;

/**
 * Gives such an introduction a line of its own. As one line the whole would count as introduction, and
 * the typed words in front of it would be cut.
 */
export function separateGluedIntros(
  lines: readonly SourceLine[],
  counter: StepCounter,
): SourceLine[] {
  const separate: SourceLine[] = [];
  lines.forEach((line, index) => {
    const typed = typedLengthAt(lines, index, counter);
    if (typed === null) separate.push(line);
    else {
      separate.push({ text: line.text.slice(0, typed).trimEnd(), hint: "none" });
      separate.push({ text: line.text.slice(typed), hint: "none" });
    }
  });
  return separate;
}

function typedLengthAt(
  lines: readonly SourceLine[],
  index: number,
  counter: StepCounter,
): number | null {
  const { text, hint } = lines[index] ?? { text: "", hint: "none" };
  if (hint !== "none" || text.length > MAX_GLUED_CHARACTERS) return null;
  if (!matches(/[:：]\s*$/, text.slice(-4), counter)) return null;
  const below = lines[index + 1]?.text.trim() === "" ? lines[index + 2] : lines[index + 1];
  return typedLength(text, below?.text.startsWith(">") ?? false, counter);
}

/**
 * How much of a line stands in front of an introduction; null where none follows. "On Wed, 4 Mar 2026
 * at 18:42, Ann wrote:" must not be parted at its own "at": the rest has a year, or what stands in
 * front of it no date.
 */
function typedLength(line: string, isAboveQuote: boolean, counter: StepCounter): number | null {
  if (/^\s*>/.test(line)) return null;
  counter.steps += line.length;
  const places = [...line.matchAll(OPENING_INSIDE)].map((match) => match.index + match[0].length);
  for (const place of places.slice(-MAX_PLACES).reverse()) {
    const typed = line.slice(0, place);
    const rest = probeOf(line.slice(place));
    const isParted = HAS_WORD.test(typed) && (YEAR.test(rest) || !/\d/.test(typed));
    const intro = isParted ? quoteIntroAt((offset) => (offset === 0 ? rest : ""), counter) : null;
    if (intro?.isStrong || (intro !== null && isAboveQuote)) return place;
  }
  return null;
}
