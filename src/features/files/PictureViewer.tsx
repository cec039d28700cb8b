import { createContext, type ReactNode, useCallback, useMemo, useState } from "react";
import { useOpener } from "../../lib/useOpener";
import { type NoteView, useRoomNotes } from "../messages/roomNotes";
import type { MessageView, RoomId } from "../messages/types";
import type { RoomPicture } from "./PictureLightbox";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const PictureLightbox = lazyPart(() => import("./PictureLightbox"));

/** Opens the room's pictures at one of them; null outside a room. */
export const PictureViewerContext = createContext<((fileId: string) => void) | null>(null);

/** Lets the rows below open the pictures of all loaded messages and notes, large; Escape gives the focus back. */
export function PictureViewer(props: {
  roomId: RoomId;
  /** Oldest first. */
  messages: readonly MessageView[];
  children: ReactNode;
}) {
  const { messages } = props;
  const notes = useRoomNotes()?.notes;
  const [opened, setOpened] = useState<string | null>(null);
  const { remember, giveBack } = useOpener();
  const open = useCallback(
    (fileId: string) => {
      remember();
      setOpened(fileId);
    },
    [remember],
  );
  const pictures = useMemo(
    () => (opened === null ? [] : picturesOf(messages, notes ?? [])),
    [messages, notes, opened],
  );
  return (
    <PictureViewerContext value={open}>
      {props.children}
      {opened !== null && (
        <PartBoundary onClose={() => setOpened(null)}>
          <PictureLightbox
            roomId={props.roomId}
            pictures={pictures}
            first={opened}
            onClose={() => {
              setOpened(null);
              giveBack();
            }}
          />
        </PartBoundary>
      )}
    </PictureViewerContext>
  );
}

function picturesOf(messages: readonly MessageView[], notes: readonly NoteView[]): RoomPicture[] {
  const entries = [...messages, ...notes].sort((one, other) => one.time - other.time);
  return entries.flatMap(({ attachments, author, text, time }) =>
    attachments
      .filter(({ kind }) => kind === "image")
      .map((picture) => ({ ...picture, author: author.name, caption: text ?? "", time })),
  );
}
