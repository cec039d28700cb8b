import type { AvatarStrings } from "./avatarStrings";

export const avatarStrings: AvatarStrings = {
  choose: "Bild wählen",
  change: "Bild ändern",
  remove: "Bild entfernen",
  hint: "PNG, JPEG oder WebP. Die Mitte wird als Quadrat ausgeschnitten.",
  unreadable: "Diese Datei lässt sich nicht als Bild lesen. Nehmen Sie PNG, JPEG oder WebP.",
  tooLarge: "Dieses Bild bleibt zu groß. Versuchen Sie ein einfacheres.",
  changed: "Ihr Bild ist geändert.",
  removed: "Ihr Bild ist entfernt.",
};
