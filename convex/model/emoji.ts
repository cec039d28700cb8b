/** What may be a reaction. */

/** Code units of the longest emoji there is (a kiss of two skin tones has 17), and some room. */
const LONGEST = 32;

const ELEMENT = String.raw`\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?`;
const FLAG_OF_REGION = String.raw`\u{1f3f4}[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]{2,8}\u{e007f}`;
const FLAG = String.raw`\p{Regional_Indicator}{2}`;
const KEYCAP = String.raw`[0-9#*]\ufe0f?\u20e3`;
/** One emoji by its build (Unicode TS #51), so that those of later Unicode versions pass too. */
const EMOJI = new RegExp(
  `^(?:${FLAG_OF_REGION}|${ELEMENT}(?:\\u200d${ELEMENT})*|${FLAG}|${KEYCAP})$`,
  "u",
);

/** True for exactly one emoji, whatever it is put together of; for no other text. */
export function isEmoji(text: string): boolean {
  return text.length <= LONGEST && EMOJI.test(text);
}
