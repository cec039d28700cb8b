import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import classes from "./RoomFilters.module.css";
import { roomFilterStrings } from "./roomFilterStrings";
import type { Section } from "./sections";

export type RoomFilterKey = "all" | "unread" | "waiting";

const KEYS = ["all", "unread", "waiting"] as const;

/** Which of the team's rooms the list shows. */
export function RoomFilters(props: {
  value: RoomFilterKey;
  onChange: (value: RoomFilterKey) => void;
}) {
  return (
    <fieldset className={classes.filters} aria-label={roomFilterStrings.label}>
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          aria-pressed={props.value === key}
          onClick={() => props.onChange(key)}
        >
          {roomFilterStrings.names[key]}
        </button>
      ))}
    </fieldset>
  );
}

/** The sections with the rooms that pass; the open room stays, so that it doesn't vanish while it is read. */
export function useFilteredSections(
  sections: Section[],
  filter: RoomFilterKey,
  currentRoomId: string | undefined,
): Section[] {
  const waiting = useQuery(api.waiting.list, filter === "waiting" ? {} : "skip");
  if (filter === "all") return sections;
  const waits = new Set<string>(waiting?.rooms.map(({ roomId }) => roomId));
  return sections
    .map((section) => ({
      ...section,
      rooms: section.rooms.filter(
        (room) =>
          room.roomId === currentRoomId ||
          (filter === "unread" ? room.hasUnread : waits.has(room.roomId)),
      ),
    }))
    .filter((section) => section.rooms.length > 0);
}
