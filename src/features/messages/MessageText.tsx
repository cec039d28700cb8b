import { memo, useId, useState } from "react";
import type { MentionNames } from "../../../convex/text/mentions";
import { Blocks } from "./FormattedText";
import { messageStrings } from "./messageStrings";
import classes from "./MessageText.module.css";
import { useBlocks } from "./useBlocks";

/** A taller text is folded, so that one pasted log does not push a whole talk off the screen. */
const MOST_LINES = 60;
const CHARACTERS_A_LINE = 80;

/** Roughly how many lines a text takes in a bubble. */
function lineCount(text: string): number {
  return text
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_A_LINE)), 0);
}

const NOBODY: MentionNames = [];

/**
 * The text of a message: light formatting, addresses as links, its own writing direction, long ones
 * folded. HTML in it is text like any other.
 */
export const MessageText = memo(function MessageText(props: {
  text: string;
  names?: MentionNames;
}) {
  const { text, names = NOBODY } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const blocks = useBlocks(text);
  const isTall = lineCount(text) > MOST_LINES;
  return (
    <>
      <div id={id} className={isTall && !open ? `${classes.text} ${classes.folded}` : classes.text}>
        <Blocks blocks={blocks} names={names} />
      </div>
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
