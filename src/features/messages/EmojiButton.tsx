import { IconMoodSmile } from "@tabler/icons-react";
import { LazyMenu } from "../../components/LazyMenu";
import { lazyPart } from "../../lib/lazyPart";
import { composerStrings as s } from "./deedStrings";
import classes from "./EmojiButton.module.css";

const EmojiPopover = lazyPart(() => import("./EmojiPopover"));

/** Opens all emoji and gives the one picked; Escape and a click beside it lead back to the text. */
export function EmojiButton(props: { onPick: (emoji: string) => void; onClose: () => void }) {
  return (
    <LazyMenu
      part={EmojiPopover}
      popup="dialog"
      props={props}
      button={
        <button type="button" className={classes.button} aria-label={s.emoji} title={s.emoji}>
          <IconMoodSmile size={20} stroke={1.7} aria-hidden />
        </button>
      }
    />
  );
}
