import type { MessageView, RoomId } from "./types";

/** A message's own address: opened by whoever takes part in the room, in either shell. */
export function permalink(roomId: RoomId, { messageId }: Pick<MessageView, "messageId">): string {
  return `${window.location.origin}/open/${roomId}?m=${messageId}`;
}
