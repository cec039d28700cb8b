import { IconAlertCircle, IconCheck, IconClock } from "@tabler/icons-react";
import { sendStrings } from "./messageStrings";
import type { OutboxState } from "./outbox/outboxStore";
import classes from "./SendState.module.css";

export type SendStateKind = OutboxState["kind"] | "stored";

const LOOKS = {
  stored: { Icon: IconCheck, label: sendStrings.sent },
  queued: { Icon: IconClock, label: sendStrings.sending },
  failed: { Icon: IconAlertCircle, label: sendStrings.notSent },
  refused: { Icon: IconAlertCircle, label: sendStrings.notSent },
};

/**
 * How far an own message has come: a clock while it is on its way (only after half a second, by
 * CSS, so that an ordinary send never blinks), a check once it is stored.
 */
export function SendState({ state }: { state: SendStateKind }) {
  const { Icon, label } = LOOKS[state];
  return (
    <span className={classes.state} data-state={state} title={label}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
