import { IconArchive, IconHash, IconLock, IconMail } from "@tabler/icons-react";
import { Link } from "react-router";
import { formatFull, formatListTime } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import { searchStrings as s } from "./searchStrings";
import classes from "./SearchPage.module.css";
import type { SearchGroup, SearchResults } from "./useSearch";
import { personName } from "../../language/personName";

export type HitPaths = {
  room: (roomId: string) => string;
  message: (roomId: string, messageId: string) => string;
  note: (roomId: string, noteId: string) => string;
};

/** Rooms found by name, then messages by room. Every link carries `data-hit` for the arrow keys. */
export function SearchHits(props: {
  results: SearchResults;
  paths: HitPaths;
  timeZone: string;
  onShowAll: (roomId: SearchGroup["room"]["roomId"]) => void;
}) {
  const { results, paths, timeZone } = props;
  return (
    <>
      {results.rooms.length > 0 && (
        <section className={classes.group} aria-label={s.rooms}>
          <h2 className={classes.groupTitle}>{s.rooms}</h2>
          {results.rooms.map((room) => (
            <Link key={room.roomId} data-hit to={paths.room(room.roomId)} className={classes.room}>
              <IconHash size={16} aria-hidden /> <bdi>{room.name}</bdi>
              {room.archived && <ArchivedMark />}
            </Link>
          ))}
        </section>
      )}
      {results.groups.map(({ room, hits, hasMore }) => (
        <section key={room.roomId} className={classes.group} aria-label={room.name}>
          <h2 className={classes.groupTitle}>
            <bdi>{room.name}</bdi>
            {room.archived && <ArchivedMark />}
          </h2>
          {hits.map((hit) => (
            <Hit
              key={hit.noteId ?? hit.messageId}
              hit={hit}
              to={
                hit.noteId === null
                  ? paths.message(room.roomId, hit.messageId ?? "")
                  : paths.note(room.roomId, hit.noteId)
              }
              timeZone={timeZone}
            />
          ))}
          {hasMore && (
            <button
              type="button"
              className={classes.more}
              onClick={() => props.onShowAll(room.roomId)}
            >
              {s.allInRoom}
            </button>
          )}
        </section>
      ))}
    </>
  );
}

function Hit(props: { hit: SearchGroup["hits"][number]; to: string; timeZone: string }) {
  const { hit, to, timeZone } = props;
  const now = useNow();
  const { author, time } = hit;
  return (
    <Link data-hit to={to} className={classes.hit}>
      <span className={classes.about}>
        <bdi className={classes.author}>{author.mine ? s.you : personName(author.name)}</bdi>
        {author.company !== null && <bdi>{author.company}</bdi>}
        {hit.noteId !== null && (
          <span className={classes.note}>
            <IconLock size={12} aria-hidden /> {s.teamOnly}
          </span>
        )}
        {hit.source === "email" && <IconMail size={13} aria-hidden />}
        <time dateTime={new Date(time).toISOString()} title={formatFull(time, timeZone)}>
          {formatListTime(time, now, timeZone)}
        </time>
      </span>
      <span className={classes.snippet} dir="auto">
        {hit.snippet.map((piece, index) =>
          piece.isHit ? <mark key={index}>{piece.text}</mark> : piece.text,
        )}
      </span>
    </Link>
  );
}

function ArchivedMark() {
  return (
    <span className={classes.mark}>
      <IconArchive size={13} aria-hidden /> {s.archived}
    </span>
  );
}
