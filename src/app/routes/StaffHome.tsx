import { IconChecks } from "@tabler/icons-react";
import { api } from "../../../convex/_generated/api";
import { Link } from "react-router";
import { useStaffViewer } from "../../features/auth/viewer";
import type { RoomListItem } from "../../features/rooms/roomListTypes";
import {
  RoomName,
  RoomPreview,
  RoomTile,
  RoomTime,
  RoomUnread,
} from "../../features/rooms/RoomParts";
import { WaitingList } from "../../features/waiting/WaitingList";
import { unreadTotal } from "../../features/rooms/unreadTotal";
import { hourOf } from "../../lib/dates";
import { useQueryState } from "../../lib/useQueryState";
import { strings } from "../../lib/strings";
import { useNow } from "../../lib/useNow";
import { paths } from "../paths";
import classes from "./StaffHome.module.css";

const RECENT_ROOMS = 5;

/** What awaits a member of the team: who waits for an answer, what is unread, the latest conversations. */
export function StaffHome({ rooms }: { rooms: RoomListItem[] | undefined }) {
  const viewer = useStaffViewer();
  const now = useNow();
  // Waited for, too: it comes first, and would move the rest.
  const waiting = useQueryState({ query: api.waiting.list, args: {} });
  if (rooms === undefined || waiting.status === "pending") return null;
  const open = rooms.filter((room) => !room.archived);
  const unread = open.filter((room) => room.unread > 0);
  const recent = open.filter((room) => room.unread === 0).slice(0, RECENT_ROOMS);
  const firstName = viewer.name.split(" ")[0] ?? viewer.name;
  return (
    <div className={classes.scroll}>
      <div className={classes.page}>
        <h1>{strings.home.greeting(hourOf(now, viewer.timeZone), firstName)}</h1>
        {unread.length > 0 ? (
          <p className={classes.lead}>{strings.home.unread(unreadTotal(open), unread.length)}</p>
        ) : (
          <p className={classes.clear}>
            <IconChecks size={20} stroke={1.8} aria-hidden />
            <span>
              <strong>{strings.home.clear}.</strong> {strings.home.clearBody}
            </span>
          </p>
        )}
        <WaitingList now={now} timeZone={viewer.timeZone} />
        <Cards
          title={strings.home.unreadRooms}
          rooms={unread}
          now={now}
          timeZone={viewer.timeZone}
        />
        <Cards title={strings.home.recent} rooms={recent} now={now} timeZone={viewer.timeZone} />
      </div>
    </div>
  );
}

function Cards(props: { title: string; rooms: RoomListItem[]; now: number; timeZone: string }) {
  if (props.rooms.length === 0) return null;
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul className={classes.cards}>
        {props.rooms.map((room) => (
          <li key={room.roomId}>
            <Card room={room} now={props.now} timeZone={props.timeZone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ room, ...clock }: { room: RoomListItem; now: number; timeZone: string }) {
  return (
    <Link to={paths.room("staff", room.roomId)} className={classes.card}>
      <RoomTile room={room} size={44} />
      <span className={classes.body}>
        <span className={classes.line}>
          <RoomName room={room} className={classes.name} />
          <RoomUnread room={room} />
        </span>
        <RoomPreview room={room} className={classes.preview} />
      </span>
      <RoomTime room={room} className={classes.time} {...clock} />
    </Link>
  );
}
