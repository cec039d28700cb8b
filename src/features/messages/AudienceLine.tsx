import { IconEye, IconEyeOff, IconLock, IconSpeakerphone } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Composer.module.css";
import { audienceLine } from "./messageStrings";
import type { RoomKind } from "./types";

const ICONS = { client: IconEye, internal: IconLock, announcement: IconSpeakerphone };

type Props = {
  id: string;
  kind: RoomKind;
  /** It is a client room that no client sits in. */
  lacksClient: boolean;
  /** What stands before it. */
  lead?: ReactNode;
  children?: ReactNode;
};

/** Above a member of staff's composer: who reads what they write, if anybody. */
export function AudienceLine({ id, kind, lacksClient, lead, children }: Props) {
  const Icon = lacksClient ? IconEyeOff : ICONS[kind];
  return (
    <div className={classes.head}>
      {lead}
      <p id={id} className={classes.audience} data-missing={lacksClient || undefined}>
        <Icon size={14} aria-hidden /> {audienceLine(kind, lacksClient)}
      </p>
      {children}
    </div>
  );
}
