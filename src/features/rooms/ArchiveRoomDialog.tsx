import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { roomMenuStrings as text } from "./roomMenuStrings";

type Props = {
  room: { roomId: Id<"rooms">; name: string; archived: boolean };
  onClose: () => void;
};

/** Archives a room, or brings it back. */
export default function ArchiveRoomDialog({ room, onClose }: Props) {
  const setArchived = useMutation(api.rooms.setArchived);
  return (
    <ConfirmDialog
      title={room.archived ? text.unarchiveTitle(room.name) : text.archiveTitle(room.name)}
      body={room.archived ? text.unarchiveBody : text.archiveBody}
      confirm={room.archived ? text.unarchiveConfirm : text.archiveConfirm}
      action={() => setArchived({ roomId: room.roomId, archived: !room.archived })}
      onClose={onClose}
    />
  );
}
