import { useQuery } from "convex/react";
import { IconClockHour4 } from "@tabler/icons-react";
import { Link } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths } from "../../app/paths";
import { Initials } from "../../components/Initials";
import { Tip } from "../../components/Tip";
import { formatFull } from "../../lib/dates";
import { waitedSince, waitedText } from "./waited";
import { waitingStrings as s } from "./waitingStrings";
import classes from "./WaitingList.module.css";

/** The viewer's rooms that wait for the team, the longest first, and how fast first replies are. */
export function WaitingList({ now, timeZone }: { now: number; timeZone: string }) {
  const waiting = useQuery(api.waiting.list, {});
  if (waiting === undefined) return null;
  const { rooms, firstReply, clock, isPartial } = waiting;
  const { medianMs } = firstReply;
  return (
    <section aria-label={s.title}>
      <header className={classes.header}>
        <h2>{s.title}</h2>
        {medianMs !== null && (
          <Tip label={s.replyHint(firstReply.count)} width={260} describes>
            <button type="button" className={classes.reply}>
              {s.reply} <strong>{waitedText(medianMs, clock.hours.end - clock.hours.start)}</strong>
            </button>
          </Tip>
        )}
      </header>
      {rooms.length === 0 ? (
        <p className={classes.none}>{s.none}</p>
      ) : (
        <ol className={classes.rooms}>
          {rooms.map(({ roomId, name, sinceTime }) => (
            <li key={roomId}>
              <Link to={paths.room("staff", roomId)} className={classes.room}>
                <Initials name={name} size={32} shape="room" />
                <span className={classes.name} dir="auto">
                  {name}
                </span>
                <time
                  className={classes.waited}
                  dateTime={new Date(sinceTime).toISOString()}
                  title={formatFull(sinceTime, timeZone)}
                >
                  <IconClockHour4 size={14} stroke={1.8} aria-hidden />
                  {waitedSince(sinceTime, now, clock, timeZone)}
                </time>
              </Link>
            </li>
          ))}
        </ol>
      )}
      {isPartial && <p className={classes.none}>{s.partial}</p>}
    </section>
  );
}
