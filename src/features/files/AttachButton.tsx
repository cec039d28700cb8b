import { IconPaperclip } from "@tabler/icons-react";
import classes from "./AttachButton.module.css";
import { fileStrings as s } from "./fileStrings";

/** The paperclip: opens the device's picker (on a phone also its camera). */
export function AttachButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={s.attach}
      title={s.attach}
      onClick={onClick}
    >
      <IconPaperclip size={20} stroke={1.7} aria-hidden />
    </button>
  );
}
