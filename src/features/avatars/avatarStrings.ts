import { translated } from "../../language/translated";

const english = {
  choose: "Choose a picture",
  change: "Change picture",
  remove: "Remove picture",
  hint: "PNG, JPEG or WebP. Its middle is cut out as a square.",
  unreadable: "This file can't be read as a picture. Use PNG, JPEG or WebP.",
  tooLarge: "This picture stays too large. Try a simpler one.",
  changed: "Your picture is changed.",
  removed: "Your picture is removed.",
};

export type AvatarStrings = typeof english;
/** The sentences about one's own picture. */
export const avatarStrings = translated("avatarStrings", english);
