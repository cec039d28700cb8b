import { IconUsers } from "@tabler/icons-react";
import classes from "./CopiedHint.module.css";
import { messageStrings as s } from "./messageStrings";

/** For staff: who else got an emailed message and does not sit in the room. Nothing where nobody did. */
export function CopiedHint({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return null;
  return (
    <p className={classes.hint} title={s.copiedHint}>
      <IconUsers size={14} aria-hidden /> <bdi>{s.copied(addresses)}</bdi>
    </p>
  );
}
