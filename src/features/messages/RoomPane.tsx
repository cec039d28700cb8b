import { type ReactNode, useEffect } from "react";
import { api } from "../../../convex/_generated/api";
import { Delayed } from "../../components/Delayed";
import { errorCode } from "../../lib/errors";
import { useKeptQueries, watchFirstPage } from "../../lib/keptQueries";
import { useQueryState } from "../../lib/useQueryState";
import { useViewer } from "../auth/viewer";
import { Conversation } from "./Conversation";
import { LostAccess } from "./LostAccess";
import { PaneSkeleton } from "./PaneSkeleton";
import type { RoomId } from "./types";

export type RoomPaneProps = {
  roomId: RoomId;
  /** What stands in the header below the room's name, after its kind. */
  status?: ReactNode;
  /** Buttons at the end of the header. */
  actions?: ReactNode;
  /** What stands before the room's name (the way back on a phone). */
  back?: ReactNode;
  /** Called once when the room turns out not to be the viewer's, or stops being it. */
  onLostAccess?: () => void;
};

/**
 * The chat pane of both shells. Needs ViewerGate and OutboxProvider above it. Throws what it
 * cannot explain (the shell's boundary shows that); a room that is not the viewer's is explained.
 */
export function RoomPane(props: RoomPaneProps) {
  const { roomId, onLostAccess } = props;
  const viewer = useViewer();
  const details = useQueryState({ query: api.rooms.get, args: { roomId } });
  // Waited for, too: what comes above the messages later would move them.
  const pins = useQueryState({ query: api.pins.list, args: { roomId } });
  const isLost = details.status === "error" && errorCode(details.error) === "NOT_FOUND";

  useKeptQueries(details.status === "success" ? `pane ${roomId}` : null, (convex) => [
    convex.watchQuery(api.rooms.get, { roomId }),
    convex.watchQuery(api.pins.list, { roomId }),
    watchFirstPage(convex, api.messages.list, { roomId }),
  ]);

  useEffect(() => {
    if (isLost) onLostAccess?.();
  }, [isLost, onLostAccess]);

  if (isLost) {
    return <LostAccess roomId={roomId} viewerEmail={viewer.email} back={props.back} />;
  }
  if (details.status === "error") throw details.error;
  if (details.status === "pending" || pins.status === "pending") {
    return (
      <Delayed>
        <PaneSkeleton back={props.back} />
      </Delayed>
    );
  }
  return (
    <Conversation
      key={roomId} // A visit: the unread line, the place in the list and the draft are the room's.
      details={details.data}
      viewer={viewer}
      back={props.back}
      status={props.status}
      actions={props.actions}
    />
  );
}
