/** `GET /metrics`: what a Prometheus scrapes. Numbers and names of functions, nobody's data. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Backend } from "../../embedded/backend.ts";
import { isLoopbackAddress, type Client } from "../../embedded/http/clientAddress.ts";
import { isLoopbackHost } from "../access.ts";
import type { EngineWatch } from "./engineWatch.ts";
import { gauge, type Metric, PROMETHEUS_TYPE, renderMetrics } from "./prometheus.ts";
import type { RunFigures } from "./runFigures.ts";

export const METRICS_PATH = "/metrics";

const FAILURES_MS = 24 * 60 * 60_000;

/** The part of the answer of `health:figures` that becomes metrics. */
type Figures = {
  outbox: { count: number; oldestTime: number | null };
  pauseEndTime: number;
  failedEmails: number;
  stoppedAddresses: number;
  heldEmails: number;
  unfetchedEmails: { count: number; oldestTime: number | null };
};

export type MetricsSource = { backend: Backend; figures: RunFigures; watch: EngineWatch };

/**
 * Answers whoever has the token, or without a token whoever sits at this computer: a request that a proxy
 * passed on comes from here too, so it must say that it was not, and name this computer. Everybody else
 * gets null, as for a path that does not exist.
 */
export async function answerMetrics(
  request: Request,
  client: Client,
  token: string | null,
  source: () => MetricsSource | null,
): Promise<Response | null> {
  if (new URL(request.url).pathname !== METRICS_PATH || request.method !== "GET") return null;
  const isAllowed = token === null ? isAtThisComputer(request, client) : holds(request, token);
  const present = source();
  if (!isAllowed || present === null) return null;
  const text = renderMetrics([...(await collect(present)), ...present.figures.metrics()]);
  return new Response(text, {
    headers: { "Content-Type": PROMETHEUS_TYPE, "Cache-Control": "no-store" },
  });
}

function isAtThisComputer(request: Request, { address, isForwarded }: Client): boolean {
  const host = new URL(request.url).hostname;
  return isLoopbackAddress(address) && !isForwarded && isLoopbackHost(host);
}

function holds(request: Request, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const given = request.headers.get("Authorization") ?? "";
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`));
}

async function collect({ backend, watch }: MetricsSource): Promise<Metric[]> {
  const now = Date.now();
  const times = { dueTime: now, sinceTime: now - FAILURES_MS };
  const product = (await backend.runInternal("health:figures", times)) as Figures;
  const engine = await watch.look();
  const { writes, reads } = backend.runner.transactions.queue.waiting;
  const age = (time: number | null) => (time === null ? 0 : Math.max(0, now - time) / 1000);
  return [
    gauge("start_time_seconds", "When the process started.", engine.startTime / 1000),
    gauge("sockets", "Screens that are connected.", engine.sockets),
    gauge("live_query_results", "Results that are kept current.", backend.sync.cache.size),
    gauge("waiting_mutations", "Mutations that wait for their turn.", writes),
    gauge("waiting_reads", "Snapshots that wait for their turn.", reads),
    gauge("longest_stall_seconds", "Longest stall in this minute.", engine.longestStallMs / 1000),
    gauge("memory_bytes", "Resident memory of the process.", engine.memoryBytes),
    gauge("free_disk_bytes", "Free space where the data lies.", engine.freeDiskBytes),
    gauge("outbox_emails", "Emails whose time has come, at most 100.", product.outbox.count),
    gauge("outbox_age_seconds", "How long the oldest waits.", age(product.outbox.oldestTime)),
    gauge("outbox_paused", "1 while the provider refuses.", product.pauseEndTime > now ? 1 : 0),
    gauge("failed_emails", "Emails given up in 24 hours, at most 10.", product.failedEmails),
    gauge("stopped_addresses", "Addresses that failed, at most 100.", product.stoppedAddresses),
    gauge("held_emails", "Emails that wait for the team, at most 100.", product.heldEmails),
    gauge(
      "unfetched_emails",
      "Emails not fetched yet, at most 100.",
      product.unfetchedEmails.count,
    ),
    gauge(
      "unfetched_age_seconds",
      "How long the oldest waits to be fetched.",
      age(product.unfetchedEmails.oldestTime),
    ),
  ];
}
