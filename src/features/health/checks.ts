import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import { healthStrings as text } from "./healthStrings";

export type Health = FunctionReturnType<typeof api.health.overview>;

export type Check = {
  id: keyof typeof text.checks;
  tone: "ok" | "waiting" | "danger";
  /** What was found, and what to do where there is something. */
  finding: string;
};

const MINUTE_MS = 60_000;
/** The digest goes every few minutes; what waits longer than this does not move. */
const STUCK_MS = 15 * MINUTE_MS;
/** A process that reports once a minute has missed two. */
const SILENT_MS = 3 * MINUTE_MS;
const LONG_STALL_MS = 1_000;
const GIB = 1024 ** 3;
const LITTLE_DISK = 5 * GIB;
const HARDLY_DISK = GIB;

/** What is asked, one after the other; `now` in ms. The engine's own only where it reports. */
export function checksOf(health: Health, now: number): Check[] {
  const { engine } = health;
  return [
    settings(health),
    sending(health, now),
    failures(health),
    addresses(health),
    receiving(health, now),
    held(health),
    ...(engine === null ? [] : [speed(engine, now), disk(engine)]),
  ];
}

/** How many of them want somebody's attention. */
export function troubles(checks: Check[]): number {
  return checks.filter(({ tone }) => tone !== "ok").length;
}

function settings({ missingSettings }: Health): Check {
  if (missingSettings.length === 0) return ok("settings");
  return { id: "settings", tone: "danger", finding: text.missing(missingSettings.join(", ")) };
}

function sending({ outbox, pauseEndTime }: Health, now: number): Check {
  const { count, oldestTime } = outbox;
  if (pauseEndTime > now) return { id: "sending", tone: "danger", finding: text.paused(count) };
  const minutes = minutesSince(oldestTime, now);
  if (minutes * MINUTE_MS < STUCK_MS) return ok("sending");
  return { id: "sending", tone: "danger", finding: text.stuck(count, minutes) };
}

function failures({ failedEmails }: Health): Check {
  if (failedEmails === 0) return ok("failures");
  return { id: "failures", tone: "waiting", finding: text.failed(failedEmails) };
}

function addresses({ stoppedAddresses }: Health): Check {
  if (stoppedAddresses === 0) return ok("addresses");
  return { id: "addresses", tone: "waiting", finding: text.stopped(stoppedAddresses) };
}

function receiving({ unfetchedEmails, lostEmails }: Health, now: number): Check {
  const minutes = minutesSince(unfetchedEmails.oldestTime, now);
  if (minutes * MINUTE_MS >= STUCK_MS) {
    const finding = text.unfetched(unfetchedEmails.count, minutes);
    return { id: "receiving", tone: "danger", finding };
  }
  if (lostEmails === 0) return ok("receiving");
  return { id: "receiving", tone: "waiting", finding: text.lost(lostEmails) };
}

function held({ heldEmails }: Health): Check {
  if (heldEmails === 0) return ok("held");
  return { id: "held", tone: "waiting", finding: text.held(heldEmails) };
}

function speed(engine: NonNullable<Health["engine"]>, now: number): Check {
  const id = "speed";
  if (now - engine.time > SILENT_MS) return { id, tone: "danger", finding: text.silent };
  if (engine.faults > 0) return { id, tone: "waiting", finding: text.faults(engine.faults) };
  if (engine.longestStallMs >= LONG_STALL_MS) {
    return { id, tone: "waiting", finding: text.stall(engine.longestStallMs / 1000) };
  }
  return ok(id);
}

function disk({ freeDiskBytes }: NonNullable<Health["engine"]>): Check {
  if (freeDiskBytes >= LITTLE_DISK) return ok("disk");
  const tone = freeDiskBytes < HARDLY_DISK ? "danger" : "waiting";
  return { id: "disk", tone, finding: text.littleDisk };
}

function ok(id: Check["id"]): Check {
  return { id, tone: "ok", finding: text.fine[id] };
}

function minutesSince(time: number | null, now: number): number {
  return time === null ? 0 : Math.max(0, Math.floor((now - time) / MINUTE_MS));
}
