import { Button } from "@mantine/core";
import { usePaginatedQuery } from "convex/react";
import type { ReactNode } from "react";
import { api } from "../../../convex/_generated/api";
import { EmptyState } from "../../components/EmptyState";
import { Page } from "../../components/Page";
import { dayKey, formatClock, formatDay, formatFull } from "../../lib/dates";
import { useNow } from "../../lib/useNow";
import { useStaffViewer } from "../auth/viewer";
import { RoomListSkeleton } from "../rooms/RoomListSkeleton";
import classes from "./AuditPage.module.css";
import { auditStrings as text, deedOf, type AuditEvent } from "./auditStrings";

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
      {byDay(log.results, timeZone).map(({ key, events }) => (
        <section key={key} aria-labelledby={key}>
          <h2 id={key} className={classes.day}>
            {formatDay(events[0]!.time, now, timeZone)}
          </h2>
          <ol className={classes.events}>
            {events.map((event) => (
              <EventRow key={event.auditId} event={event} timeZone={timeZone} />
            ))}
          </ol>
        </section>
      ))}
      {log.status === "CanLoadMore" && (
        <Button variant="subtle" fullWidth mt="md" onClick={() => log.loadMore(PAGE)}>
          {text.more}
        </Button>
      )}
    </>
  );
}

function EventRow({ event, timeZone }: { event: AuditEvent; timeZone: string }) {
  return (
    <li>
      <time dateTime={new Date(event.time).toISOString()} title={formatFull(event.time, timeZone)}>
        {formatClock(event.time, timeZone)}
      </time>
      <span>
        <strong>{event.actor}</strong> {deedOf(event)}
      </span>
    </li>
  );
}

function byDay(events: AuditEvent[], timeZone: string): { key: string; events: AuditEvent[] }[] {
  const days = new Map<string, AuditEvent[]>();
  for (const event of events) {
    const key = dayKey(event.time, timeZone);
    days.set(key, [...(days.get(key) ?? []), event]);
  }
  return Array.from(days, ([key, its]) => ({ key, events: its }));
}
