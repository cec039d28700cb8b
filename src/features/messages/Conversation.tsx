import { type ReactNode, useCallback, useEffect, useMemo, useRef } from "react";
import type { Viewer } from "../auth/viewer";
import { ConfirmationBar } from "../receipts/ConfirmationBar";
import { DropTarget, type DropTargetHandle } from "../files/DropTarget";
import { fileStrings as files } from "../files/fileStrings";
import { useUploads } from "../files/UploadsContext";
import { useTray } from "../files/useTray";
import { Composer, type ComposerHandle, type ComposerPlace } from "./Composer";
import classes from "./Conversation.module.css";
import { DeedOverlays } from "./DeedOverlays";
import { ConversationStart } from "./ConversationStart";
import type { MessageListHandle } from "./MessageList";
import { messageStrings as s } from "./messageStrings";
import type { RowActions } from "./MessageRow";
import { useRoomOutbox } from "./outbox/useRoomOutbox";
import { PinsBar } from "./PinsBar";
import { ReadOnlyNotice } from "./ReadOnlyNotice";
import { RoomHistory } from "./RoomHistory";
import { RoomHeader } from "./RoomHeader";
import { type NoteComposerHandle, useRoomNotes } from "./roomNotes";
import { isTouchDevice } from "./sendKey";
import type { RoomDetails } from "./types";
import { useDeeds } from "./useDeeds";
import { useEscapeToWrite } from "./useEscapeToWrite";
import { useNotice } from "./useNotice";
import { TypingLine } from "./TypingLine";
import { useTypingSignal } from "./useTypingSignal";

/** One visit to one room: header, messages, and the composer or the reason why there is none. */
export function Conversation(props: {
  details: RoomDetails;
  viewer: Viewer;
  back?: ReactNode;
  status?: ReactNode;
  actions?: ReactNode;
}) {
  const { details, viewer } = props;
  const { roomId, name, kind } = details.room;
  const outbox = useRoomOutbox(roomId);
  const heading = useRef<HTMLHeadingElement>(null);
  const composer = useRef<ComposerHandle>(null);
  const noteComposer = useRef<NoteComposerHandle>(null);
  const drop = useRef<DropTargetHandle>(null);
  const list = useRef<MessageListHandle>(null);
  const uploads = useUploads();
  const tray = useTray(roomId);

  const { retry, discard } = outbox;
  const canPost = details.can.post;
  useEffect(() => {
    // Also when the box goes, with the focus, because the room was archived meanwhile.
    const isFree = document.activeElement === document.body;
    if (!canPost && isFree) heading.current?.focus();
  }, [canPost]);
  useEffect(() => {
    if (isTouchDevice()) heading.current?.focus();
  }, []);

  const [notice, say] = useNotice();
  const onReply = useMemo(() => (canPost ? () => composer.current?.take() : null), [canPost]);
  const deeds = useDeeds(roomId, list, say, { audience: details.kind, onReply });
  const { rowActions, quote, setQuote } = deeds;
  const actions = useMemo<RowActions>(
    () => ({
      ...rowActions,
      onRetry: (entry) => retry(entry.clientMessageId),
      onDiscard: (entry) => discard(entry.clientMessageId),
      onEdit: canPost
        ? (entry) => {
            // In this order: the text is in one place more rather than in none.
            composer.current?.restore(entry.text);
            uploads.putBack(entry.roomId, entry.files);
            if (entry.quote !== undefined) setQuote(entry.quote);
            discard(entry.clientMessageId);
          }
        : null,
    }),
    [rowActions, retry, discard, canPost, uploads, setQuote],
  );
  const notes = useRoomNotes();
  const leaveList = useCallback(() => {
    (noteComposer.current ?? composer.current ?? heading.current)?.focus();
  }, []);
  useEscapeToWrite(leaveList);
  const addFiles = (files: File[]) => {
    if (noteComposer.current === null) tray.add(files);
    else noteComposer.current.addFiles(files);
    if (!isTouchDevice()) leaveList();
  };
  const typing = useTypingSignal(roomId);

  const focusLast = () => list.current?.focusLast();
  const messageComposer = (place: ComposerPlace = {}) => (
    <Composer
      ref={composer}
      {...place}
      viewerEmail={viewer.email}
      roomId={roomId}
      roomName={name}
      roomKind={kind}
      audience={details.kind}
      {...(details.kind === "staff" ? { clientCount: details.clientCount } : {})}
      tray={tray}
      onAttach={() => drop.current?.open()}
      onSend={(text, asksConfirmation) => {
        outbox.send(text, quote, asksConfirmation);
        typing.onSent();
        setQuote(null);
        list.current?.scrollToEnd();
      }}
      onType={typing.signal}
      onArrowUp={focusLast}
      quote={quote}
      onStopQuoting={() => setQuote(null)}
      onEditLast={() => deeds.editLast(list.current?.loaded() ?? [])}
    />
  );

  return (
    <DropTarget
      ref={drop}
      className={classes.pane}
      label={s.pane(name)}
      purpose={() => (noteComposer.current === null ? files.dropTitle(name) : files.dropNote)}
      onFiles={canPost ? addFiles : null}
    >
      <RoomHeader
        ref={heading}
        details={details}
        back={props.back}
        status={props.status}
        actions={props.actions}
      />
      <PinsBar roomId={roomId} timeZone={viewer.timeZone} onUnpin={deeds.menuActions.onPin} />
      <RoomHistory
        ref={list}
        details={details}
        roomId={roomId}
        roomName={name}
        timeZone={viewer.timeZone}
        unsent={outbox.unsent}
        start={<ConversationStart details={details} isEmpty={false} timeZone={viewer.timeZone} />}
        empty={<ConversationStart details={details} isEmpty timeZone={viewer.timeZone} />}
        editing={deeds.editing}
        actions={actions}
        onLeave={leaveList}
        // By touch the box would bring up the keyboard.
        onLatest={isTouchDevice() ? () => heading.current?.focus() : leaveList}
      />
      <output className={classes.notice}>{notice !== null && <span>{notice}</span>}</output>
      <ConfirmationBar details={details} timeZone={viewer.timeZone} />
      <TypingLine roomId={roomId} firmName={details.kind === "client" ? details.firmName : null} />
      {!canPost ? (
        <ReadOnlyNotice details={details} viewerEmail={viewer.email} />
      ) : notes === null ? (
        messageComposer()
      ) : (
        <notes.Composers
          viewerEmail={viewer.email}
          roomId={roomId}
          roomName={name}
          messageComposer={composer}
          noteComposer={noteComposer}
          onAttach={() => drop.current?.open()}
          onSend={(text) => {
            outbox.addNote(text);
            list.current?.scrollToEnd();
          }}
          onArrowUp={focusLast}
        >
          {messageComposer}
        </notes.Composers>
      )}
      <DeedOverlays room={details.room} deeds={deeds} />
    </DropTarget>
  );
}
