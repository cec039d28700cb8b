import { memo, useId, useState } from "react";
import { splitLinks } from "./links";
import { messageStrings } from "./messageStrings";
import classes from "./MessageText.module.css";

/** A taller text is folded, so that one pasted log does not push a whole talk off the screen. */
const MOST_LINES = 60;
const CHARACTERS_A_LINE = 80;

/** Roughly how many lines a text takes in a bubble. */
function lineCount(text: string): number {
  return text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 0);
}

/**
 * The text of a message as its writer typed it: blank space kept, addresses as links, its own
 * writing direction, long ones folded. Nothing in it is ever read as markup.
 */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const isTall = lineCount(text) > MOST_LINES;
  return (
    <>
      <p
        id={id}
        dir="auto"
        className={isTall && !open ? `${classes.text} ${classes.folded}` : classes.text}
      >
        {splitLinks(text).map((segment, index) =>
          segment.kind === "text" ? (
            segment.text
          ) : (
            <a key={index} href={segment.href} target="_blank" rel="noopener noreferrer nofollow">
              {segment.text}
            </a>
          ),
        )}
      </p>
      {isTall && (
        <button
          type="button"
          className={classes.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? messageStrings.showLess : messageStrings.showMore}
        </button>
      )}
    </>
  );
});
