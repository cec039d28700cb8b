import { formatDay } from "../../lib/dates";
import type { Editing } from "./editing";
import { messageStrings as s } from "./messageStrings";
import { MessageRow, type RowActions } from "./MessageRow";
import { NoteSlot } from "./roomNotes";
import type { TimelineItem } from "./timeline";
import classes from "./TimelineRow.module.css";
import type { RoomId } from "./types";

type Props = {
  item: TimelineItem;
  roomId: RoomId;
  now: number;
  timeZone: string;
  unreadCount: number;
  isCurrent: boolean;
  editing: Editing | null;
  actions: RowActions;
  /** Messages without a toolbar. */
  readOnly?: boolean;
};

/** One line of the list: the divider of a day, the unread line, or a message. */
export function TimelineRow(props: Props) {
  const { item, timeZone } = props;
  switch (item.kind) {
    case "day":
      return (
        <h3 className={classes.day} data-divider={item.day}>
          <span>{formatDay(item.time, props.now, timeZone)}</span>
        </h3>
      );
    case "unread":
      return (
        <div className={classes.unread} data-unread-line>
          <span>{s.newMessages(props.unreadCount)}</span>
        </div>
      );
    case "message":
      return (
        <MessageRow
          {...item.subject}
          roomId={props.roomId}
          rowKey={item.key}
          day={item.day}
          startsGroup={item.startsGroup}
          timeZone={timeZone}
          isCurrent={props.isCurrent}
          editing={props.editing}
          actions={props.actions}
          readOnly={props.readOnly ?? false}
        />
      );
    case "note":
      return (
        <NoteSlot
          {...item.subject}
          rowKey={item.key}
          day={item.day}
          startsGroup={item.startsGroup}
          timeZone={timeZone}
          isCurrent={props.isCurrent}
          actions={props.actions}
        />
      );
    default:
      return item satisfies never;
  }
}
