import { translated } from "../../language/translated";

const english = {
  bold: "**bold**",
  italic: "_italic_",
  struck: "strike",
  code: "`code`",
  list: "- list",
  quote: "> quote",
  mention: "@ mention",
  mentionTeam: "@team",
};

export type FormattingStrings = typeof english;
/** The signs that format a message, each with the word for what it makes. */
export const formattingStrings = translated("formattingStrings", english);
