import type { PaginationStatus } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import {
  type ComponentType,
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { api } from "../../../convex/_generated/api";
import type { ComposerHandle, ComposerPlace } from "./Composer";
import type { OutboxEntry } from "./outbox/outboxStore";
import type { UnsentActions } from "./SendFailure";
import type { MessageView } from "./types";

/** One note as the server shows it to a member of staff. */
export type NoteView = FunctionReturnType<typeof api.notes.list>["page"][number];

/** What a note's row is about: a note of the server, or one that it has not confirmed yet. */
export type NoteSubject = { view: NoteView; entry: null } | { view: null; entry: OutboxEntry };

export type NoteRowProps = NoteSubject & {
  rowKey: string;
  day: string;
  startsGroup: boolean;
  timeZone: string;
  /** The one row that Tab reaches. */
  isCurrent: boolean;
  actions: UnsentActions;
};

/** What the pane can ask of the composer of notes. */
export type NoteComposerHandle = { focus: () => void; addFiles: (files: readonly File[]) => void };

export type ComposersProps = {
  viewerEmail: string;
  roomId: string;
  roomName: string;
  messageComposer: RefObject<ComposerHandle | null>;
  /** Holds the composer of notes while that is the one on screen. */
  noteComposer: RefObject<NoteComposerHandle | null>;
  /** Adds a note. */
  onSend: (text: string) => void;
  onArrowUp: () => void;
  /** Opens the device's picker. */
  onAttach: () => void;
  /** The composer of messages, in the place that it is given. */
  children: (place: ComposerPlace) => ReactNode;
};

/** What the staff shell gives the chat pane of a client room; the pane itself knows no notes. */
export type RoomNotes = {
  /** Loaded notes, oldest first. */
  notes: readonly NoteView[];
  /** Whether the newest ones are there; before that none counts as having arrived. */
  isLoaded: boolean;
  /** Loads notes back to `time` (ms). */
  reach: (time: number) => void;
  Row: ComponentType<NoteRowProps>;
  Composers: ComponentType<ComposersProps>;
};

export const RoomNotesContext = createContext<RoomNotes | null>(null);

/**
 * Whether the newest notes have been there, if the room can have any: messages shown before them would be moved by
 * them. Stays true when Convex starts the pagination over.
 */
export function useWereNotesLoaded(): boolean {
  const isLoaded = useRoomNotes()?.isLoaded ?? true;
  const [were, setWere] = useState(isLoaded);
  if (isLoaded && !were) setWere(true);
  return isLoaded || were;
}

/** The notes of the room on screen; null where there are none: in the portal and in other rooms. */
export function useRoomNotes(): RoomNotes | null {
  return use(RoomNotesContext);
}

/** The row of a note, as the staff shell draws it. */
export function NoteSlot(props: NoteRowProps) {
  const notes = useRoomNotes();
  return notes === null ? null : <notes.Row {...props} />;
}

const NONE: readonly NoteView[] = [];

/**
 * The notes that stand between the loaded messages. Those outside wait until the messages there are
 * loaded: without them their place is not known. `openEnded`: the newest messages are not loaded.
 */
export function useNotesBeside(
  messages: readonly MessageView[],
  status: PaginationStatus,
  openEnded: boolean,
): readonly NoteView[] {
  const room = useRoomNotes();
  const reach = room?.reach;
  const notes = room?.notes ?? NONE;
  const isWhole = status === "Exhausted";
  const isLoading = status === "LoadingFirstPage";
  const since = isWhole ? 0 : (messages[0]?.time ?? Number.POSITIVE_INFINITY);
  const until = openEnded ? (messages.at(-1)?.time ?? 0) : Number.POSITIVE_INFINITY;
  useEffect(() => {
    if (!isLoading) reach?.(since);
  }, [reach, since, isLoading]);
  return useMemo(
    () => (isLoading ? NONE : notes.filter(({ time }) => time >= since && time <= until)),
    [notes, since, until, isLoading],
  );
}
