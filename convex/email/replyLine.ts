/** The line of a received email: the unit in which typed text and quotes are told apart. */

/**
 * What the HTML said about a line that its text alone does not show. `typedMark`: it starts with `>`
 * outside every quote of an email whose quotes are marked, so that the `>` itself was typed.
 */
export type LineHint = "none" | "intro" | "separator" | "signature" | "typedMark";

export interface SourceLine {
  text: string;
  hint: LineHint;
}

/**
 * What a line is:
 * `originalRule`, `forwardRule`, `headerBlock` start a quoted or forwarded email that carries no `>`;
 * `intro` says who wrote the quote that follows ("On … wrote:"), `weakIntro` could also be typed;
 * `drawnRule` is a line of dashes or underscores;
 * `signature` comes from marked HTML, `signatureRule` is the `--` line of plain text.
 */
export type LineKind =
  | "empty"
  | "text"
  | "quote"
  | "intro"
  | "weakIntro"
  | "originalRule"
  | "forwardRule"
  | "headerBlock"
  | "signatureRule"
  | "signature"
  | "automaticSignature"
  | "drawnRule"
  | "placeholder";

/** Whether a line starts a quoted or forwarded email that carries no `>`. */
export function isMailStart(kind: LineKind): boolean {
  return kind === "originalRule" || kind === "forwardRule" || kind === "headerBlock";
}

/** Whether a line belongs to what is quoted, or says that a quote follows. */
export function isQuotation(kind: LineKind): boolean {
  return kind === "quote" || kind === "intro" || isMailStart(kind);
}

/** Lines above this are never shown to a pattern: they are text, or quote if they start with `>`. */
export const MAX_LINE_CHARACTERS = 2_000;

/** Lines after this many are only told apart by their `>`, so that none is lost and none is slow. */
export const MAX_EXAMINED_LINES = 3_000;

/**
 * Counts the characters that were looked at. Tests compare it over doubled inputs: the work must
 * grow with the length of an email, or one email could stop everybody else's.
 */
export interface StepCounter {
  steps: number;
}

/** Tests a pattern and counts the characters it was shown. */
export function matches(pattern: RegExp, text: string, counter: StepCounter): boolean {
  counter.steps += text.length;
  return pattern.test(text);
}

/** Splits repaired text into lines without hints. */
export function plainLines(text: string): SourceLine[] {
  return text.split("\n").map((line) => ({ text: line, hint: "none" }));
}

/** What `probeOf` would change beside capitals; most lines have none of it. */
const UNEVEN = /[^\x20-\x7e]| {2}|^ | $/;

/**
 * A line as the patterns see it: without direction marks and outer space, in lower case, with single
 * spaces and with the digits 0 to 9 for Arabic and Persian ones; "" for lines that are too long to be anything but text.
 */
export function probeOf(line: string): string {
  if (line.length > MAX_LINE_CHARACTERS) return "";
  if (!UNEVEN.test(line)) return line.toLowerCase();
  return line
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\s\u3000]+/g, " ")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
    .toLowerCase();
}
