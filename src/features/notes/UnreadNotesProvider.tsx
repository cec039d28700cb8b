import { useQuery } from "convex/react";
import { type ReactNode, useMemo } from "react";
import { api } from "../../../convex/_generated/api";
import { UnreadNotesContext } from "../rooms/unreadNotes";

/** Tells the lists of rooms below it which have notes that the viewer has not seen: staff shell only. */
export function UnreadNotesProvider({ children }: { children: ReactNode }) {
  const rooms = useQuery(api.notes.unreadRooms, {});
  const value = useMemo(() => new Set<string>(rooms), [rooms]);
  return <UnreadNotesContext value={value}>{children}</UnreadNotesContext>;
}
