/** The most characters (code points) of one message; the server refuses more (MESSAGE_TOO_LONG). */
export const MESSAGE_MAX_LENGTH = 10_000;
/** The counter appears this many characters before the limit. */
export const COUNTER_FROM = 50;

/** Controls (other than tab and line end) and halves of characters, which the server refuses. */
const UNSENDABLE = /[^\P{Cc}\t\n]|\p{Cs}/gu;
/** Something that can be seen: not only spaces, controls, format characters and blank fillers. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/u;

/**
 * What is sent of a typed text: one kind of line end, no blank lines before and no blank space
 * after, none of the invisible controls that come along when one copies from a PDF.
 */
export function composedText(typed: string): string {
  return typed.replace(/\r\n?/gu, "\n").replace(UNSENDABLE, "").replace(/^\n+/u, "").trimEnd();
}

/** Whether there is anything to read in a text; a message without is not sent (MESSAGE_EMPTY). */
export function hasVisibleText(text: string): boolean {
  return VISIBLE.test(text);
}

/** How many characters a text has left before the limit; negative: too many. */
export function charactersLeft(text: string): number {
  // Code points are never more than code units: count them only when it matters.
  const length =
    text.length < MESSAGE_MAX_LENGTH - COUNTER_FROM ? text.length : Array.from(text).length;
  return MESSAGE_MAX_LENGTH - length;
}
