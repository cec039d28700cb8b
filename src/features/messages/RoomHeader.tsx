import { IconArchive, IconLock, IconMessages, IconSpeakerphone } from "@tabler/icons-react";
import type { ReactNode, Ref } from "react";
import { messageStrings as s } from "./messageStrings";
import classes from "./RoomHeader.module.css";
import type { RoomDetails, RoomKind } from "./types";

const ICONS: Record<RoomKind, typeof IconLock> = {
  client: IconMessages,
  internal: IconLock,
  announcement: IconSpeakerphone,
};

/**
 * The room's name and kind. Staff also read how many take part; a client's `details` do not hold
 * that (R5). `back`, `status` (after the kind) and `actions` come from the shell.
 */
export function RoomHeader({
  ref,
  details,
  back,
  status,
  actions,
}: {
  ref?: Ref<HTMLHeadingElement>;
  details: RoomDetails;
  back?: ReactNode;
  status?: ReactNode;
  actions?: ReactNode;
}) {
  const { name, kind, archived } = details.room;
  return (
    <header className={classes.header} data-kind={details.kind === "staff" ? kind : undefined}>
      {back}
      <div className={classes.names}>
        {/* Focus goes here on a touch screen when the room opens. */}
        <h2 ref={ref} tabIndex={-1} dir="auto" className={classes.name} title={name}>
          {name}
        </h2>
        <div className={classes.about}>
          {(details.kind === "staff" || kind === "announcement") && <RoomKindMark kind={kind} />}
          {details.kind === "staff" && <span>{s.participants(details.participantCount)}</span>}
          {archived && (
            <span className={classes.mark}>
              <IconArchive size={13} aria-hidden /> {s.archived}
            </span>
          )}
          {!archived && status}
        </div>
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

function RoomKindMark({ kind }: { kind: RoomKind }) {
  const Icon = ICONS[kind];
  return (
    <span className={classes.mark}>
      <Icon size={13} aria-hidden /> {s.kinds[kind]}
    </span>
  );
}
