import { usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useMemo } from "react";
import { api } from "../../../convex/_generated/api";
import type { NoteView } from "../messages/roomNotes";
import type { MessageView, RoomId } from "../messages/types";
import { roomFileStrings } from "./roomFileStrings";
import { personName } from "../../language/personName";

export type RoomPicture = MessageView["attachments"][number] & {
  author: string;
  caption: string;
  /** ms */
  time: number;
};

/** What the page has of a room, oldest first. */
export type Loaded = { messages: readonly MessageView[]; notes: readonly NoteView[] };

type RoomFile = FunctionReturnType<typeof api.files.listInRoom>["page"][number];

/** Files of one page of the room's list. */
const PAGE_SIZE = 50;
/** More are listed while fewer pictures than this stand before the one on screen. */
const AHEAD = 3;
/** So many files are listed at most; what is older is reached from its message. */
const MOST_LISTED = 1_000;

/**
 * The pictures of a room, oldest first: those of the loaded messages and notes, and with `hasOthers`
 * those of all other messages, listed as far back as the picture on screen (`shown`, a file's id) needs.
 */
export function useRoomPictures(
  { messages, notes, roomId, hasOthers }: Loaded & { roomId: RoomId; hasOthers: boolean },
  shown: string,
): RoomPicture[] {
  const { results, status, loadMore } = usePaginatedQuery(
    api.files.listInRoom,
    hasOthers ? { roomId } : "skip",
    { initialNumItems: PAGE_SIZE },
  );
  const pictures = useMemo(
    () => inOrder(loadedPictures({ messages, notes }), results.flatMap(listedPicture)),
    [messages, notes, results],
  );
  const index = pictures.findIndex(({ fileId }) => fileId === shown);
  const oldestListed = results.at(-1)?.time ?? 0;
  // Between the list and the picture on screen there may be others, too.
  const isShort = index < AHEAD || (pictures[index]?.time ?? 0) <= oldestListed;
  useEffect(() => {
    if (status === "CanLoadMore" && isShort && results.length < MOST_LISTED) loadMore(PAGE_SIZE);
  }, [status, isShort, results.length, loadMore]);
  return pictures;
}

function loadedPictures({ messages, notes }: Loaded): RoomPicture[] {
  return [...messages, ...notes].flatMap(({ attachments, author, text, time }) =>
    attachments
      .filter(({ kind }) => kind === "image")
      .map((picture) => ({ ...picture, author: nameOf(author), caption: text ?? "", time })),
  );
}

function listedPicture({ file, author, time }: RoomFile): RoomPicture[] {
  return file.kind === "image" ? [{ ...file, author: nameOf(author), caption: "", time }] : [];
}

function nameOf({ mine, name }: { mine: boolean; name: string }): string {
  return mine ? roomFileStrings.you : personName(name);
}

/** Of a picture that is in both, the loaded one is taken: it has its message's words. */
function inOrder(loaded: RoomPicture[], listed: RoomPicture[]): RoomPicture[] {
  const known = new Set(loaded.map(({ fileId }) => fileId));
  const others = listed.filter(({ fileId }) => !known.has(fileId)).reverse();
  return [...others, ...loaded].sort((one, other) => one.time - other.time);
}
