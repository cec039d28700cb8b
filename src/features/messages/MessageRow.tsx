import { IconMail, IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import { AuthorAvatar } from "../avatars/AuthorAvatar";
import { MessageAttachments } from "../files/MessageAttachments";
import { formatClock } from "../../lib/dates";
import { useViewer } from "../auth/viewer";
import { CopiedHint } from "./CopiedHint";
import { EditedMark } from "./EditedMark";
import type { Editing, EditActions } from "./editing";
import { isEmojiOnly } from "./emojiOnly";
import classes from "./MessageRow.module.css";
import { messageStrings as s } from "./messageStrings";
import { MessageQuote } from "./MessageQuote";
import { MessageReactions, type ReactionActions } from "./MessageReactions";
import { MessageText } from "./MessageText";
import { shownText } from "./mentionText";
import { type RowFacts, rowFacts, type RowSubject } from "./rowFacts";
import { RowTime, type TimeLink } from "./RowTime";
import { RowToolbar, type ToolbarActions } from "./RowToolbar";
import { SendFailure, type UnsentActions } from "./SendFailure";
import { SendState } from "./SendState";
import { TrimmedRest } from "./TrimmedRest";
import type { MessageView, RoomId } from "./types";
import { lazyPart } from "../../lib/lazyPart";
import { PartBoundary } from "../../components/PartBoundary";
import { personName } from "../../language/personName";

export type RowActions = UnsentActions & ToolbarActions & EditActions & ReactionActions;

export type MessageRowProps = RowSubject & {
  roomId: RoomId;
  rowKey: string;
  day: string;
  startsGroup: boolean;
  timeZone: string;
  /** The one row that Tab reaches; arrow keys move it. */
  isCurrent: boolean;
  /** Its text is being changed. */
  editing: Editing | null;
  actions: RowActions;
  /** Nothing can be done with it: no toolbar, no cross. */
  readOnly?: boolean;
};

const MessageEditor = lazyPart(() => import("./MessageEditor"));

/**
 * One message: who, when, what, and the cross where this viewer may delete it (R12). A message on
 * its way and the same message stored are one component with one key, hence one DOM node.
 */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { view, entry, startsGroup, timeZone } = props;
  const viewer = useViewer();
  const facts = rowFacts(view === null ? { view, entry } : { view, entry: null }, viewer.email);
  // Only the preview of what a client sees is read-only for somebody of the staff.
  const isForClient = viewer.kind === "client" || props.readOnly === true;
  const clock = formatClock(facts.time, timeZone);
  const { roomId, actions } = props;
  const link =
    view === null || facts.text === null || props.readOnly === true
      ? null
      : { roomId, view, onCopyLink: actions.onCopyLink };
  const tabIndex = props.isCurrent ? 0 : -1;
  return (
    <article
      className={classes.row}
      data-mine={facts.mine || undefined}
      data-starts-group={startsGroup || undefined}
      data-key={props.rowKey}
      data-seq={facts.seq}
      data-day={props.day}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list's one tab stop: it leads to the crosses (R12)
      tabIndex={tabIndex}
      aria-label={s.rowLabel(facts.author, clock)}
    >
      {!facts.mine && (
        <div className={classes.avatar}>
          {startsGroup && facts.side !== null && (
            <AuthorAvatar name={facts.author} side={facts.side} avatar={facts.avatar} size={32} />
          )}
        </div>
      )}
      <div className={classes.column}>
        {startsGroup && (
          <RowHeader facts={facts} timeZone={timeZone} marksTeam={isForClient} link={link} />
        )}
        <div className={classes.line}>
          {props.editing === null ? (
            <Body {...{ facts, view, timeZone, tabIndex }} roomId={props.roomId} />
          ) : (
            <PartBoundary>
              <MessageEditor editing={props.editing} actions={props.actions} />
            </PartBoundary>
          )}
          <div className={classes.side}>
            {facts.mine && facts.text !== null && props.editing === null && (
              <SendState state={entry?.state.kind ?? "stored"} />
            )}
            {!startsGroup && (
              <span className={classes.lateTime}>
                <RowTime time={facts.time} timeZone={timeZone} link={link} />
              </span>
            )}
            {view !== null &&
              facts.text !== null &&
              props.editing === null &&
              props.readOnly !== true && (
                <RowToolbar
                  view={view}
                  tabIndex={tabIndex}
                  of={`${facts.author}, ${clock}`}
                  actions={props.actions}
                />
              )}
          </div>
        </div>
        {view !== null && (
          <MessageReactions {...{ view, tabIndex }} roomId={props.roomId} actions={props.actions} />
        )}
        {entry !== null && (
          <SendFailure entry={entry} text={shownText(facts)} actions={props.actions} />
        )}
      </div>
    </article>
  );
});

function Body(props: {
  facts: RowFacts;
  view: MessageView | null;
  roomId: RoomId;
  timeZone: string;
  tabIndex: number;
}) {
  const { facts, view, roomId } = props;
  const hasFiles = facts.files.length > 0;
  if (facts.text === null) {
    const by = view?.deletedBy ?? null;
    return (
      <p className={classes.tombstone}>
        <IconTrash size={14} aria-hidden /> {by === null ? s.deleted : s.deletedBy(personName(by))}
      </p>
    );
  }
  return (
    <div
      className={classes.bubble}
      data-emoji={(!hasFiles && facts.quote === null && isEmojiOnly(facts.text)) || undefined}
      data-files-only={(facts.text === "" && facts.quote === null) || undefined}
    >
      <MessageQuote quote={facts.quote} tabIndex={props.tabIndex} />
      {facts.text !== "" && <MessageText text={facts.text} names={facts.mentions} />}
      {hasFiles && (
        <MessageAttachments roomId={roomId} files={facts.files} isCurrent={props.tabIndex === 0} />
      )}
      {view !== null && <EditedMark time={view.editedTime} timeZone={props.timeZone} />}
      {view !== null && <CopiedHint addresses={view.copiedTo} />}
      {view?.trimmed === true && <TrimmedRest roomId={roomId} messageId={view.messageId} />}
    </div>
  );
}

/** `marksTeam`: no client's message has the mark, whatever name they give themselves. */
function RowHeader(props: {
  facts: RowFacts;
  timeZone: string;
  marksTeam: boolean;
  link: TimeLink | null;
}) {
  const { facts, timeZone } = props;
  return (
    <div className={classes.header}>
      <bdi className={classes.author}>{facts.author}</bdi>
      {props.marksTeam && facts.side === "staff" && <span className={classes.team}>{s.team}</span>}
      {facts.company !== null && <bdi className={classes.company}>{facts.company}</bdi>}
      <RowTime time={facts.time} timeZone={timeZone} link={props.link} />
      {facts.byEmail && (
        <span className={classes.origin} title={s.viaEmailHint}>
          <IconMail size={13} aria-hidden />{" "}
          {facts.acceptedBy === null ? s.viaEmail : s.viaEmailAccepted(facts.acceptedBy)}
        </span>
      )}
    </div>
  );
}
