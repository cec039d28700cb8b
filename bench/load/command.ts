/** `npm run load`: plays a firm of a chosen size against the program that `npm start` runs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { keepSecrets } from "../../local/secrets.ts";
import { BenchProcess } from "../childProcess.ts";
import { World, type BenchOptions } from "../world.ts";
import type { EmailsPlayed } from "./emails.ts";
import { planFirm, type FirmPlan } from "./firmPlan.ts";
import type { Faults } from "./ledger.ts";
import { writeReport, type LoadReport } from "./report.ts";
import type { TimingSummary } from "./timings.ts";

const USAGE = "npm run load -- [--clients 100] [--seconds 60] [--json]";
const MOST_CLIENTS = 20_000;
/** The digest goes out when the day is this far. */
const DIGEST_AT = 0.25;
const STEP_MS = 1_000;
/** Where nobody watches, a line each so many seconds is enough. */
const STEPS_PER_LINE = 10;

type Progress = { sent: number; ackMs: number | null; deliveryMs: number | null };
type Cpu = { user: number; system: number };
type Finish = {
  acks: TimingSummary;
  deliveries: TimingSummary;
  openings: TimingSummary;
  faults: Faults[];
};

/** Prints progress and, at the end, the report; ends with status 1 when a promise was broken. */
export async function main(
  places: Pick<BenchOptions, "root" | "programs">,
  args: string[],
): Promise<void> {
  const { clients, seconds, json } = readOptions(args);
  const plan = planFirm(clients);
  const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`;
  console.error(`${machine}, load ${loadavg()[0]?.toFixed(1)}`);
  console.error(`  making a firm: ${plan.people} people in ${plan.rooms.length} rooms`);
  const options: BenchOptions = { ...places, quick: false, profileDir: null };
  const world = await World.create(options, plan.people, plan.rooms);
  try {
    const report = { ...(await play(options, world, plan, seconds)), machine };
    console.log(json ? JSON.stringify(report, null, 2) : `\n${writeReport(report)}`);
    if (report.faults.length > 0) process.exitCode = 1;
  } finally {
    world.delete();
  }
}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      clients: { type: "string", default: "100" },
      seconds: { type: "string", default: "60" },
      json: { type: "boolean", default: false },
    },
  });
  const clients = Number(values.clients);
  const seconds = Number(values.seconds);
  const isRight = Number.isInteger(clients) && clients >= 1 && clients <= MOST_CLIENTS;
  if (!isRight || !(seconds >= 1)) {
    throw new Error(`Clients go from 1 to ${MOST_CLIENTS}, and a second is the least.\n${USAGE}`);
  }
  return { clients, seconds, json: values.json };
}

async function play(
  { root, programs }: BenchOptions,
  world: World,
  plan: FirmPlan,
  seconds: number,
): Promise<Omit<LoadReport, "machine">> {
  const server = new BenchProcess(programs, "load/appServer");
  const players = new BenchProcess(programs, "load/playFirm");
  try {
    const webDir = emptyWebApp(world.dataDir);
    const { url } = await server.call<{ url: string }>("start", {
      root,
      dataDir: world.dataDir,
      webDir,
    });
    const { demoSigningKey: key } = await keepSecrets(world.dataDir);
    console.error("  connecting");
    const { ms: connectMs, people: online } = await players.call<{ ms: number; people: number }>(
      "connect",
      { url, key, plan, roomIds: world.roomIds },
    );
    const before = await cpuOf(server, players);
    const day = players.call("play", { seconds });
    const watched = watch(server, players, seconds, online);
    await pause(seconds * DIGEST_AT * 1_000);
    const emails = await players.call<EmailsPlayed>("emails");
    await day;
    const rssMb = await watched;
    const after = await cpuOf(server, players);
    console.error("  comparing what everybody saw with what the rooms hold");
    const found = await players.call<Finish>("finish");
    await players.call("close");
    const share = (from: Cpu, to: Cpu) =>
      (to.user + to.system - from.user - from.system) / (after.ms - before.ms) / 1_000;
    return {
      date: new Date().toISOString().slice(0, 10),
      clients: plan.clients,
      staff: plan.people - plan.clients,
      rooms: plan.rooms.length,
      online,
      seconds,
      connectMs,
      emails,
      rssMb,
      serverCpu: share(before.server, after.server),
      playersCpu: share(before.players, after.players),
      ...found,
    };
  } finally {
    await players.end();
    await server.call("close").catch(() => {});
    await server.end();
  }
}

/** The players ask for data alone; the program wants a page to serve. */
function emptyWebApp(dataDir: string): string {
  const dir = join(dataDir, "web");
  mkdirSync(dir);
  writeFileSync(join(dir, "index.html"), "<!doctype html><title>Load</title>");
  return dir;
}

async function cpuOf(server: BenchProcess, players: BenchProcess) {
  return {
    ms: performance.now(),
    server: await server.call<Cpu>("cpu"),
    players: await players.call<Cpu>("cpu"),
  };
}

/** Says how it goes until the day is over; gives the server's largest memory (MB). */
async function watch(
  server: BenchProcess,
  players: BenchProcess,
  seconds: number,
  online: number,
): Promise<number> {
  const { isTTY } = process.stderr;
  let most = 0;
  let last = (await server.call<Cpu>("cpu")).user;
  for (let second = 1; second <= seconds; second += 1) {
    await pause(STEP_MS);
    const { sent, ackMs, deliveryMs } = await players.call<Progress>("progress");
    const { user } = await server.call<Cpu>("cpu");
    const rssMb = await server.call<number>("rssMb");
    const line = `  ${second}/${seconds} s  ${online} online  ${sent} messages  p95: known ${number(ackMs)} ms, shown ${number(deliveryMs)} ms  CPU ${((user - last) / 10_000).toFixed(0)} %  ${rssMb.toFixed(0)} MB`;
    last = user;
    most = Math.max(most, rssMb);
    if (isTTY) process.stderr.write(`\r${line.padEnd(110)}`);
    else if (second % STEPS_PER_LINE === 0) console.error(line);
  }
  if (isTTY) process.stderr.write("\n");
  return most;
}

function number(ms: number | null): string {
  return ms === null ? "–" : ms.toFixed(0);
}
