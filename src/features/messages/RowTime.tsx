import { formatClock, formatFull } from "../../lib/dates";
import { deedStrings } from "./deedStrings";
import { permalink } from "./permalink";
import classes from "./RowTime.module.css";
import type { MessageView, RoomId } from "./types";

/** The message that a time leads to. */
export type TimeLink = {
  roomId: RoomId;
  view: MessageView;
  onCopyLink: (view: MessageView) => void;
};

/**
 * A time of day (ms) whose tooltip has the whole date and the zone. With a `link` it is the message's
 * address: a click copies it, and the browser's own ways with a link work too; the keyboard has the
 * row's menu for it. The browser's own tooltip: a thousand rows with a component's would be felt.
 */
export function RowTime(props: { time: number; timeZone: string; link: TimeLink | null }) {
  const { time, timeZone, link } = props;
  const full = formatFull(time, timeZone);
  const clock = (
    <time
      className={classes.time}
      dateTime={new Date(time).toISOString()}
      title={link === null ? full : `${full}\n${deedStrings.copyLink}`}
    >
      {formatClock(time, timeZone)}
    </time>
  );
  if (link === null) return clock;
  return (
    <a
      className={classes.link}
      href={permalink(link.roomId, link.view)}
      tabIndex={-1}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        link.onCopyLink(link.view);
      }}
    >
      {clock}
    </a>
  );
}
