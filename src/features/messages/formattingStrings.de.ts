import type { FormattingStrings } from "./formattingStrings";

export const formattingStrings: FormattingStrings = {
  bold: "**fett**",
  italic: "_kursiv_",
  struck: "durchgestrichen",
  code: "`Code`",
  list: "- Liste",
  quote: "> Zitat",
  mention: "@ Erwähnung",
  mentionTeam: "@team",
};
