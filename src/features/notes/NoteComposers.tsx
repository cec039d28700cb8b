import { IconLock, IconMessage } from "@tabler/icons-react";
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import { useTray } from "../files/useTray";
import type { ComposersProps, NoteComposerHandle } from "../messages/roomNotes";
import classes from "./NoteComposers.module.css";
import { NoteComposer } from "./NoteComposer";
import { noteStrings as s } from "./noteStrings";

type Mode = "message" | "note";

/**
 * The composer of messages and the one of notes, one of them on screen: what is being written in the
 * other stays there. After each note it is the messages' turn again, so that nobody keeps writing notes
 * by mistake, and in the other direction nobody gets into note mode without having asked.
 */
export function NoteComposers(props: ComposersProps) {
  const { messageComposer, noteComposer } = props;
  const tray = useTray(props.roomId, "notes");
  const [mode, setMode] = useState<Mode>("message");
  const note = useRef<HTMLTextAreaElement>(null);
  const shown = useRef<Mode>(mode);

  useEffect(() => {
    if (shown.current === mode) return;
    shown.current = mode;
    if (mode === "note") note.current?.focus();
    else messageComposer.current?.focus();
  }, [mode, messageComposer]);

  const { add } = tray;
  useImperativeHandle<NoteComposerHandle | null, NoteComposerHandle | null>(
    noteComposer,
    () =>
      mode === "note"
        ? { focus: () => note.current?.focus(), addFiles: (files) => add(files) }
        : null,
    [mode, add],
  );

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // By its place, since Alt makes another character of it on some keyboards; AltGr has Ctrl too.
      if (event.code !== "KeyN" || !event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      setMode((now) => (now === "note" ? "message" : "note"));
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const lead = <ModeSwitch mode={mode} onChange={setMode} />;
  return (
    <>
      <NoteComposer
        box={note}
        lead={lead}
        tray={tray}
        onAttach={props.onAttach}
        hidden={mode !== "note"}
        viewerEmail={props.viewerEmail}
        roomId={props.roomId}
        roomName={props.roomName}
        onSend={(text) => {
          props.onSend(text);
          setMode("message");
        }}
        onLeave={() => setMode("message")}
        onArrowUp={props.onArrowUp}
      />
      {props.children({
        lead,
        hidden: mode !== "message",
        onRestore: () => setMode("message"),
      })}
    </>
  );
}

function ModeSwitch({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <fieldset aria-label={s.modes} className={classes.modes} title={s.shortcut}>
      <button type="button" aria-pressed={mode === "message"} onClick={() => onChange("message")}>
        <IconMessage size={14} aria-hidden /> {s.message}
      </button>
      <button
        type="button"
        data-note
        aria-pressed={mode === "note"}
        aria-keyshortcuts="Alt+N"
        onClick={() => onChange("note")}
      >
        <IconLock size={14} aria-hidden /> {s.note}
      </button>
    </fieldset>
  );
}
