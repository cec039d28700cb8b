import { Button } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import type { ReactNode } from "react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import classes from "./AuditPage.module.css";
import { auditStrings as text } from "./auditStrings";
import { EventDays } from "./EventDays";

const PAGE = 50;

/** What happened to rooms, people and settings (row 35), day by day in the viewer's zone. */
export default function AuditPage({ back }: { back?: ReactNode }) {
  const viewer = useStaffViewer();
  return (
    <Page title={text.title} back={back} wide>
      {viewer.role === "member" ? (
        <EmptyState title={text.denied} />
      ) : (
        <AuditLog timeZone={viewer.timeZone} />
      )}
    </Page>
  );
}

function AuditLog({ timeZone }: { timeZone: string }) {
  const now = useNow();
  const log = usePaginatedQuery(api.audit.list, {}, { initialNumItems: PAGE });
  if (log.status === "LoadingFirstPage") return <RoomListSkeleton />;
  if (log.results.length === 0) return <EmptyState title={text.empty} />;
  return (
    <>
      <p className={classes.lead}>
        {text.lead} {text.zone(timeZone)}
      </p>
      <EventDays events={log.results} now={now} timeZone={timeZone} />
      {log.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => log.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  );
}
