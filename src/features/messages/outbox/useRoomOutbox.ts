import { useCallback, useSyncExternalStore } from "react";
import { useOutbox } from "./OutboxProvider";
import type { OutboxEntry } from "./outboxStore";

export type RoomOutbox = {
  /** What is not confirmed yet, in send order. */
  unsent: readonly OutboxEntry[];
  send: (text: string) => void;
  /** Client rooms only, staff only. */
  addNote: (text: string) => void;
  retry: (clientMessageId: string) => void;
  discard: (clientMessageId: string) => void;
};

/** One room's part of the outbox, and what a person can do with it. */
export function useRoomOutbox(roomId: string): RoomOutbox {
  const outbox = useOutbox();
  const unsent = useSyncExternalStore(outbox.subscribe, () => outbox.room(roomId));
  const send = useCallback((text: string) => void outbox.add(roomId, text), [outbox, roomId]);
  const addNote = useCallback(
    (text: string) => void outbox.add(roomId, text, "note"),
    [outbox, roomId],
  );
  const retry = useCallback(
    (clientMessageId: string) => outbox.setState(clientMessageId, { kind: "queued" }),
    [outbox],
  );
  const discard = useCallback(
    (clientMessageId: string) => outbox.remove(clientMessageId),
    [outbox],
  );
  return { unsent, send, addNote, retry, discard };
}
