import { IconBellOff } from "@tabler/icons-react";
import { useNow } from "../../lib/useNow";
import { isOff, type Notify } from "./notify";
import { notifyStrings as s } from "./notifyStrings";

/** The sign in a room's header that it is off for the viewer; nothing otherwise. */
export function OffMark({ notify }: { notify: Notify }) {
  const now = useNow();
  if (!isOff(notify, now)) return null;
  return (
    <span title={s.offHint}>
      <IconBellOff size={18} stroke={1.7} aria-label={s.offHint} />
    </span>
  );
}
