import { createContext, type ReactNode, useCallback, useState } from "react";
import { useOpener } from "../../lib/useOpener";
import { type NoteView, useRoomNotes } from "../messages/roomNotes";
import type { MessageView, RoomId } from "../messages/types";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";

const PictureLightbox = lazyPart(() => import("./PictureLightbox"));

/** Opens the room's pictures at one of them; null outside a room. */
export const PictureViewerContext = createContext<((fileId: string) => void) | null>(null);

const NO_NOTES: readonly NoteView[] = [];

/** Lets the rows below open the room's pictures, large; closing them gives the focus back. */
export function PictureViewer(props: {
  roomId: RoomId;
  /** Oldest first. */
  messages: readonly MessageView[];
  /** The room is only looked at, perhaps without a seat in it: the loaded pictures are all there are. */
  isPreview?: boolean;
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
  return (
    <PictureViewerContext value={open}>
      {props.children}
      {opened !== null && (
        <PartBoundary onClose={() => setOpened(null)}>
          <PictureLightbox
            roomId={props.roomId}
            messages={messages}
            notes={notes ?? NO_NOTES}
            hasOthers={props.isPreview !== true}
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
