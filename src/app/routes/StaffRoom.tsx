import { useParams } from "react-router";
import type { ReactNode } from "react";
import type { Id } from "../../../convex/_generated/dataModel";
import { RoomPane } from "../../features/messages/RoomPane";
import { StaffRoomActions } from "../../features/rooms/StaffRoomActions";
import { TurnMenu } from "../../features/waiting/TurnMenu";

/** A room in the staff shell: the chat pane with the team's buttons. */
export function StaffRoom({ back }: { back: ReactNode }) {
  const roomId = useParams()["roomId"] as Id<"rooms">;
  return (
    <RoomPane
      key={roomId}
      roomId={roomId}
      back={back}
      status={<TurnMenu roomId={roomId} />}
      actions={<StaffRoomActions roomId={roomId} />}
    />
  );
}
