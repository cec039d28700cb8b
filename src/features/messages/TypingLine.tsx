import classes from "./TypingLine.module.css";
import { typingStrings as s } from "./typingStrings";
import type { RoomId } from "./types";
import { useTyping } from "./useTyping";

/** Who is writing, in a line whose height is always there. `firmName` is what clients read instead of names. */
export function TypingLine(props: { roomId: RoomId; firmName: string | null }) {
  const names = useTyping(props.roomId);
  return (
    <p className={classes.line} dir="auto" aria-live="off">
      {sentence(names, props.firmName)}
    </p>
  );
}

function sentence(names: string[], firmName: string | null): string {
  const [first, second] = names;
  if (first === undefined) return "";
  if (firmName !== null) return s.team(firmName);
  if (second === undefined) return s.one(first);
  return names.length === 2 ? s.two(first, second) : s.many;
}
