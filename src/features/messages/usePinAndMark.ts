import { useMutation } from "convex/react";
import { type RefObject, useMemo } from "react";
import { api } from "../../../convex/_generated/api";
import { errorSentence } from "../../lib/errors";
import { markUnreadStrings } from "./deedStrings";
import type { MessageListHandle } from "./MessageList";
import type { MessageView, RoomId } from "./types";

/** Pinning, and marking unread from a message on; `say` tells what came of it. */
export function usePinAndMark(
  roomId: RoomId,
  say: (sentence: string) => void,
  list: RefObject<MessageListHandle | null>,
) {
  const setPin = useMutation(api.pins.set);
  const mark = useMutation(api.readPositions.markUnread);
  return useMemo(() => {
    const tell = async (done: Promise<unknown>, sentence: string | null) => {
      try {
        await done;
        if (sentence !== null) say(sentence);
      } catch (error) {
        say(errorSentence(error));
      }
    };
    return {
      pin: ({ messageId, pinned }: MessageView) =>
        void tell(setPin({ roomId, messageId, pinned: !pinned }), null),
      markUnread: ({ seq }: MessageView) => {
        list.current?.markUnread(seq);
        void tell(mark({ roomId, seq }), markUnreadStrings.done);
      },
    };
  }, [roomId, say, list, setPin, mark]);
}
