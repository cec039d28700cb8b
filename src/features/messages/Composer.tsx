import { IconSend2 } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { writeOutMentions } from "../../../convex/text/mentions";
import { GrowingTextarea } from "../../components/GrowingTextarea";
import { AttachButton } from "../files/AttachButton";
import { FileTray } from "../files/FileTray";
import { pastedFiles } from "../files/pastedFiles";
import { hasFailed, type Tray } from "../files/useTray";
import { AudienceLine } from "./AudienceLine";
import { charactersLeft, composedText, COUNTER_FROM, hasVisibleText } from "./composedText";
import classes from "./Composer.module.css";
import { enterSends } from "./enterKey";
import { FormattingHint } from "./FormattingHint";
import { sendKeyHint, sendLabel, sendStrings as s } from "./messageStrings";
import type { Quote } from "./quote";
import { QuoteBar } from "./QuoteBar";
import { inserted } from "./editText";
import { EmojiButton } from "./EmojiButton";
import { MentionList } from "./MentionList";
import { readPicks } from "./mentionPicks";
import { withTokens } from "./mentionText";
import { isEditLastKey, isPlainArrowUp, isSendKey, isTouchDevice, keyFacts } from "./sendKey";
import type { Audience, RoomKind } from "./types";
import { useComposerEdits } from "./useComposerEdits";
import { useDraft } from "./useDraft";
import { useMentions } from "./useMentions";

/** What the pane can ask of the composer. */
export type ComposerHandle = {
  focus: () => void;
  /** Comes into view, if another composer is in its place, and takes the focus. */
  take: () => void;
  /** Puts a text before what is being written (editing a message that was not sent). */
  restore: (text: string) => void;
};

/** Where it stands when there is another composer beside it. */
export type ComposerPlace = {
  /** What stands before the line that says who reads it. */
  lead?: ReactNode;
  /** The other one is in its place; what is written here is kept. */
  hidden?: boolean;
  /** A text came back into it: it must be seen. */
  onRestore?: () => void;
};

export type ComposerProps = ComposerPlace & {
  ref?: Ref<ComposerHandle>;
  viewerEmail: string;
  roomId: string;
  roomName: string;
  roomKind: RoomKind;
  audience: Audience;
  /** How many clients read it; the team is told, a client is not. */
  clientCount?: number;
  /** The files that go with the message, and what opens the device's picker. */
  tray: Tray;
  onAttach: () => void;
  onSend: (text: string, asksConfirmation?: true) => void;
  /** What the next message answers. */
  quote: Quote | null;
  onStopQuoting: () => void;
  /** Something was typed that may become a message. */
  onType?: () => void;
  /** ↑ in an empty box: the keyboard's way to the messages. */
  onArrowUp: () => void;
  /** Ctrl/Cmd+↑ in an empty box: change the last message of one's own. */
  onEditLast: () => void;
};

const MOST_ROWS = 8;

/** Where messages are written. Must be keyed by room and person: the draft is theirs. */
export function Composer({ ref, ...props }: ComposerProps) {
  const { audience, roomKind, tray } = props;
  const draft = useDraft(props.viewerEmail, props.roomId);
  const box = useRef<HTMLTextAreaElement>(null);
  const audienceId = useId();
  const [asks, setAsks] = useState(false);
  const composed = composedText(draft.text);
  const left = charactersLeft(composed);
  const hasText = hasVisibleText(composed);
  const canSend = left >= 0 && (hasText || tray.uploads.length > 0) && !hasFailed(tray);

  const edits = useComposerEdits(box, draft.setText);
  const mentions = useMentions({ ...props, ...edits });
  const picks = () => readPicks(props.viewerEmail, props.roomId);

  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus(),
    take: () => {
      props.onRestore?.();
      box.current?.focus();
    },
    restore: (sent) => {
      const text = writeOutMentions(sent, picks());
      draft.setText(draft.text === "" ? text : `${text}\n${draft.text}`);
      draft.save();
      props.onRestore?.();
      box.current?.focus();
    },
  }));

  useEffect(() => {
    const element = box.current;
    // On a touch screen the focus would raise the keyboard over the messages.
    if (element === null || isTouchDevice()) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const send = () => {
    box.current?.focus();
    if (!canSend) return;
    // The outbox has it on the device before the draft lets go of it.
    const text = hasText ? withTokens(composed, picks()) : "";
    if (asks) props.onSend(text, true);
    else props.onSend(text);
    setAsks(false);
    draft.setText("");
    tray.dismissRefusals();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mentions.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (isSendKey(keyFacts(event), enterSends(props.viewerEmail))) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && props.quote !== null) {
      event.preventDefault();
      props.onStopQuoting();
    } else if (isPlainArrowUp(event) && draft.text === "") {
      event.preventDefault();
      props.onArrowUp();
    } else if (isEditLastKey(event) && draft.text === "") {
      event.preventDefault();
      props.onEditLast();
    } else if (edits.onKey(event)) {
      event.preventDefault();
    }
  };

  return (
    <form
      className={classes.composer}
      hidden={props.hidden}
      data-kind={audience === "staff" ? roomKind : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {audience === "staff" && (
        <AudienceLine
          id={audienceId}
          kind={roomKind}
          clientCount={props.clientCount ?? 0}
          lead={props.lead}
        >
          {roomKind === "announcement" && (
            <label className={classes.asks}>
              <input
                type="checkbox"
                checked={asks}
                onChange={(event) => setAsks(event.currentTarget.checked)}
              />
              {s.askToConfirm}
            </label>
          )}
        </AudienceLine>
      )}
      {props.quote !== null && <QuoteBar quote={props.quote} onCancel={props.onStopQuoting} />}
      <FileTray tray={tray} onChanged={() => box.current?.focus()} />
      <div className={classes.line}>
        {mentions.isOpen && (
          <MentionList
            id={mentions.listId}
            candidates={mentions.candidates}
            active={mentions.active}
            onPick={mentions.pick}
          />
        )}
        <AttachButton onClick={props.onAttach} />
        <GrowingTextarea
          ref={box}
          aria-label={s.label(props.roomName)}
          {...(audience === "staff" ? { "aria-describedby": audienceId } : {})}
          placeholder={s.placeholder}
          maxRows={MOST_ROWS}
          value={draft.text}
          onChange={(event) => {
            draft.setText(event.currentTarget.value);
            mentions.look();
            if (event.currentTarget.value !== "") props.onType?.();
          }}
          {...mentions.inputProps}
          onBlur={() => {
            draft.save();
            mentions.close();
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = pastedFiles(event.clipboardData);
            if (files.length > 0) tray.add(files);
            else if (!edits.onPaste(event)) return;
            event.preventDefault();
          }}
        />
        <EmojiButton
          onPick={(emoji) => {
            edits.apply(inserted(edits.current(), emoji));
            props.onType?.();
          }}
          onClose={() => box.current?.focus()}
        />
        <button
          type="submit"
          className={classes.send}
          disabled={!canSend}
          title={sendKeyHint(enterSends(props.viewerEmail))}
        >
          <IconSend2 size={18} aria-hidden />
          <span>{sendLabel(audience, roomKind)}</span>
        </button>
      </div>
      <FormattingHint audience={audience} typing={hasText} />
      {left <= COUNTER_FROM && (
        <output className={classes.counter} data-over={left < 0 || undefined}>
          {left < 0 ? s.tooLong(-left) : s.left(left)}
        </output>
      )}
    </form>
  );
}
