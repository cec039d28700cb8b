import { useEffect, useState } from "react";
import { readDraft } from "../messages/drafts";

/**
 * What the person left unsent in each room on this device, for the list ("Draft: …"). Read anew when another room is
 * opened: the composer saves its draft when it goes off the screen, just before. The open room shows none.
 */
export function useRoomDrafts(
  viewerEmail: string,
  currentRoomId: string | undefined,
  roomIds: readonly string[],
): (roomId: string) => string | undefined {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = roomIds.join(" ");
  useEffect(() => {
    const found = new Map<string, string>();
    for (const roomId of ids.split(" ")) {
      const draft = roomId === currentRoomId ? "" : readDraft(viewerEmail, roomId);
      if (draft !== "") found.set(roomId, draft);
    }
    setDrafts(found);
  }, [viewerEmail, currentRoomId, ids]);
  return (roomId) => drafts.get(roomId);
}
