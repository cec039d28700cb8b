/** Repairs what transport and mail programs do to text, without changing what was typed. */

/**
 * Windows-1252 characters that a decoder left as the control characters U+0080 to U+009F: Node 20's
 * TextDecoder does so, and Outlook's quotes, dashes and euro signs would vanish.
 */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Emoji parts that a zero-width joiner may bind into one picture. */
const EMOJI_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;
/** Letters of scripts in which joiners change the spelling (Persian, Hindi, Tamil, …). */
const JOINING_LETTER =
  /(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Inherited}])[\p{L}\p{M}]$/u;

/** Text that needs no repair; most lines of most emails. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

/** Longer runs of combining marks are no writing; sorting them would take quadratic time. */
const TOO_MANY_MARKS = /\p{M}{33}/u;

/**
 * Makes decoded email text safe to store and compare: line breaks become `\n`, C1 controls their
 * Windows-1252 characters, no-break spaces plain ones; controls and invisible characters go (but not
 * the joiners inside emoji and joining scripts); lone surrogates become U+FFFD; the rest is NFC.
 *
 * Linear in the length of `raw`.
 */
export function repairText(raw: string): string {
  if (PLAIN.test(raw)) return raw;
  const repaired = raw
    .replace(/\r\n?|[\f\v\u2028\u2029]/g, "\n")
    .replace(/[\u0080-\u009f]/g, (c1) => WINDOWS_1252.charAt(c1.charCodeAt(0) - 0x80))
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[\u034f\u200b\u2060-\u2064\ufeff\u00ad]/g, "")
    .replace(/[\u200c\u200d]/g, keepMeaningfulJoiner)
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, " ")
    .replace(LONE_SURROGATE, "\ufffd");
  return TOO_MANY_MARKS.test(repaired) ? repaired : repaired.normalize("NFC");
}

function keepMeaningfulJoiner(joiner: string, offset: number, whole: string): string {
  const before = whole.slice(Math.max(0, offset - 2), offset);
  const after = whole.slice(offset + 1, offset + 3);
  const bindsEmoji = EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(after);
  return bindsEmoji || JOINING_LETTER.test(before) ? joiner : "";
}

const BLANK_LINE = /^[>\s]{0,40}$/;

/** Joins lines into a text without trailing spaces and with at most one blank line in a row. */
export function joinLines(lines: readonly string[]): string {
  const joined: string[] = [];
  let wasBlank = true;
  for (const line of lines) {
    const text = line.trimEnd();
    const isBlank = text === "" || BLANK_LINE.test(text);
    if (!isBlank || !wasBlank) joined.push(text);
    wasBlank = isBlank;
  }
  while (joined.length > 0 && BLANK_LINE.test(joined.at(-1) ?? "")) joined.pop();
  return joined.join("\n");
}

/** Cuts a text at a limit in UTF-16 units without splitting a surrogate pair. */
export function splitAt(text: string, limit: number): [head: string, tail: string] {
  if (text.length <= limit) return [text, ""];
  const isPair = /[\ud800-\udbff]/.test(text.charAt(limit - 1));
  const end = isPair ? limit - 1 : limit;
  return [text.slice(0, end), text.slice(end)];
}
