import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
  search: "Find people",
  team: "Team",
  none: "Nobody fits.",
  more: (count: number) =>
    `${plural(count, "more person", "more people")}: type a name to find them.`,
  invited: "Invited. Can be added once they have activated their account.",
  suspended: "Suspended",
  alreadyIn: "Already in this room",
  picked: (count: number) => (count === 0 ? "Nobody picked yet" : `${count} picked`),
  roles: { owner: "Owner", admin: "Admin", member: "Team member" },
};

export type PeopleStrings = typeof english;
/** What a list of people to pick from says, and the staff roles by name. */
export const peopleStrings = translated("peopleStrings", english);
