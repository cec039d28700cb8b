import { IconDoorExit } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { EmptyState } from "../../components/EmptyState";
import { KeptDraft, KeptText } from "./KeptDraft";
import classes from "./LostAccess.module.css";
import { sendStrings as s } from "./messageStrings";
import { writtenText } from "./mentionPicks";
import { useRoomOutbox } from "./outbox/useRoomOutbox";

/**
 * Instead of a room that its viewer may not see (any more): says so, and gives back what they had
 * written there. It goes away by itself when the access comes back.
 */
export function LostAccess(props: { roomId: string; viewerEmail: string; back?: ReactNode }) {
  const { unsent } = useRoomOutbox(props.roomId);
  const texts = unsent.map((entry) => writtenText(props.viewerEmail, entry));
  return (
    <section className={classes.pane} role="alert">
      {props.back}
      <EmptyState icon={<IconDoorExit size={28} />} title={s.lostTitle} body={s.lostBody}>
        <KeptDraft viewerEmail={props.viewerEmail} roomId={props.roomId} />
        {texts.length > 0 && <KeptText label={s.lostUnsent} texts={texts} />}
      </EmptyState>
    </section>
  );
}
