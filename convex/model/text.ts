/** What counts as visible text; shared by messages and names. */

/** Spaces, controls, formats, what Unicode lets a renderer ignore, and blank fillers. */
const INVISIBLE =
  /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u115f\u1160\u2800\u3164\uffa0]*$/u;
/** Controls other than tab and line ends, and lone halves of surrogate pairs. */
const REFUSED = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** True when nothing of it can be seen. */
export function isInvisible(text: string): boolean {
  return INVISIBLE.test(text);
}

/** True when it holds what no text may hold: NUL and other controls, unpaired surrogates. */
export function hasRefusedCharacters(text: string): boolean {
  return REFUSED.test(text);
}

/** Spaces that fold and marks that compose make a name shorter than what was typed, within reason. */
const LONGEST_TYPED_FACTOR = 4;

/** A name on one line: NFC, single spaces; null when it is empty, invisible, too long or refused. */
export function oneLineName(text: string, maxLength: number): string | null {
  // Before anything that costs more than its length: normalising 240,000 combining marks takes 40 s.
  if (text.length > LONGEST_TYPED_FACTOR * maxLength || hasRefusedCharacters(text)) return null;
  const name = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  const isGood = !isInvisible(name) && name.length <= maxLength && !/\p{Bidi_Control}/u.test(name);
  return isGood ? name : null;
}
