import { useMemo } from "react";
import type { OutboxEntry } from "./outbox/outboxStore";
import type { NoteView } from "./roomNotes";
import { buildTimeline, type TimelineItem } from "./timeline";
import type { MessageView } from "./types";

/** `buildTimeline`, done again only when one of its inputs changed. */
export function useTimeline(
  messages: readonly MessageView[],
  unsent: readonly OutboxEntry[],
  unreadSeq: number | null,
  timeZone: string,
  notes: readonly NoteView[],
): TimelineItem[] {
  return useMemo(
    () => buildTimeline({ messages, unsent, unreadSeq, timeZone, notes }),
    [messages, unsent, unreadSeq, timeZone, notes],
  );
}
