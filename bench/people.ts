/** The made-up people, rooms and texts of the bench: the same in every process, from their number. */

/** `sub` of a member's token. */
export function subjectOf(member: number): string {
  return `bench-${member}`;
}

/** Every tenth member is staff, as in a room that a firm shares with its clients. */
export function isStaff(member: number): boolean {
  return member % 10 === 0;
}

/** Text of a message: about 110 characters, as people write them. */
export function textOf(number: number): string {
  return `Message ${number}: the second draft is ready for a look, please tell us what you think by Thursday afternoon.`;
}
