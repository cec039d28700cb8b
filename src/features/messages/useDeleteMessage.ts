import { optimisticallyUpdateValueInPaginatedQuery, useMutation } from "convex/react";
import { useCallback, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { errorSentence } from "../../lib/errors";
import type { MessageView, RoomId } from "./types";

export type DeleteMessage = {
  /** The message that the viewer is asked about; null: nobody asks. */
  asked: MessageView | null;
  isDeleting: boolean;
  error: string | null;
  ask: (view: MessageView) => void;
  cancel: () => void;
  /** Deletes; resolves to whether it worked. */
  confirm: () => Promise<boolean>;
};

/** Deleting with a question before it; the row is a tombstone at once, before the server answers. */
export function useDeleteMessage(roomId: RoomId): DeleteMessage {
  const [asked, setAsked] = useState<MessageView | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remove = useMutation(api.messages.remove).withOptimisticUpdate((store, args) => {
    optimisticallyUpdateValueInPaginatedQuery(store, api.messages.list, { roomId }, (view) =>
      view.messageId === args.messageId ? asTombstone(view) : view,
    );
  });

  const ask = useCallback((view: MessageView) => {
    setError(null);
    setAsked(view);
  }, []);
  const cancel = useCallback(() => setAsked(null), []);
  const confirm = async () => {
    if (asked === null) return false;
    setDeleting(true);
    setError(null);
    try {
      await remove({ roomId, messageId: asked.messageId });
      setAsked(null);
      return true;
    } catch (failure) {
      setError(errorSentence(failure));
      return false;
    } finally {
      setDeleting(false);
    }
  };
  return { asked, isDeleting, error, ask, cancel, confirm };
}

function asTombstone(view: MessageView): MessageView {
  return { ...view, text: null, deletedTime: view.time, canDelete: false, trimmed: false };
}
