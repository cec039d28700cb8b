import { Button } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import { formatDay } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import type { RoomId } from "../messages/types";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { FileRow } from "./FileRow";
import { roomFileStrings as s } from "./roomFileStrings";
import classes from "./RoomFiles.module.css";
import { personName } from "../../language/personName";

const PAGE = 30;

/** The files of a room's messages, newest first; a click downloads one. */
export function RoomFiles({ roomId, timeZone }: { roomId: RoomId; timeZone: string }) {
  const now = useNow();
  const list = usePaginatedQuery(api.files.listInRoom, { roomId }, { initialNumItems: PAGE });
  if (list.status === "LoadingFirstPage") return <RoomListSkeleton />;
  if (list.results.length === 0) return <p className={classes.none}>{s.none}</p>;
  return (
    <>
      <ul className={classes.files} aria-label={s.title}>
        {list.results.map(({ file, author, time }) => (
          <li key={file.fileId}>
            <FileRow
              file={{ key: file.fileId, stored: file, picked: null }}
              roomId={roomId}
              isCurrent
            />
            <span className={classes.about}>
              <bdi>{author.mine ? s.you : personName(author.name)}</bdi> ·{" "}
              {formatDay(time, now, timeZone)}
            </span>
          </li>
        ))}
      </ul>
      {list.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => list.loadMore(PAGE)}>
          {s.more}
        </Button>
      )}
    </>
  );
}
