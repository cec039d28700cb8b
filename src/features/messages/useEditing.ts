import { useMutation } from "convex/react";
import { useCallback, useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { errorCode, errorSentence } from "../../lib/errors";
import { editStrings } from "./deedStrings";
import type { Editing } from "./editing";
import { shownText, withTokens } from "./mentionText";
import { changeMessage } from "./optimisticMessage";
import type { MessageView, RoomId } from "./types";

/**
 * The one message of a room that is being edited. A saved text is on screen at once; should the
 * server refuse, its editor is open again with what was typed, and says why.
 */
export function useEditing(roomId: RoomId) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const mutation = useMutation(api.messages.edit);
  const edit = useMemo(
    () =>
      mutation.withOptimisticUpdate((store, { messageId, text }) => {
        changeMessage(store, { roomId, messageId }, (view) => ({
          ...view,
          text,
          editedTime: view.editedTime ?? view.time,
        }));
      }),
    [mutation, roomId],
  );

  const start = useCallback(
    (view: MessageView) => setEditing({ view, text: shownText(view), failure: null }),
    [],
  );
  const stop = useCallback(() => setEditing(null), []);
  const save = useCallback(
    (view: MessageView, typed: string) => {
      setEditing(null);
      const text = withTokens(typed, view.mentions);
      if (text === view.text) return;
      edit({ roomId, messageId: view.messageId, text }).catch((error: unknown) => {
        const isLate = errorCode(error) === "FORBIDDEN";
        const failure = isLate ? editStrings.tooLate : errorSentence(error);
        setEditing({ view, text: typed, failure });
      });
    },
    [edit, roomId],
  );
  return { editing, start, stop, save };
}
