import { useState } from "react";
import type { MessageView } from "./types";
import { findUnreadLine, type UnreadLine, type VisitStart } from "./unreadLine";

/**
 * The unread line of this visit. Once the history reaches far enough back it is fixed: reading,
 * deleting and new messages do not move it; another `visit` does (marked unread from a message on).
 */
export function useUnreadLine(
  messages: readonly MessageView[],
  visit: VisitStart,
  status: "loading" | "more" | "complete",
): UnreadLine {
  const [fixed, setFixed] = useState<{ visit: VisitStart; line: UnreadLine } | null>(null);
  if (fixed !== null && fixed.visit === visit) return fixed.line;
  if (status === "loading") return { seq: null, time: null, count: 0, settled: false };
  const line = findUnreadLine(messages, visit, status === "complete");
  if (line.settled) setFixed({ visit, line });
  // Until then its place is unknown: it would jump upwards with every page.
  return line.settled ? line : { ...line, seq: null, time: null };
}
