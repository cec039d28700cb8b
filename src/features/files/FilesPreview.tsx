import { IconPaperclip, IconPhoto } from "@tabler/icons-react";
import classes from "./FilesPreview.module.css";
import { filesText, type PreviewFiles } from "./filesText";

/** A message in one line of a list: a sign for what it carries, then its text or the file's name. */
export function FilesPreview({ text, files }: { text: string; files: PreviewFiles | null }) {
  if (files === null) return text;
  const Icon = files.kind === "image" ? IconPhoto : IconPaperclip;
  return (
    <>
      <Icon size={14} stroke={1.8} className={classes.sign} aria-hidden />
      {text === "" ? filesText(files) : text}
    </>
  );
}
