import { IconPaperclip, IconPhoto } from "@tabler/icons-react";
import type { RoomListItem } from "../rooms/roomListTypes";
import classes from "./FilesPreview.module.css";
import { fileStrings as s } from "./fileStrings";

type Files = NonNullable<RoomListItem["preview"]>["files"];

/** A message in one line of a list: a sign for what it carries, then its text or the file's name. */
export function FilesPreview({ text, files }: { text: string; files: Files }) {
  if (files === null) return text;
  const Icon = files.kind === "image" ? IconPhoto : IconPaperclip;
  return (
    <>
      <Icon size={14} stroke={1.8} className={classes.sign} aria-hidden />
      {text === "" ? nameOf(files) : text}
    </>
  );
}

function nameOf({ count, kind, name }: NonNullable<Files>): string {
  if (kind === "image") return count === 1 ? s.photo : s.photos(count);
  return count === 1 ? name : s.moreFiles(name, count - 1);
}
