import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useQueryState } from "../../lib/useQueryState";

/** The viewer's own email switch of one room (R13); `muted` is undefined until the room is known. */
export function useRoomMute(roomId: Id<"rooms">) {
  const room = useQueryState({ query: api.rooms.get, args: { roomId } });
  const setMuted = useMutation(api.participants.setMuted);
  const muted = room.status === "success" ? room.data.muted : undefined;
  return { muted, toggle: () => setMuted({ roomId, muted: muted !== true }) };
}
