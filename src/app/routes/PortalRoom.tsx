import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Id } from "../../../convex/_generated/dataModel";
import { RoomPane } from "../../features/messages/RoomPane";
import { ClientRoomActions } from "../../features/rooms/ClientRoomActions";

/** A room in the portal: the chat pane and what a client may set for themselves. */
export function PortalRoom({ back }: { back: ReactNode }) {
  const roomId = useParams()["roomId"] as Id<"rooms">;
  return (
    <RoomPane
      key={roomId}
      roomId={roomId}
      back={back}
      actions={<ClientRoomActions roomId={roomId} />}
    />
  );
}
