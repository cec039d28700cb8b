import { IconLock, IconPencil, IconTrash, IconX } from "@tabler/icons-react";
import { memo, useRef, useState } from "react";
import { formatClock, formatFull } from "../../lib/dates";
import { PersonAvatar } from "../avatars/PersonAvatar";
import { MessageAttachments } from "../files/MessageAttachments";
import { pickedFiles, type ShownFile, storedFiles } from "../files/shownFile";
import { MessageText } from "../messages/MessageText";
import type { NoteRowProps, NoteView } from "../messages/roomNotes";
import { SendFailure } from "../messages/SendFailure";
import { SendState } from "../messages/SendState";
import type { RoomId } from "../messages/types";
import classes from "./NoteRow.module.css";
import { noteStrings as s } from "./noteStrings";
import { useNotesRoom, useSeenNote } from "./NotesRoom";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";
import { personName } from "../../language/personName";

const NoteEditor = lazyPart(() => import("./NoteEditor"));
const DeleteNoteDialog = lazyPart(() => import("./DeleteNoteDialog"));

/** One note between the messages: amber, locked, "Team only"; edited and deleted in its place. */
export const NoteRow = memo(function NoteRow(props: NoteRowProps) {
  const { view, entry, startsGroup, timeZone } = props;
  const row = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<"editor" | "dialog" | null>(null);
  const mine = view?.author.mine ?? true;
  const author = view === null || mine ? s.you : personName(view.author.name);
  const time = view?.time ?? entry?.createdTime ?? 0;
  const clock = formatClock(time, timeZone);
  const text = entry?.text ?? view?.text ?? null;
  const tabIndex = props.isCurrent ? 0 : -1;
  useSeenNote(row, mine ? undefined : view?.seq);

  const close = () => {
    setOpen(null);
    // After the dialog has let go of the focus; what opened it may be gone.
    setTimeout(() => row.current?.focus());
  };
  return (
    <article
      ref={row}
      className={classes.row}
      data-mine={mine || undefined}
      data-starts-group={startsGroup || undefined}
      data-key={props.rowKey}
      data-day={props.day}
      data-note
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a stop of the list's arrow keys, as a message is
      tabIndex={tabIndex}
      aria-label={s.rowLabel(author, clock)}
    >
      {!mine && (
        <div className={classes.avatar}>
          {startsGroup && <PersonAvatar name={author} avatar={view?.author.avatar} size={32} />}
        </div>
      )}
      <div className={classes.column}>
        <div className={classes.header}>
          {startsGroup && <bdi className={classes.author}>{author}</bdi>}
          <span className={classes.tag}>
            <IconLock size={12} aria-hidden /> {s.teamOnly}
          </span>
          <time dateTime={new Date(time).toISOString()} title={formatFull(time, timeZone)}>
            {clock}
          </time>
          <Edited view={view} timeZone={timeZone} />
        </div>
        <div className={classes.line}>
          {view !== null && open === "editor" ? (
            <PartBoundary>
              <NoteEditor view={view} onClose={close} />
            </PartBoundary>
          ) : (
            <NoteBody
              text={text}
              deletedBy={view?.deletedBy ?? null}
              files={view === null ? pickedFiles(entry?.files ?? []) : storedFiles(view)}
              isCurrent={props.isCurrent}
            />
          )}
          <div className={classes.side}>
            {mine && text !== null && open !== "editor" && (
              <SendState state={entry?.state.kind ?? "stored"} />
            )}
            {view?.canEdit === true && open !== "editor" && (
              <button
                type="button"
                className={classes.deed}
                tabIndex={tabIndex}
                aria-label={s.edit(clock)}
                title={s.editTooltip}
                onClick={() => setOpen("editor")}
              >
                <IconPencil size={16} aria-hidden />
              </button>
            )}
            {view?.canDelete === true && open !== "editor" && (
              <button
                type="button"
                className={classes.deed}
                data-delete
                tabIndex={tabIndex}
                aria-label={s.remove(author, clock)}
                title={s.removeTooltip}
                onClick={() => setOpen("dialog")}
              >
                <IconX size={16} aria-hidden />
              </button>
            )}
          </div>
        </div>
        {entry !== null && (
          <SendFailure
            entry={entry}
            text={entry.text}
            actions={{ ...props.actions, onEdit: null }}
          />
        )}
      </div>
      {view !== null && open === "dialog" && (
        <PartBoundary>
          <DeleteNoteDialog view={view} onClose={close} />
        </PartBoundary>
      )}
    </article>
  );
});

function NoteBody(props: {
  text: string | null;
  deletedBy: string | null;
  files: ShownFile[];
  isCurrent: boolean;
}) {
  const { text, deletedBy, files, isCurrent } = props;
  const { roomId } = useNotesRoom();
  if (text !== null) {
    return (
      <div className={classes.bubble}>
        {text !== "" && <MessageText text={text} />}
        {files.length > 0 && (
          <MessageAttachments roomId={roomId as RoomId} files={files} isCurrent={isCurrent} />
        )}
      </div>
    );
  }
  return (
    <p className={classes.tombstone}>
      <IconTrash size={14} aria-hidden />
      {deletedBy === null ? s.deleted : s.deletedBy(personName(deletedBy))}
    </p>
  );
}

function Edited({ view, timeZone }: { view: NoteView | null; timeZone: string }) {
  if (view === null || view.editedTime === null) return null;
  return <span title={s.editedAt(formatFull(view.editedTime, timeZone))}>({s.edited})</span>;
}
