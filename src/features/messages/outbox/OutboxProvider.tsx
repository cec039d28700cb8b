import { useMutation } from "convex/react";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { api } from "../../../../convex/_generated/api";
import type { RoomId } from "../types";
import { OutboxCourier } from "./outboxCourier";
import { OutboxStore } from "./outboxStore";

const OutboxContext = createContext<OutboxStore | null>(null);

/**
 * Keeps and sends what one person has written, whichever room is on screen: mount it once below
 * the sign-in, so that a message typed offline goes out after a reload even if its room is not
 * opened again.
 */
export function OutboxProvider({
  viewerEmail,
  children,
}: {
  viewerEmail: string;
  children: ReactNode;
}) {
  const send = useMutation(api.messages.send);
  const addNote = useMutation(api.notes.add);
  const outbox = useMemo(() => new OutboxStore(viewerEmail), [viewerEmail]);

  useEffect(() => {
    const courier = new OutboxCourier(outbox, ({ roomId, text, clientMessageId, note }) =>
      note === true
        ? addNote({ roomId, text, clientNoteId: clientMessageId })
        : send({ roomId: roomId as RoomId, text, clientMessageId }),
    );
    const onStorage = (event: StorageEvent) => outbox.applyForeignChange(event.key);
    window.addEventListener("storage", onStorage);
    courier.start();
    return () => {
      window.removeEventListener("storage", onStorage);
      courier.stop();
    };
  }, [outbox, send, addNote]);

  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

/** The signed-in person's outbox; throws outside OutboxProvider. */
export function useOutbox(): OutboxStore {
  const outbox = use(OutboxContext);
  if (outbox === null) throw new Error("useOutbox needs OutboxProvider above it");
  return outbox;
}
