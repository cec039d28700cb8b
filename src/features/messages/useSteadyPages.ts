import type { PaginationStatus } from "convex/react";
import { useState } from "react";
import type { MessageView } from "./types";

export type Pages = { messages: readonly MessageView[]; status: PaginationStatus };

/**
 * Holds on to the loaded messages while Convex starts the pagination over, as it does when the
 * backend was deployed or restarted with new code and old cursors are void. Without this the room
 * on screen would go blank for a moment.
 */
export function useSteadyPages({ messages, status }: Pages): Pages {
  const [held, setHeld] = useState<readonly MessageView[] | null>(null);
  if (status !== "LoadingFirstPage") {
    if (held !== messages) setHeld(messages);
    return { messages, status };
  }
  return held === null ? { messages, status } : { messages: held, status: "LoadingMore" };
}
