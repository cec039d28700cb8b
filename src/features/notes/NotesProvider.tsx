import { usePaginatedQuery } from "convex/react";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { useKeptPage, useKeptQueries, watchFirstPage } from "../../lib/keptQueries";
import { useQueryState } from "../../lib/useQueryState";
import { type RoomNotes, RoomNotesContext } from "../messages/roomNotes";
import { NoteComposers } from "./NoteComposers";
import { NoteRow } from "./NoteRow";
import { NotesRoomProvider } from "./NotesRoom";

/** Notes of one page. */
const PAGE_SIZE = 50;

/**
 * Gives the chat pane below it the notes of a client room (rows 27, 28): staff shell only. In other
 * rooms, and as long as the kind of the room is not known, there are none.
 */
export function NotesProvider({ roomId, children }: { roomId: string; children: ReactNode }) {
  const details = useQueryState({ query: api.rooms.get, args: { roomId } });
  const hasNotes = details.status === "success" && details.data.room.kind === "client";
  const { results, status, loadMore } = usePaginatedQuery(
    api.notes.list,
    hasNotes ? { roomId } : "skip",
    { initialNumItems: PAGE_SIZE },
  );
  const [since, setSince] = useState(Number.POSITIVE_INFINITY);
  const reach = useCallback((time: number) => setSince(time), []);
  const oldest = results.at(-1)?.time;

  useEffect(() => {
    if (status === "CanLoadMore" && oldest !== undefined && oldest >= since) loadMore(PAGE_SIZE);
  }, [status, oldest, since, loadMore]);

  const kept = useKeptPage(api.notes.list, { roomId });
  useKeptQueries(hasNotes ? `notes ${roomId}` : null, (convex) => [
    watchFirstPage(convex, api.notes.list, { roomId }),
    convex.watchQuery(api.notes.readPosition, { roomId }),
  ]);

  const isLoading = status === "LoadingFirstPage";
  const isLoaded = !isLoading || kept !== null;
  const notes = useMemo(
    () => (isLoading && kept !== null ? kept.page : results).toReversed(),
    [isLoading, kept, results],
  );
  const value = useMemo<RoomNotes | null>(
    () => (hasNotes ? { notes, isLoaded, reach, Row: NoteRow, Composers: NoteComposers } : null),
    [hasNotes, notes, isLoaded, reach],
  );
  return (
    <RoomNotesContext value={value}>
      <NotesRoomProvider roomId={roomId} hasNotes={hasNotes}>
        {children}
      </NotesRoomProvider>
    </RoomNotesContext>
  );
}
