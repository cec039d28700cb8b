import { IconMessageCircle } from "@tabler/icons-react";
import { EmptyState } from "../../components/EmptyState";
import { formatDate } from "../../lib/dates";
import classes from "./ConversationStart.module.css";
import { messageStrings as s } from "./messageStrings";
import type { RoomDetails } from "./types";
import { personName } from "../../language/personName";

/**
 * Above the first message of a room; staff also read who made it. In a room without messages: what
 * to do.
 */
export function ConversationStart(props: {
  details: RoomDetails;
  isEmpty: boolean;
  timeZone: string;
}) {
  const { details } = props;
  const origin =
    details.kind === "staff"
      ? s.createdBy(
          personName(details.creatorName),
          formatDate(details.room.createdTime, props.timeZone),
        )
      : null;
  const removal =
    details.removedBeforeTime === null
      ? null
      : s.removedBefore(formatDate(details.removedBeforeTime, props.timeZone));
  if (props.isEmpty && removal === null) {
    return (
      <EmptyState
        icon={<IconMessageCircle size={24} />}
        title={s.emptyTitle}
        body={details.can.post ? s.emptyHint : s.emptyReadOnly}
      >
        {origin !== null && <span className={classes.origin}>{origin}</span>}
      </EmptyState>
    );
  }
  return (
    <div className={classes.start}>
      <strong>{removal ?? s.start}</strong>
      {origin !== null && <span className={classes.origin}>{origin}</span>}
    </div>
  );
}
