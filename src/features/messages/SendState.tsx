import { IconAlertCircle, IconCheck, IconClock } from "@tabler/icons-react";
import { sendStrings } from "./messageStrings";
import type { OutboxState } from "./outbox/outboxStore";
import classes from "./SendState.module.css";

export type SendStateKind = OutboxState["kind"] | "stored";

const LOOKS = {
  stored: { Icon: IconCheck, word: "sent" },
  queued: { Icon: IconClock, word: "sending" },
  failed: { Icon: IconAlertCircle, word: "notSent" },
  refused: { Icon: IconAlertCircle, word: "notSent" },
} as const;

/**
 * How far an own message has come: a clock while it is on its way (only after half a second, by
 * CSS, so that an ordinary send never blinks), a check once it is stored.
 */
export function SendState({ state }: { state: SendStateKind }) {
  const { Icon, word } = LOOKS[state];
  const label = sendStrings[word];
  return (
    <span className={classes.state} data-state={state} title={label}>
      <Icon size={14} aria-hidden />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
