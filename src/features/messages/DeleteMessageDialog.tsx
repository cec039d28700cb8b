import { optimisticallyUpdateValueInPaginatedQuery, useMutation } from "convex/react";
import { useRef } from "react";
import { api } from "../../../convex/_generated/api";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { useViewer, type Viewer } from "../auth/viewer";
import { deleteStrings as s } from "./messageStrings";
import type { MessageView, RoomId } from "./types";

export type DeleteMessageDialogProps = {
  roomId: RoomId;
  view: MessageView;
  onCancel: () => void;
  onDeleted: () => void;
};

/**
 * Asks before a message is gone for everybody (R12). Once confirmed the row is a tombstone at
 * once; should the server refuse, it is back and the dialog says why.
 */
export default function DeleteMessageDialog(props: DeleteMessageDialogProps) {
  const { roomId, view } = props;
  const viewer = useViewer();
  const isDeleted = useRef(false);
  const remove = useMutation(api.messages.remove).withOptimisticUpdate((store, args) => {
    optimisticallyUpdateValueInPaginatedQuery(store, api.messages.list, { roomId }, (candidate) =>
      candidate.messageId === args.messageId ? asTombstone(candidate, viewer) : candidate,
    );
  });
  return (
    <ConfirmDialog
      title={s.title}
      body={s.body}
      confirm={s.confirm}
      danger
      action={async () => {
        await remove({ roomId, messageId: view.messageId });
        isDeleted.current = true;
      }}
      onClose={() => (isDeleted.current ? props.onDeleted() : props.onCancel())}
    />
  );
}

function asTombstone(view: MessageView, viewer: Viewer): MessageView {
  return {
    ...view,
    text: null,
    deletedTime: view.time,
    deletedBy: viewer.kind === "staff" ? viewer.name : null,
    canDelete: false,
    trimmed: false,
    editedTime: null,
    hasHistory: false,
    canEdit: false,
    quote: null,
    reactions: [],
    pinned: false,
    canReact: false,
    canPin: false,
  };
}
