import { useMutation } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import type { NoteView } from "../messages/roomNotes";
import { noteStrings as s } from "./noteStrings";
import { useNotesRoom } from "./NotesRoom";

/** Asks before a note is gone for the whole team. */
export default function DeleteNoteDialog({
  view,
  onClose,
}: {
  view: NoteView;
  onClose: () => void;
}) {
  const { roomId } = useNotesRoom();
  const remove = useMutation(api.notes.remove);
  return (
    <ConfirmDialog
      title={s.deleteTitle}
      body={s.deleteBody}
      confirm={s.deleteConfirm}
      danger
      action={async () => await remove({ roomId, noteId: view.noteId })}
      onClose={onClose}
    />
  );
}
