import { IconBellOff, IconLock, IconMail, IconSpeakerphone } from "@tabler/icons-react";
import { Link } from "react-router";
import { Initials } from "../../components/Initials";
import { formatListTime } from "../../lib/dates";
import { useStored } from "../../lib/deviceStorage";
import { badge, strings } from "../../lib/strings";
import { draftKey } from "../messages/drafts";
import type { RoomListItem } from "./roomListTypes";
import { previewAuthor, previewText, roomLabel } from "./roomSummary";
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

/** One room of the list: a link whose accessible name says everything that the row shows. */
export function RoomRow({ room, to, current, tabIndex, now, timeZone, viewerEmail }: RoomRowProps) {
  const stored = useStored(draftKey(viewerEmail, room.roomId));
  const draft = current ? null : stored;
  return (
    <li>
      <Link
        to={to}
        className={classes.row}
        data-roving={room.roomId}
        data-unread={room.hasUnread || undefined}
        tabIndex={tabIndex}
        aria-current={current ? "page" : undefined}
        aria-label={roomLabel(room, now, timeZone)}
      >
        <RoomTile room={room} />
        <span className={classes.body}>
          <span className={classes.line}>
            <span className={classes.name} dir="auto">
              {room.name}
            </span>
            <time className={classes.time} dateTime={new Date(room.lastActivityTime).toISOString()}>
              {formatListTime(room.lastActivityTime, now, timeZone)}
            </time>
          </span>
          <span className={classes.line}>
            <Preview room={room} draft={draft} />
            <Marks room={room} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** A room's tile: its initials, or the sign of its kind for rooms that belong to no client. */
export function RoomTile({
  room,
  size = 40,
}: {
  room: Pick<RoomListItem, "name" | "kind">;
  size?: number;
}) {
  if (room.kind === "client") return <Initials name={room.name} size={size} shape="room" />;
  const Icon = room.kind === "internal" ? IconLock : IconSpeakerphone;
  return (
    <span
      className={classes.kindTile}
      data-kind={room.kind}
      style={{ width: size, height: size }}
      aria-hidden
    >
      <Icon size={size * 0.48} stroke={1.8} />
    </span>
  );
}

function Preview({ room, draft }: { room: RoomListItem; draft: string | null }) {
  if (draft !== null) {
    return (
      <span className={classes.preview}>
        <span className={classes.draft}>{strings.rooms.draft}: </span>
        {draft}
      </span>
    );
  }
  const { preview } = room;
  if (preview === null) return <span className={classes.preview}>{strings.rooms.noMessages}</span>;
  return (
    <span className={classes.preview} dir="auto">
      {preview.source === "email" && (
        <IconMail
          size={14}
          stroke={1.8}
          className={classes.viaEmail}
          aria-label={strings.rooms.viaEmail}
        />
      )}
      {previewAuthor(preview)}:{" "}
      <span className={preview.text === null ? classes.deleted : undefined}>
        {previewText(preview)}
      </span>
    </span>
  );
}

function Marks({ room }: { room: RoomListItem }) {
  if (room.muted) {
    return (
      <span className={classes.marks}>
        <IconBellOff size={14} stroke={1.8} />
        {room.hasUnread && <span className={classes.dot} />}
      </span>
    );
  }
  return room.unread > 0 ? <span className={classes.badge}>{badge(room.unread)}</span> : null;
}
