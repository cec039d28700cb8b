import type { MentionStrings } from "./mentionStrings";

export const mentionStrings: MentionStrings = {
  label: "Personen zum Erwähnen",
  team: "team",
  someone: "jemand",
  teamHint: "Alle im Team",
};
