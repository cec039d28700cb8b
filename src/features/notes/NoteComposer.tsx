import { IconLock } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useId } from "react";
import { GrowingTextarea } from "../../components/GrowingTextarea";
import {
  charactersLeft,
  composedText,
  COUNTER_FROM,
  hasVisibleText,
} from "../messages/composedText";
import classes from "../messages/Composer.module.css";
import { enterSends } from "../messages/enterKey";
import { sendKeyHint, sendStrings } from "../messages/messageStrings";
import { isPlainArrowUp, isSendKey, keyFacts } from "../messages/sendKey";
import { useDraft } from "../messages/useDraft";
import { AttachButton } from "../files/AttachButton";
import { FileTray } from "../files/FileTray";
import { pastedFiles } from "../files/pastedFiles";
import { hasFailed, type Tray } from "../files/useTray";
import { noteStrings as s } from "./noteStrings";

export type NoteComposerProps = {
  box: RefObject<HTMLTextAreaElement | null>;
  lead: ReactNode;
  /** The files that go with the note, and what opens the device's picker. */
  tray: Tray;
  onAttach: () => void;
  hidden: boolean;
  viewerEmail: string;
  roomId: string;
  roomName: string;
  onSend: (text: string) => void;
  /** Escape: back to messages; what is written stays. */
  onLeave: () => void;
  /** ↑ in an empty box. */
  onArrowUp: () => void;
};

const MOST_ROWS = 8;

/** Where notes are written: amber and locked, with a draft of its own. */
export function NoteComposer({ box, roomName, tray, ...props }: NoteComposerProps) {
  const draft = useDraft(props.viewerEmail, props.roomId, "note");
  const audienceId = useId();
  const composed = composedText(draft.text);
  const left = charactersLeft(composed);
  const hasText = hasVisibleText(composed);
  const canSend = left >= 0 && (hasText || tray.uploads.length > 0) && !hasFailed(tray);

  const send = () => {
    box.current?.focus();
    if (!canSend) return;
    // The outbox has it on the device before the draft lets go of it.
    props.onSend(hasText ? composed : "");
    draft.setText("");
    tray.dismissRefusals();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isSendKey(keyFacts(event), enterSends(props.viewerEmail))) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      props.onLeave();
    } else if (isPlainArrowUp(event) && draft.text === "") {
      event.preventDefault();
      props.onArrowUp();
    }
  };

  return (
    <form
      className={classes.composer}
      hidden={props.hidden}
      data-kind="internal"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={classes.head}>
        {props.lead}
        <p id={audienceId} className={classes.audience}>
          <IconLock size={14} aria-hidden /> {s.audience}
        </p>
      </div>
      <FileTray tray={tray} onChanged={() => box.current?.focus()} />
      <div className={classes.line}>
        <AttachButton onClick={props.onAttach} />
        <GrowingTextarea
          ref={box}
          aria-label={s.label(roomName)}
          aria-describedby={audienceId}
          placeholder={s.placeholder}
          maxRows={MOST_ROWS}
          value={draft.text}
          onChange={(event) => draft.setText(event.currentTarget.value)}
          onBlur={draft.save}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = pastedFiles(event.clipboardData);
            if (files.length === 0) return;
            event.preventDefault();
            tray.add(files);
          }}
        />
        <button
          type="submit"
          className={classes.send}
          data-note
          disabled={!canSend}
          title={sendKeyHint(enterSends(props.viewerEmail))}
        >
          <IconLock size={18} aria-hidden />
          <span>{s.add}</span>
        </button>
      </div>
      {left <= COUNTER_FROM && (
        <output className={classes.counter} data-over={left < 0 || undefined}>
          {left < 0 ? sendStrings.tooLong(-left) : sendStrings.left(left)}
        </output>
      )}
    </form>
  );
}
