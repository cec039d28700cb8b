/** Words around mentions. */
export const mentionStrings = {
  label: "People to mention",
  team: "team",
  teamHint: "Everybody of the team",
} as const;
