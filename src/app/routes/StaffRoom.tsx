import { useParams } from "react-router";
import type { ReactNode } from "react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { RoomPane } from "../../features/messages/RoomPane";
import { NotesProvider } from "../../features/notes/NotesProvider";
import { OnlineCount } from "../../features/presence/OnlineCount";
import { StaffRoomActions } from "../../features/rooms/StaffRoomActions";
import { TurnMenu } from "../../features/waiting/TurnMenu";
import { useKeptQueries } from "../../lib/keptQueries";
import { useQueryState } from "../../lib/useQueryState";

/** A room in the staff shell: the chat pane with the team's buttons, and the notes of a client room. */
export function StaffRoom({ back }: { back: ReactNode }) {
  const roomId = useParams()["roomId"] as Id<"rooms">;
  // Asked for with the room, for the header to be whole at once.
  const turn = useQueryState({ query: api.waiting.get, args: { roomId } });
  useKeptQueries(turn.status === "success" ? `turn ${roomId}` : null, (convex) => [
    convex.watchQuery(api.waiting.get, { roomId }),
    convex.watchQuery(api.presence.list, { roomId }),
  ]);
  return (
    <NotesProvider key={roomId} roomId={roomId}>
      <RoomPane
        roomId={roomId}
        back={back}
        status={
          <>
            <OnlineCount roomId={roomId} />
            <TurnMenu roomId={roomId} />
          </>
        }
        actions={<StaffRoomActions roomId={roomId} />}
      />
    </NotesProvider>
  );
}
