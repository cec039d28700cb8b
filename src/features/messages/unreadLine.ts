import type { MessageView } from "./types";

/** Where reading had come to when the room was opened; it does not move during the visit. */
export type VisitStart = { readSeq: number; lastSeq: number };

export type UnreadLine = {
  /** The line stands right above the message with this `seq`; null: nothing was unread. */
  seq: number | null;
  /** When that message was written (ms). */
  time: number | null;
  /** How many of the loaded messages were unread when the room was opened. */
  count: number;
  /** Whether the history is loaded far enough back for `seq` and `count` to be final. */
  settled: boolean;
};

/** Unread is what others wrote after the read position and what was not deleted. */
function wasUnread(message: MessageView, visit: VisitStart): boolean {
  return (
    message.seq > visit.readSeq &&
    message.seq <= visit.lastSeq &&
    !message.author.mine &&
    message.deletedTime === null
  );
}

/**
 * Finds the unread line of a visit in the loaded messages (oldest first).
 *
 * It is never above one of the viewer's own messages, and what arrives during the visit does not
 * bring one up. `reachedStart` says that nothing older is left to load.
 */
export function findUnreadLine(
  messages: readonly MessageView[],
  visit: VisitStart,
  reachedStart: boolean,
): UnreadLine {
  const unread = messages.filter((message) => wasUnread(message, visit));
  const oldest = messages[0];
  const settled =
    reachedStart ||
    visit.readSeq >= visit.lastSeq ||
    (oldest !== undefined && oldest.seq <= visit.readSeq + 1);
  const first = unread[0];
  return { seq: first?.seq ?? null, time: first?.time ?? null, count: unread.length, settled };
}
