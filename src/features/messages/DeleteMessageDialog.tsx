import { useMutation } from "convex/react";
import { useRef } from "react";
import { api } from "../../../convex/_generated/api";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { useQueryState } from "../../lib/useQueryState";
import { useViewer, type Viewer } from "../auth/viewer";
import { deleteDialogStrings as s } from "./messageDialogStrings";
import { changeMessage } from "./optimisticMessage";
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
  const mailed = useMailedSentence(roomId, view, viewer);
  const isDeleted = useRef(false);
  const remove = useMutation(api.messages.remove).withOptimisticUpdate((store, args) => {
    const { messageId } = args;
    changeMessage(store, { roomId, messageId }, (candidate) => asTombstone(candidate, viewer));
  });
  return (
    <ConfirmDialog
      title={s.title}
      body={`${s.body} ${mailed}`}
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

/** Receipts looked at for the number; a room with more seats says "at least". */
const RECEIPTS = { numItems: 100, cursor: null };

/** What deleting does not reach: staff see how many people were mailed it, a client that it may be so. */
function useMailedSentence(roomId: RoomId, { messageId }: MessageView, viewer: Viewer): string {
  const isStaff = viewer.kind === "staff";
  const receipts = useQueryState({
    query: api.receipts.forMessage,
    args: isStaff ? { roomId, messageId, paginationOpts: RECEIPTS } : "skip",
  });
  if (receipts.status !== "success") return s.maybeMailed;
  const { page, isDone } = receipts.data;
  const mailed = page.filter(({ emailed }) => emailed !== null && !emailed.hasFailed);
  return s.mailed(mailed.length, isDone);
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
