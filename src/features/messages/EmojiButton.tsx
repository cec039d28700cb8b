import { Popover } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { composerStrings as s, reactionStrings } from "./deedStrings";
import classes from "./EmojiButton.module.css";

const EmojiPicker = lazy(() => import("./EmojiPicker"));

/** Opens all emoji and gives the one picked; Escape and a click beside it lead back to the text. */
export function EmojiButton(props: { onPick: (emoji: string) => void; onClose: () => void }) {
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    // After the popover has let go of the focus.
    setTimeout(props.onClose);
  };
  return (
    <Popover opened={open} onDismiss={close} trapFocus position="top-end" shadow="md">
      <Popover.Target>
        <button
          type="button"
          className={classes.button}
          aria-label={s.emoji}
          title={s.emoji}
          aria-expanded={open}
          onClick={() => (open ? close() : setOpen(true))}
        >
          <IconMoodSmile size={20} stroke={1.7} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={s.emoji}>
        {open && (
          <Suspense fallback={<p>{reactionStrings.loading}</p>}>
            <EmojiPicker
              onPick={(emoji) => {
                props.onPick(emoji);
                close();
              }}
            />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
