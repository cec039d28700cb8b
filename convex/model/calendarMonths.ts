/** Months by the calendar; for the server, and for what the app says beforehand. */

/** The time (ms) `months` calendar months (UTC) before `now`; on the last day where that month is shorter. */
export function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}
