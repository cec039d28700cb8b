import type { RoomListItem } from "../rooms/roomListTypes";
import { fileStrings as s } from "./fileStrings";

export type PreviewFiles = NonNullable<NonNullable<RoomListItem["preview"]>["files"]>;

/** What a message without words carries, in a few words: "Photo", "3 photos", a file's name. */
export function filesText({ count, kind, name }: PreviewFiles): string {
  if (kind === "image") return count === 1 ? s.photo : s.photos(count);
  return count === 1 ? name : s.moreFiles(name, count - 1);
}
