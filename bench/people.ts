/** The made-up people, rooms and texts of the bench: the same in every process, from their number. */

/** `sub` of a member's token. */
export function subjectOf(member: number): string {
  return `bench-${member}`;
}

/** Every tenth member is staff, as in a room that a firm shares with its clients. */
export function isStaff(member: number): boolean {
  return member % 10 === 0;
}

const WORDS = 30_000;

/** Few words are common and most are rare, as in any language (Zipf's law); alike at every run. */
function wordOf(number: number): string {
  const mixed = Math.imul(Math.imul(number + 1, 0x9e3779b1) ^ (number >>> 7), 0x85ebca6b) >>> 0;
  return `w${Math.floor(WORDS ** (((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32))}`;
}

/** Text of a message of the past, of words of its own. */
export function storyOf(number: number): string {
  const words = Array.from({ length: 14 }, (_, i) => wordOf(number * 14 + i));
  return `Message ${number}: ${words.join(" ")}.`;
}

/** Two words to look for. */
export function searchWords(number: number): string {
  return `${wordOf(1_000_003 + 2 * number)} ${wordOf(1_000_004 + 2 * number)}`;
}

/** Text of a message: about 110 characters, as people write them. */
export function textOf(number: number): string {
  return `Message ${number}: the second draft is ready for a look, please tell us what you think by Thursday afternoon.`;
}
