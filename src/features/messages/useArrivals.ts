import { useEffect, useRef, useState } from "react";
import { Announcer } from "./announcer";
import { messageStrings as s } from "./messageStrings";
import { type NoteView, useRoomNotes } from "./roomNotes";
import type { MessageView } from "./types";

function isByOther({ author, deletedTime }: MessageView | NoteView): boolean {
  return !author.mine && deletedTime === null;
}

/**
 * The sentence for the live region about messages and notes that arrived since the room was opened: never
 * about own ones and never about history that is loaded later.
 */
export function useArrivalSentence(messages: readonly MessageView[], openedSeq: number): string {
  const [sentence, setSentence] = useState("");
  const announced = useRef(openedSeq);
  const announcer = useRef<Announcer | null>(null);

  useEffect(() => {
    const current = new Announcer((arrivals) => {
      const [only = "", ...others] = arrivals;
      const next = others.length === 0 ? only : s.announceMany(arrivals.length);
      // The same words twice would not be spoken again; an invisible difference makes them new.
      setSentence((now) => (now === next ? `${next}\u00a0` : next));
    });
    announcer.current = current;
    return () => current.stop();
  }, []);

  useEffect(() => {
    const since = announced.current;
    const fresh = messages.filter((message) => message.seq > since);
    if (fresh.length === 0) return;
    announced.current = Math.max(...fresh.map((message) => message.seq));
    announcer.current?.add(fresh.filter(isByOther).map(({ author }) => s.announceOne(author.name)));
  }, [messages]);

  const room = useRoomNotes();
  const announcedNote = useRef<number | null>(null);
  useEffect(() => {
    if (room?.isLoaded !== true) return;
    const since = announcedNote.current;
    announcedNote.current = Math.max(since ?? 0, room.notes.at(-1)?.seq ?? 0);
    if (since === null) return; // what was there when the room was opened
    const fresh = room.notes.filter((note) => note.seq > since && isByOther(note));
    announcer.current?.add(fresh.map(({ author }) => s.announceNote(author.name)));
  }, [room]);

  return sentence;
}

/**
 * What others wrote below while the list was scrolled up: their number and the first one's `seq`.
 * Coming to the end clears it.
 */
export function useNewBelow(
  messages: readonly MessageView[],
  atEnd: boolean,
  openedSeq: number,
): { count: number; firstSeq: number | null } {
  const [seenSeq, setSeenSeq] = useState(openedSeq);
  const lastSeq = messages.at(-1)?.seq ?? openedSeq;
  // While rendering, so that no frame shows a count for a list that is at its end.
  if (atEnd && lastSeq > seenSeq) setSeenSeq(lastSeq);
  const fresh = messages.filter((message) => message.seq > seenSeq && isByOther(message));
  return { count: fresh.length, firstSeq: fresh[0]?.seq ?? null };
}
