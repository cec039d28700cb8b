import { translated } from "../../language/translated";

const english = {
  placeholder: "Room, page or action …",
  label: "Command palette",
  none: "Nothing of that name. Search looks into the messages.",
  rooms: "Rooms",
  pages: "Pages",
  actions: "Actions",
  searchFor: (words: string) => `Search messages for “${words}”`,
  theme: (scheme: string) => `Appearance: ${scheme}`,
};

export type PaletteStrings = typeof english;
/** Every sentence of the command palette. */
export const paletteStrings = translated("paletteStrings", english);
