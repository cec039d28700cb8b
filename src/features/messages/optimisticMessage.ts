import { optimisticallyUpdateValueInPaginatedQuery } from "convex/react";
import type { OptimisticLocalStore } from "convex/browser";
import { api } from "../../../convex/_generated/api";
import type { MessageView, RoomId } from "./types";

/**
 * Changes one message of a room on screen before the server has: in the list of the latest messages,
 * and in those around a place that somebody has jumped to.
 */
export function changeMessage(
  store: OptimisticLocalStore,
  { roomId, messageId }: { roomId: RoomId; messageId: string },
  change: (view: MessageView) => MessageView,
): void {
  const inPlace = (view: MessageView) => (view.messageId === messageId ? change(view) : view);
  optimisticallyUpdateValueInPaginatedQuery(store, api.messages.list, { roomId }, inPlace);
  for (const { args, value } of store.getAllQueries(api.messages.around)) {
    if (args.roomId !== roomId || value === undefined) continue;
    store.setQuery(api.messages.around, args, { ...value, page: value.page.map(inPlace) });
  }
}
