import { translated } from "../../language/translated";

const english = {
  label: "People to mention",
  team: "team",
  someone: "someone",
  teamHint: "Everybody of the team",
};

export type MentionStrings = typeof english;
/** Words around mentions. */
export const mentionStrings = translated("mentionStrings", english);
