import { IconArrowDown, IconX } from "@tabler/icons-react";
import classes from "./JumpBanners.module.css";
import { jumpStrings as s } from "./jumpStrings";

/** Below a history that does not reach the latest message: says so, and leads there. */
export function OlderBanner({ onLatest }: { onLatest: () => void }) {
  return (
    <div className={classes.banner}>
      <output>{s.viewingOlder}</output>
      <button type="button" className={classes.action} onClick={onLatest}>
        {s.toLatest} <IconArrowDown size={16} aria-hidden />
      </button>
    </div>
  );
}

/** Above a history in which the message that was asked for does not stand. */
export function MissingBanner({ onDismiss }: { onDismiss: () => void }) {
  return (
    <div className={classes.banner}>
      <output>{s.missing}</output>
      <button
        type="button"
        className={classes.action}
        aria-label={s.dismiss}
        title={s.dismiss}
        onClick={onDismiss}
      >
        <IconX size={16} aria-hidden />
      </button>
    </div>
  );
}
