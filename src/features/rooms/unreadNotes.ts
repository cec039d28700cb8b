import { createContext, use } from "react";

/** Ids of the rooms with notes that the viewer has not seen; the staff shell fills it. */
export const UnreadNotesContext = createContext<ReadonlySet<string>>(new Set());

/** Whether a room has such notes; never in the portal. */
export function useHasUnreadNotes(roomId: string): boolean {
  return use(UnreadNotesContext).has(roomId);
}
