import { useMutation } from "convex/react";
import { useCallback, useMemo } from "react";
import { api } from "../../../convex/_generated/api";
import { errorSentence } from "../../lib/errors";
import { changeMessage } from "./optimisticMessage";
import type { MessageView, RoomId } from "./types";

/** Puts a reaction on a message or takes it back: on screen at once; `say` tells why it was refused. */
export function useReact(roomId: RoomId, say: (sentence: string) => void, showsCounts: boolean) {
  const mutation = useMutation(api.reactions.set);
  const set = useMemo(
    () =>
      mutation.withOptimisticUpdate((store, { messageId, emoji, on }) => {
        changeMessage(store, { roomId, messageId }, (view) => ({
          ...view,
          reactions: withOwn(view.reactions, emoji, on, showsCounts),
        }));
      }),
    [mutation, roomId, showsCounts],
  );
  return useCallback(
    (view: MessageView, emoji: string, on: boolean) => {
      set({ roomId, messageId: view.messageId, emoji, on }).catch((error: unknown) =>
        say(errorSentence(error)),
      );
    },
    [set, roomId, say],
  );
}

type Reactions = MessageView["reactions"];

/** Reactions with one's own put on or taken off, as the server will give them. */
export function withOwn(
  reactions: Reactions,
  emoji: string,
  on: boolean,
  showsCounts: boolean,
): Reactions {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (known === undefined) {
    return on ? [...reactions, { emoji, mine: true, count: showsCounts ? 1 : null }] : reactions;
  }
  if (known.mine === on) return reactions;
  const count = known.count === null ? null : known.count + (on ? 1 : -1);
  return reactions
    .map((reaction) => (reaction === known ? { emoji, mine: on, count } : reaction))
    .filter((reaction) => reaction.count !== 0);
}
