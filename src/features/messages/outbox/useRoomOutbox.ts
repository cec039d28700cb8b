import { useCallback, useSyncExternalStore } from "react";
import { useUploads } from "../../files/UploadsContext";
import type { Quote } from "../quote";
import { useOutbox } from "./OutboxProvider";
import type { OutboxEntry } from "./outboxStore";

export type RoomOutbox = {
  /** What is not confirmed yet, in send order. */
  unsent: readonly OutboxEntry[];
  /** Sends a text with the files of the room's tray. */
  send: (text: string, quote: Quote | null, asksConfirmation?: boolean) => void;
  /** Adds a note with the files of its own tray. Client rooms only, staff only. */
  addNote: (text: string) => void;
  retry: (clientMessageId: string) => void;
  discard: (clientMessageId: string) => void;
};

/** One room's part of the outbox, and what a person can do with it. */
export function useRoomOutbox(roomId: string): RoomOutbox {
  const outbox = useOutbox();
  const unsent = useSyncExternalStore(outbox.subscribe, () => outbox.room(roomId));
  const uploads = useUploads();
  const send = useCallback(
    (text: string, quote: Quote | null, asksConfirmation = false) =>
      void outbox.add(roomId, text, "message", uploads.take(roomId), quote, asksConfirmation),
    [outbox, uploads, roomId],
  );
  const addNote = useCallback(
    (text: string) => void outbox.add(roomId, text, "note", uploads.take(roomId, "notes")),
    [outbox, uploads, roomId],
  );
  const retry = useCallback(
    (clientMessageId: string) => outbox.setState(clientMessageId, { kind: "queued" }),
    [outbox],
  );
  const discard = useCallback(
    (clientMessageId: string) => {
      const entry = outbox.entries.find((one) => one.clientMessageId === clientMessageId);
      outbox.remove(clientMessageId);
      for (const { uploadId } of entry?.files ?? []) {
        uploads.remove(uploadId, { evenFromTray: false });
      }
    },
    [outbox, uploads],
  );
  return { unsent, send, addNote, retry, discard };
}
