import { useConvex, useMutation } from "convex/react";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { api } from "../../../../convex/_generated/api";
import { useSession } from "../../auth/session";
import { PictureUrls } from "../../files/pictureUrls";
import { convexUploads } from "../../files/uploadBackend";
import { UploadsContext } from "../../files/UploadsContext";
import { UploadFailed } from "../../files/uploadState";
import { UploadStore } from "../../files/uploadStore";
import { PicturesContext } from "../../files/usePictureUrl";
import { errorCode } from "../../../lib/errors";
import type { RoomId } from "../types";
import { OutboxCourier } from "./outboxCourier";
import { type OutboxEntry, OutboxStore } from "./outboxStore";

const OutboxContext = createContext<OutboxStore | null>(null);

/**
 * Keeps and sends what one person has written and picked, whichever room is on screen: mount it once below
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
  const convex = useConvex();
  const uploads = useMemo(
    () => new UploadStore(viewerEmail, convexUploads(convex)),
    [viewerEmail, convex],
  );
  const pictures = usePictures(viewerEmail);

  useEffect(() => {
    const post = async (entry: OutboxEntry) => {
      const { roomId, text, clientMessageId, files, quote, asksConfirmation } = entry;
      const fileIds =
        files.length === 0 ? null : await uploads.fileIds({ roomId, use: "messages" }, files);
      // Its writer took it back while the files were on their way.
      if (!outbox.has(clientMessageId)) throw new UploadFailed("CANCELLED");
      const asks = asksConfirmation === undefined ? {} : { asksConfirmation };
      const words = { roomId: roomId as RoomId, text, clientMessageId, ...asks };
      const message = fileIds === null ? words : { ...words, fileIds };
      if (quote === undefined) return await send(message);
      try {
        return await send({ ...message, quotedId: quote.messageId });
      } catch (error) {
        // What it answers was deleted meanwhile: the words still count. A lost room answers so again.
        if (errorCode(error) === "NOT_FOUND") return await send(message);
        throw error;
      }
    };
    const postNote = async ({ roomId, text, clientMessageId, files }: OutboxEntry) => {
      const note = { roomId, text, clientNoteId: clientMessageId };
      if (files.length === 0) return await addNote(note);
      return await addNote({
        ...note,
        fileIds: await uploads.fileIds({ roomId, use: "notes" }, files),
      });
    };
    const courier = new OutboxCourier(outbox, async (entry) => {
      await (entry.note === true ? postNote(entry) : post(entry));
      uploads.sent(entry.files);
    });
    const onStorage = (event: StorageEvent) => outbox.applyForeignChange(event.key);
    window.addEventListener("storage", onStorage);
    courier.start();
    return () => {
      window.removeEventListener("storage", onStorage);
      courier.stop();
    };
  }, [outbox, uploads, send, addNote]);

  return (
    <OutboxContext value={outbox}>
      <UploadsContext value={uploads}>
        <PicturesContext value={pictures}>{children}</PicturesContext>
      </UploadsContext>
    </OutboxContext>
  );
}

/** The pictures of one person's session; their memory is given back when somebody else comes. */
function usePictures(viewerEmail: string): PictureUrls {
  const { token } = useSession();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another person's pictures are never shown from this store
  const pictures = useMemo(() => new PictureUrls(token), [token, viewerEmail]);
  useEffect(() => () => pictures.clear(), [pictures]);
  return pictures;
}

/** The signed-in person's outbox; throws outside OutboxProvider. */
export function useOutbox(): OutboxStore {
  const outbox = use(OutboxContext);
  if (outbox === null) throw new Error("useOutbox needs OutboxProvider above it");
  return outbox;
}
