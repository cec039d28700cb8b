const MOST_LARGE_EMOJI = 3;
const EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|(?!\p{Regional_Indicator})\p{Emoji_Presentation}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D))/u;
// A family of four with skin tones takes about 25 code units; more than this is no short reaction.
const LONGEST_TEXT = 120;

/** Whether a message is one to three emoji and nothing else; such a message is shown large. */
export function isEmojiOnly(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > LONGEST_TEXT) return false;
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const graphemes = [...segmenter.segment(trimmed)].filter(({ segment }) => segment.trim() !== "");
  return (
    graphemes.length <= MOST_LARGE_EMOJI && graphemes.every(({ segment }) => EMOJI.test(segment))
  );
}
