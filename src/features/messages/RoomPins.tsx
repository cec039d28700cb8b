import { Link } from "react-router";
import { api } from "../../../convex/_generated/api";
import { formatFull } from "../../lib/dates";
import { useQueryState } from "../../lib/useQueryState";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { pinStrings as s } from "./deedStrings";
import { messageStrings } from "./messageStrings";
import { excerptOf } from "./quote";
import classes from "./RoomPins.module.css";
import type { MessageView, RoomId } from "./types";
import { useBlocks } from "./useBlocks";
import { personName } from "../../language/personName";

/** The pinned messages of a room, the latest first; each leads to its place. `onOpen` is told when one is followed. */
export function RoomPins(props: { roomId: RoomId; timeZone: string; onOpen: () => void }) {
  const pins = useQueryState({ query: api.pins.list, args: { roomId: props.roomId } });
  if (pins.status === "error") throw pins.error;
  if (pins.status === "pending") return <RoomListSkeleton />;
  if (pins.data.length === 0) return <p className={classes.none}>{s.none}</p>;
  return (
    <ul className={classes.pins} aria-label={s.list}>
      {pins.data.map((view) => (
        <li key={view.messageId}>
          <Link
            className={classes.pin}
            to={{ search: `?m=${view.messageId}` }}
            replace
            onClick={props.onOpen}
          >
            <Pin view={view} timeZone={props.timeZone} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Pin({ view, timeZone }: { view: MessageView; timeZone: string }) {
  const blocks = useBlocks(view.text ?? "");
  return (
    <>
      <span className={classes.about}>
        <bdi>{view.author.mine ? messageStrings.you : personName(view.author.name)}</bdi>
        <time dateTime={new Date(view.time).toISOString()}>{formatFull(view.time, timeZone)}</time>
      </span>
      <span className={classes.text} dir="auto">
        {excerptOf(view, blocks)}
      </span>
    </>
  );
}
