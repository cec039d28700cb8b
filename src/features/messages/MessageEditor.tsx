import { Button, Textarea } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { charactersLeft, composedText, COUNTER_FROM, hasVisibleText } from "./composedText";
import { editStrings as s } from "./deedStrings";
import { useViewer } from "../auth/viewer";
import type { EditActions, Editing } from "./editing";
import classes from "./MessageEditor.module.css";
import { sendStrings } from "./messageStrings";
import { enterSends } from "./enterKey";
import { isSendKey } from "./sendKey";

const MOST_ROWS = 12;

/** A message's text in place of its bubble, to be changed: Enter saves as it sends, Escape cancels. */
export default function MessageEditor(props: { editing: Editing; actions: EditActions }) {
  const { editing, actions } = props;
  const { email } = useViewer();
  const [text, setText] = useState(editing.text);
  const box = useRef<HTMLTextAreaElement>(null);
  const composed = composedText(text);
  const left = charactersLeft(composed);
  const canSave = left >= 0 && hasVisibleText(composed);

  useEffect(() => {
    const element = box.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
    element?.scrollIntoView({ block: "nearest" });
  }, []);

  const cancel = () => actions.onCancelEdit(editing.view);
  const save = () => {
    if (canSave) actions.onSaveEdit(editing.view, composed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isSendKey(event.nativeEvent, enterSends(email))) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape" && !event.nativeEvent.isComposing) {
      event.stopPropagation();
      cancel();
    }
  };

  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        ref={box}
        aria-label={s.label}
        autosize
        minRows={1}
        maxRows={MOST_ROWS}
        attributes={{ input: { dir: "auto" } }}
        value={text}
        error={editing.failure}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.foot}>
        <span className={classes.keys}>{s.keys}</span>
        {left <= COUNTER_FROM && (
          <output>{left < 0 ? sendStrings.tooLong(-left) : sendStrings.left(left)}</output>
        )}
        <Button size="compact-sm" variant="default" onClick={cancel}>
          {s.cancel}
        </Button>
        <Button size="compact-sm" type="submit" disabled={!canSave}>
          {s.save}
        </Button>
      </div>
    </form>
  );
}
