import { IconChevronLeft, IconEye, IconMessages } from "@tabler/icons-react";
import type { FunctionReturnType } from "convex/server";
import { Link, useParams } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { EmptyState } from "../../components/EmptyState";
import { useQueryState } from "../../lib/useQueryState";
import type { RoomId } from "../messages/types";
import { RoomList } from "../rooms/RoomList";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { clientSections } from "../rooms/sections";
import { UnreadNotesContext } from "../rooms/unreadNotes";
import classes from "./Preview.module.css";
import { PreviewRoom } from "./PreviewRoom";
import { previewStrings as s } from "./previewStrings";

type Seen = FunctionReturnType<typeof api.preview.rooms>;

/** "See as this client": their list and rooms, as far as the viewer shares them. Read-only. */
export default function PreviewPage() {
  const { userId = "", roomId } = useParams();
  const seen = useQueryState({ query: api.preview.rooms, args: { userId } });
  if (seen.status === "pending") return <RoomListSkeleton />;
  if (seen.status === "error") {
    return (
      <EmptyState title={s.gone} body={s.goneBody}>
        <Link to={paths.portals}>{s.leave}</Link>
      </EmptyState>
    );
  }
  return <Preview userId={userId} roomId={roomId} seen={seen.data} />;
}

function Preview(props: { userId: string; roomId: string | undefined; seen: Seen }) {
  const { userId, seen } = props;
  // As in the portal: who has one room is straight in it.
  const only = seen.rooms.length === 1 ? seen.rooms[0]!.roomId : undefined;
  const roomId = props.roomId ?? only;
  return (
    <>
      <header className={classes.banner}>
        <IconEye size={20} stroke={1.7} aria-hidden />
        <div>
          <h1>{s.title(seen.name)}</h1>
          <p>{s.banner(seen.name)}</p>
        </div>
        <Link to={paths.home("staff")}>{s.leave}</Link>
      </header>
      <div className={classes.panes} data-in-room={roomId !== undefined || undefined}>
        {only === undefined && seen.rooms.length > 0 && (
          <div className={classes.list}>
            {/* The client has no notes, so none of the viewer's may be marked here. */}
            <UnreadNotesContext value={NO_NOTES}>
              <RoomList
                sections={clientSections(seen.rooms)}
                currentRoomId={roomId}
                pathOf={(room) => paths.seeAs(userId, room)}
                timeZone={seen.timeZone}
                viewerEmail=""
              />
            </UnreadNotesContext>
          </div>
        )}
        {roomId !== undefined ? (
          <PreviewRoom
            key={roomId}
            client={{ userId, name: seen.name, timeZone: seen.timeZone }}
            roomId={roomId as RoomId}
            back={only === undefined && <BackToList to={paths.seeAs(userId)} />}
          />
        ) : (
          <div className={classes.room} data-empty>
            <EmptyState
              icon={<IconMessages size={24} stroke={1.6} />}
              title={seen.rooms.length === 0 ? s.none(seen.name) : s.pick}
              body={seen.rooms.length === 0 ? s.noneBody : s.pickBody}
            />
          </div>
        )}
      </div>
    </>
  );
}

const NO_NOTES: ReadonlySet<string> = new Set();

function BackToList({ to }: { to: string }) {
  return (
    <Link to={to} className={classes.back} aria-label={s.back}>
      <IconChevronLeft size={24} stroke={1.8} />
    </Link>
  );
}
