/** The report of a played firm, as a section of Markdown. */
import type { EmailsPlayed } from "./emails.ts";
import type { Faults } from "./ledger.ts";
import type { TimingSummary } from "./timings.ts";

export type LoadReport = {
  machine: string;
  /** ISO date of the run. */
  date: string;
  clients: number;
  staff: number;
  rooms: number;
  online: number;
  seconds: number;
  connectMs: number;
  acks: TimingSummary;
  deliveries: TimingSummary;
  openings: TimingSummary;
  emails: EmailsPlayed;
  /** Share of one core (1 is all of it) while people were at work. */
  serverCpu: number;
  playersCpu: number;
  /** The server's memory at its largest (MB). */
  rssMb: number;
  faults: Faults[];
};

export function writeReport(report: LoadReport): string {
  const { clients, staff, rooms, online, seconds, emails } = report;
  const rows: [string, string][] = [
    ["People online", `${online} of ${clients + staff} (${clients} clients, ${staff} staff)`],
    ["Rooms", String(rooms)],
    ["Until all were connected and saw a room", `${(report.connectMs / 1_000).toFixed(1)} s`],
    ["Messages sent in the app", `${report.acks.count} in ${seconds} s`],
    ["Until a sender knew (p50 / p95 / p99)", times(report.acks)],
    [
      "Until it was on another screen (p50 / p95 / p99)",
      `${times(report.deliveries)}, ${report.deliveries.count} times`,
    ],
    [
      "Until a room was on screen (p50 / p95 / p99)",
      `${times(report.openings)}, ${report.openings.count} times`,
    ],
    ["Digests", `${emails.digests} in ${(emails.digestMs / 1_000).toFixed(1)} s`],
    [
      "Answers by email",
      `${emails.posted} of ${emails.answers} posted in ${(emails.answerMs / 1_000).toFixed(1)} s`,
    ],
    ["Server's CPU, of one core", percent(report.serverCpu)],
    ["Players' CPU, of one core", percent(report.playersCpu)],
    ["Server's memory", `${report.rssMb.toFixed(0)} MB`],
    ["History", historyOf(report.faults)],
  ];
  const lines = rows.map(([name, value]) => `| ${name} | ${value} |`);
  return [
    `### ${clients} clients`,
    "",
    `${report.date}, ${report.machine}`,
    "",
    "| | |",
    "| --- | --- |",
    ...lines,
    "",
  ].join("\n");
}

function times({ count, p50, p95, p99 }: TimingSummary): string {
  if (count === 0) return "–";
  return `${[p50, p95, p99].map((ms) => ms.toFixed(ms < 10 ? 1 : 0)).join(" / ")} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function historyOf(faults: readonly Faults[]): string {
  if (faults.length === 0) return "nothing lost, doubled, out of order or missing on a screen";
  return faults.map(({ kind, count, first }) => `${kind}: ${count} (${first})`).join("; ");
}
