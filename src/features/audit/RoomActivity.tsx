import { Button } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";
import type { Id } from "../../../convex/_generated/dataModel";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import { auditStrings as text } from "./auditStrings";
import { EventDays } from "./EventDays";

const PAGE = 50;

/** Who came and went in a room, and what it was called (row 8: staff participants). */
export function RoomActivity({ roomId }: { roomId: Id<"rooms"> }) {
  const { timeZone } = useStaffViewer();
  const now = useNow();
  const log = usePaginatedQuery(api.rooms.activity, { roomId }, { initialNumItems: PAGE });
  if (log.status === "LoadingFirstPage") return <RoomListSkeleton />;
  return (
    <>
      {log.results.length === 0 && log.status === "Exhausted" && <p>{text.empty}</p>}
      <EventDays events={log.results} now={now} timeZone={timeZone} />
      {log.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => log.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  );
}
