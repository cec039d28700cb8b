import { Link } from "react-router";
import { useStored } from "../../lib/deviceStorage";
import { draftKey } from "../messages/drafts";
import type { RoomListItem } from "./roomListTypes";
import { RoomName, RoomPreview, RoomTile, RoomTime, RoomUnread } from "./RoomParts";
import classes from "./RoomRow.module.css";

export type RoomRowProps = {
  room: RoomListItem;
  to: string;
  current: boolean;
  tabIndex: number;
  now: number;
  timeZone: string;
  /** Whose draft for this room is shown, as long as the room isn't open. */
  viewerEmail: string;
};

/** One room of the list: a link whose content reads as one sentence. */
export function RoomRow({ room, to, current, tabIndex, viewerEmail, ...clock }: RoomRowProps) {
  const draft = useStored(draftKey(viewerEmail, room.roomId));
  return (
    <li>
      <Link
        to={to}
        className={classes.row}
        data-roving={room.roomId}
        data-unread={room.hasUnread || undefined}
        tabIndex={tabIndex}
        aria-current={current ? "page" : undefined}
      >
        <RoomTile room={room} />
        <RoomName room={room} className={classes.name} />
        <RoomUnread room={room} />
        <RoomPreview room={room} className={classes.preview} draft={current ? null : draft} />
        <RoomTime room={room} className={classes.time} {...clock} />
      </Link>
    </li>
  );
}
