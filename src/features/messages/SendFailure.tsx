import { CopyText } from "./CopyText";
import { sendFailureReason, sendStrings as s } from "./messageStrings";
import type { OutboxEntry } from "./outbox/outboxStore";
import classes from "./SendFailure.module.css";
import { UploadCancel } from "./UploadCancel";

export type UnsentActions = {
  onRetry: (entry: OutboxEntry) => void;
  /** null: there is no composer to edit it in. */
  onEdit: ((entry: OutboxEntry) => void) | null;
  onDiscard: (entry: OutboxEntry) => void;
};

/**
 * Under a message that did not go out: why, and what can be done. A refusal is final, so it offers
 * the words instead of another try. While its files are on their way it can be taken back.
 */
export function SendFailure(props: {
  entry: OutboxEntry;
  /** Its words, with mentions by name. */
  text: string;
  actions: UnsentActions;
}) {
  const { entry, actions } = props;
  const { state } = entry;
  const { onEdit } = actions;
  if (state.kind === "queued") {
    const isLight = entry.files.length === 0 || onEdit === null;
    return isLight ? null : <UploadCancel entry={entry} onCancel={onEdit} />;
  }
  return (
    <div className={classes.failure} role="alert">
      <span>
        <strong>{s.notSent}.</strong> {sendFailureReason(state.reason)}
      </span>
      <span className={classes.actions}>
        {state.kind === "failed" && (
          <button type="button" onClick={() => actions.onRetry(entry)}>
            {s.retry}
          </button>
        )}
        {state.kind === "failed" && onEdit !== null ? (
          <button type="button" onClick={() => onEdit(entry)}>
            {s.edit}
          </button>
        ) : (
          <CopyText text={props.text} />
        )}
        <button type="button" onClick={() => actions.onDiscard(entry)}>
          {s.discard}
        </button>
      </span>
    </div>
  );
}
