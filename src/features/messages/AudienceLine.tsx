import { IconEye, IconEyeOff, IconLock, IconSpeakerphone } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Composer.module.css";
import { lacksClient } from "./lacksClient";
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
  const isMissing = lacksClient(kind, clientCount);
  const Icon = isMissing ? IconEyeOff : ICONS[kind];
  return (
    <div className={classes.head}>
      {lead}
      <p id={id} className={classes.audience} data-missing={isMissing || undefined}>
        <Icon size={14} aria-hidden /> {audienceLine(kind, clientCount)}
      </p>
      {children}
    </div>
  );
}
