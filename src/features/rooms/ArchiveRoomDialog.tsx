import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { strings } from "../../lib/strings";

type Props = {
  room: { roomId: Id<"rooms">; name: string; archived: boolean };
  onClose: () => void;
};

/** Archives a room, or brings it back. */
export default function ArchiveRoomDialog({ room, onClose }: Props) {
  const setArchived = useMutation(api.rooms.setArchived);
  const text = strings.roomMenu;
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
