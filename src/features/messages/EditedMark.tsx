import { formatFull } from "../../lib/dates";
import { editStrings as s } from "./deedStrings";
import classes from "./EditedMark.module.css";

/** "edited", with the time in its tooltip; nothing for a text that is as it was sent. */
export function EditedMark({ time, timeZone }: { time: number | null; timeZone: string }) {
  if (time === null) return null;
  return (
    <span className={classes.mark} title={s.editedAt(formatFull(time, timeZone))}>
      {s.edited}
    </span>
  );
}
