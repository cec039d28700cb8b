import {
  IconBellOff,
  IconLock,
  IconMail,
  IconPinFilled,
  IconSpeakerphone,
} from "@tabler/icons-react";
import { Initials } from "../../components/Initials";
import { Said } from "../../components/Said";
import { formatListTime } from "../../lib/dates";
import { badge, strings } from "../../lib/strings";
import { useHasUnreadNotes } from "./unreadNotes";
import { isOff } from "./notify";
import { FilesPreview } from "../files/FilesPreview";
import type { RoomListItem } from "./roomListTypes";
import classes from "./RoomParts.module.css";
import { personName } from "../../language/personName";

/**
 * The parts of a room that a row or a card puts together, in this order: name, unread, last message, time. Each brings
 * the words that make it part of a sentence, so that the whole link is read as
 * "Acme, 3 unread, last message from Anna: …, 14:05" and what is seen is also what is said (WCAG 2.5.3).
 */
type Part = { room: RoomListItem; className?: string | undefined };

/** A room's tile: its initials, or the sign of its kind for rooms that belong to no client. Decorative. */
export function RoomTile(props: { room: Pick<RoomListItem, "name" | "kind">; size?: number }) {
  const { room, size = 40 } = props;
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

export function RoomName({ room, className }: Part) {
  return (
    <span className={className} dir="auto">
      {room.name}
      {room.kind !== "client" && <Said>, {strings.rooms.kinds[room.kind]}</Said>}
      {room.pinned && (
        <>
          <Said>, {strings.rooms.pinned}</Said>
          <IconPinFilled size={12} className={classes.pin} aria-hidden />
        </>
      )}
      {room.archived && <Said>, {strings.rooms.archived}</Said>}
    </span>
  );
}

/** The unread number, beside it an amber dot for unread notes. */
export function RoomUnread({ room }: Part) {
  const number = unreadNumber(room);
  if (!useHasUnreadNotes(room.roomId)) return number;
  return (
    <span className={classes.marks}>
      <span className={classes.noteDot} title={strings.rooms.unreadNotes}>
        <Said>, {strings.rooms.unreadNotes}</Said>
      </span>
      {number}
    </span>
  );
}

/** For a muted room a bell that is off, and a grey dot when something is unread. */
function unreadNumber(room: RoomListItem) {
  if (isOff(room.notify)) {
    return (
      <span className={classes.marks}>
        <Said>
          {room.hasUnread ? `, ${strings.rooms.unread}` : ""}, {strings.rooms.muted}
        </Said>
        <IconBellOff size={14} stroke={1.8} aria-hidden />
        {room.hasUnread && <span className={classes.dot} />}
      </span>
    );
  }
  if (room.unread === 0) return null;
  return (
    <span className={classes.badge}>
      <Said>, </Said>
      {badge(room.unread)}
      <Said> {strings.rooms.unread}</Said>
    </span>
  );
}

/** Who wrote last and what ("You: …"); what is left unsent here comes before it. */
export function RoomPreview({ room, className, draft }: Part & { draft?: string | null }) {
  const { preview } = room;
  return (
    <span className={className} dir="auto">
      {draft != null ? (
        <>
          <Said>, </Said>
          <span className={classes.draft}>{strings.rooms.draft}: </span>
          {draft}
        </>
      ) : preview === null ? (
        <>
          <Said>, </Said>
          {strings.rooms.noMessages}
        </>
      ) : (
        <LastMessage preview={preview} />
      )}
    </span>
  );
}

function LastMessage({ preview }: { preview: NonNullable<RoomListItem["preview"]> }) {
  const isEmail = preview.source === "email";
  return (
    <>
      <Said>, {strings.rooms.lastFrom(isEmail)} </Said>
      {isEmail && <IconMail size={14} stroke={1.8} className={classes.viaEmail} aria-hidden />}
      {preview.mine ? strings.rooms.you : personName(preview.author)}:{" "}
      {preview.text === null ? (
        <span className={classes.deleted}>{strings.rooms.deleted}</span>
      ) : (
        <FilesPreview text={preview.text} files={preview.files} />
      )}
    </>
  );
}

export function RoomTime(props: Part & { now: number; timeZone: string }) {
  const { lastActivityTime } = props.room;
  return (
    <time className={props.className} dateTime={new Date(lastActivityTime).toISOString()}>
      <Said>, </Said>
      {formatListTime(lastActivityTime, props.now, props.timeZone)}
    </time>
  );
}
