import { IconEye, IconEyeOff, IconLock, IconSpeakerphone } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Composer.module.css";
import { audienceLine } from "./messageStrings";
import type { RoomKind } from "./types";

const ICONS = { client: IconEye, internal: IconLock, announcement: IconSpeakerphone };

type Props = {
  id: string;
  kind: RoomKind;
  /** How many clients sit in the room. */
  clientCount: number;
  /** What stands before it. */
  lead?: ReactNode;
  children?: ReactNode;
};

/** Above a member of staff's composer: who reads what they write, if anybody. */
export function AudienceLine({ id, kind, clientCount, lead, children }: Props) {
  const lacksClient = kind === "client" && clientCount === 0;
  const Icon = lacksClient ? IconEyeOff : ICONS[kind];
  return (
    <div className={classes.head}>
      {lead}
      <p id={id} className={classes.audience} data-missing={lacksClient || undefined}>
        <Icon size={14} aria-hidden /> {audienceLine(kind, clientCount)}
      </p>
      {children}
    </div>
  );
}
