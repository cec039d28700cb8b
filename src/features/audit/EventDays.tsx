import { useId } from "react";
import { dayKey, formatClock, formatDay, formatFull } from "../../lib/dates";
import classes from "./AuditPage.module.css";
import { type AuditEvent, deedOf } from "./auditStrings";
import { personName } from "../../language/personName";

/** Events of the audit log, newest first, day by day in the viewer's zone. `now` in ms. */
export function EventDays(props: { events: AuditEvent[]; now: number; timeZone: string }) {
  const { events, now, timeZone } = props;
  const id = useId();
  return byDay(events, timeZone).map(({ key, events: its }) => (
    <section key={key} aria-labelledby={`${id}${key}`}>
      <h2 id={`${id}${key}`} className={classes.day}>
        {formatDay(its[0]!.time, now, timeZone)}
      </h2>
      <ol className={classes.events}>
        {its.map((event) => (
          <EventRow key={event.auditId} event={event} timeZone={timeZone} />
        ))}
      </ol>
    </section>
  ));
}

function EventRow({ event, timeZone }: { event: AuditEvent; timeZone: string }) {
  return (
    <li>
      <time dateTime={new Date(event.time).toISOString()} title={formatFull(event.time, timeZone)}>
        {formatClock(event.time, timeZone)}
      </time>
      <span>
        <strong>{personName(event.actor)}</strong> {deedOf(event)}
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
