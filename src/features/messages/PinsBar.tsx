import { IconChevronDown, IconPinned, IconPinnedOff } from "@tabler/icons-react";
import { useId, useState } from "react";
import { Link } from "react-router";
import { api } from "../../../convex/_generated/api";
import { formatFull } from "../../lib/dates";
import { useQueryState } from "../../lib/useQueryState";
import { pinStrings as s } from "./deedStrings";
import { messageStrings } from "./messageStrings";
import classes from "./PinsBar.module.css";
import { excerptOf } from "./quote";
import type { MessageView, RoomId } from "./types";
import { useBlocks } from "./useBlocks";
import { personName } from "../../language/personName";

/** Under the header: the latest pinned message, and all of them on demand. Nothing in a room without. */
export function PinsBar(props: {
  roomId: RoomId;
  timeZone: string;
  onUnpin: (view: MessageView) => void;
}) {
  const pins = useQueryState({ query: api.pins.list, args: { roomId: props.roomId } });
  const [open, setOpen] = useState(false);
  const listId = useId();
  const views = pins.status === "success" ? pins.data : [];
  const [latest] = views;
  if (latest === undefined) return null;
  return (
    <section className={classes.bar} aria-label={s.list}>
      <div className={classes.head}>
        <IconPinned size={16} aria-hidden />
        <PinLink view={latest} />
        <button
          type="button"
          className={classes.all}
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => setOpen(!open)}
        >
          {s.count(views.length)} <IconChevronDown size={15} aria-hidden />
        </button>
      </div>
      <ul id={listId} className={classes.list} hidden={!open}>
        {open &&
          views.map((view) => (
            <li key={view.messageId}>
              <PinLink view={view} time={formatFull(view.time, props.timeZone)} />
              {view.canPin && (
                <button
                  type="button"
                  className={classes.unpin}
                  aria-label={s.unpin}
                  title={s.unpin}
                  onClick={() => props.onUnpin(view)}
                >
                  <IconPinnedOff size={16} aria-hidden />
                </button>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}

function PinLink({ view, time }: { view: MessageView; time?: string }) {
  const blocks = useBlocks(view.text ?? "");
  return (
    <Link className={classes.link} to={{ search: `?m=${view.messageId}` }} replace title={time}>
      <bdi className={classes.author}>
        {view.author.mine ? messageStrings.you : personName(view.author.name)}
      </bdi>
      <span dir="auto">{excerptOf(view, blocks)}</span>
    </Link>
  );
}
