import { Button, Textarea } from "@mantine/core";
import { useMutation } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { api } from "../../../convex/_generated/api";
import { strings } from "../../lib/strings";
import { useSubmit } from "../../lib/useSubmit";
import { charactersLeft, composedText, hasVisibleText } from "../messages/composedText";
import type { NoteView } from "../messages/roomNotes";
import { useViewer } from "../auth/viewer";
import { enterSends } from "../messages/enterKey";
import { isSendKey, keyFacts } from "../messages/sendKey";
import classes from "./NoteEditor.module.css";
import { noteStrings as s } from "./noteStrings";
import { useNotesRoom } from "./NotesRoom";

const MOST_ROWS = 12;

/** One's own note, being changed in its place: Enter saves, Escape leaves it as it was. */
export default function NoteEditor({ view, onClose }: { view: NoteView; onClose: () => void }) {
  const { roomId } = useNotesRoom();
  const edit = useMutation(api.notes.edit);
  const box = useRef<HTMLTextAreaElement>(null);
  const { email } = useViewer();
  const [text, setText] = useState(view.text ?? "");
  const composed = composedText(text);
  const hasContent = hasVisibleText(composed) || view.attachments.length > 0;
  const canSave = hasContent && charactersLeft(composed) >= 0;
  const { submit, busy, failure } = useSubmit(() =>
    edit({ roomId, noteId: view.noteId, text: composed }),
  );
  const save = async () => {
    if (canSave && (composed === view.text || (await submit()))) onClose();
  };

  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, []);

  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        ref={box}
        aria-label={s.editLabel}
        autosize
        maxRows={MOST_ROWS}
        attributes={{ input: { dir: "auto" } }}
        value={text}
        error={failure}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // The list's keys (arrows, Delete) are the text's here.
          event.stopPropagation();
          if (event.key === "Escape") onClose();
          else if (isSendKey(keyFacts(event), enterSends(email))) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div className={classes.buttons}>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {strings.cancel}
        </Button>
        <Button size="compact-sm" type="submit" loading={busy} disabled={!canSave}>
          {s.save}
        </Button>
      </div>
    </form>
  );
}
