import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useNow } from "../../lib/useNow";

/** Two missed beats, and the minute that times are rounded to. */
const ONLINE_MS = 150_000;

/** Staff only: who of the room is here now, as a question about one person, and how many others are. */
export function usePresence(roomId: Id<"rooms">, viewerId: string) {
  const seen = useQuery(api.presence.list, { roomId });
  const now = useNow(30_000);
  const online = (seen ?? [])
    .filter(({ seenTime }) => now - seenTime < ONLINE_MS)
    .map(({ userId }) => userId as string);
  return {
    isOnline: (userId: string) => online.includes(userId),
    others: online.filter((userId) => userId !== viewerId).length,
  };
}
