import { useId, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { errorSentence } from "../../lib/errors";
import { useQueryState } from "../../lib/useQueryState";
import { messageStrings as s } from "./messageStrings";
import classes from "./TrimmedRest.module.css";
import type { MessageView, RoomId } from "./types";

type Props = { roomId: RoomId; messageId: MessageView["messageId"] };

/** What was cut off an emailed reply (quotes, signature), fetched only when somebody opens it. */
export function TrimmedRest({ roomId, messageId }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className={classes.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {open ? s.hideRest : s.showRest}
      </button>
      <div id={id} hidden={!open}>
        {open && <Rest roomId={roomId} messageId={messageId} />}
      </div>
    </div>
  );
}

function Rest({ roomId, messageId }: Props) {
  const rest = useQueryState({ query: api.messages.trimmedText, args: { roomId, messageId } });
  if (rest.status === "pending") return <p className={classes.note}>{s.restLoading}</p>;
  if (rest.status === "error") return <p className={classes.note}>{errorSentence(rest.error)}</p>;
  if (rest.data === null) return <p className={classes.note}>{s.restNone}</p>;
  return (
    <blockquote className={classes.rest}>
      <p className={classes.note}>{s.restNote}</p>
      <div dir="auto" className={classes.text}>
        {rest.data}
      </div>
    </blockquote>
  );
}
