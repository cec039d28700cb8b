import { IconArchive, IconSpeakerphone } from "@tabler/icons-react";
import { messageStrings, sendStrings as s } from "./messageStrings";
import { KeptDraft } from "./KeptDraft";
import classes from "./ReadOnlyNotice.module.css";
import type { RoomDetails } from "./types";

/** Instead of the composer: one line that says why nothing can be written, and the kept draft. */
export function ReadOnlyNotice({
  details,
  viewerEmail,
}: {
  details: RoomDetails;
  viewerEmail: string;
}) {
  const { room } = details;
  const Icon = room.archived ? IconArchive : IconSpeakerphone;
  return (
    <div className={classes.notice} role="note" aria-label={messageStrings.readOnly}>
      <p className={classes.reason}>
        <Icon size={16} aria-hidden /> {reasonOf(details)}
      </p>
      <KeptDraft viewerEmail={viewerEmail} roomId={room.roomId} />
    </div>
  );
}

function reasonOf(details: RoomDetails): string {
  if (details.room.archived) return s.archived;
  return details.kind === "client" ? s.onlyTeam(details.firmName) : s.cannotPost;
}
