/** The process that plays everybody of the firm, each with a stock client of their own. */
import { setTimeout as pause } from "node:timers/promises";
import type { JWK } from "jose";
import { answerCalls } from "../childProcess.ts";
import type { FirmPlan } from "./firmPlan.ts";
import { playEmails } from "./emails.ts";
import { faultsOf, Ledger } from "./ledger.ts";
import { Player } from "./player.ts";
import { Timings } from "./timings.ts";

export type FirmStart = { url: string; key: JWK; plan: FirmPlan; roomIds: string[] };

/** Sockets that are opened at the same time. */
const CONNECTS_AT_ONCE = 50;
/** How long the last screens may take to catch up once everything is acknowledged (ms). */
const SETTLE_MS = 30_000;
const SETTLE_STEP_MS = 50;

let firm: FirmStart;
let ledger: Ledger;
const openings = new Timings();
let players: Player[] = [];

answerCalls({
  /** Connects everybody who is not away; gives how long that took (ms). */
  connect: async (start: FirmStart) => {
    firm = start;
    ledger = new Ledger(start.plan.rooms[0]?.messages ?? 0);
    players = online(start);
    const started = performance.now();
    for (let at = 0; at < players.length; at += CONNECTS_AT_ONCE) {
      await Promise.all(players.slice(at, at + CONNECTS_AT_ONCE).map((player) => player.connect()));
    }
    return { ms: performance.now() - started, people: players.length };
  },
  play: async ({ seconds }: { seconds: number }) => {
    const endTime = performance.now() + seconds * 1_000;
    await Promise.all(players.map((player) => player.live(endTime)));
  },
  /** The digest to those who are away, and their answers by email. */
  emails: async () => {
    const { url, plan } = firm;
    return await playEmails({ url, away: plan.away, roomIdOf: homeOf, ledger });
  },
  progress: () => ({
    sent: ledger.acks.count,
    ackMs: ledger.acks.takeRecentP95(),
    deliveryMs: ledger.deliveries.takeRecentP95(),
  }),
  /** Compares what everybody was told and shown with what each room holds now. */
  finish: async () => {
    const lists = await settledLists();
    const verdicts = firm.roomIds.map((roomId) => ledger.judge(roomId, lists.get(roomId) ?? []));
    return {
      acks: ledger.acks.summary(),
      deliveries: ledger.deliveries.summary(),
      openings: openings.summary(),
      faults: faultsOf(verdicts),
    };
  },
  cpu: () => process.cpuUsage(),
  close: async () => {
    await Promise.all(players.map((player) => player.close()));
  },
});

function online({ url, key, plan, roomIds }: FirmStart): Player[] {
  const away = new Set(plan.away);
  const roomsOf = new Map<number, string[]>();
  for (const [i, { people }] of plan.rooms.entries()) {
    for (const number of people) {
      roomsOf.set(number, [...(roomsOf.get(number) ?? []), roomIds[i]!]);
    }
  }
  return [...roomsOf]
    .filter(([number]) => !away.has(number))
    .map(([number, own]) => new Player({ url, key, number, roomIds: own, ledger, openings }));
}

/** The room of somebody who sits in one. */
function homeOf(number: number): string {
  return firm.roomIds[firm.plan.rooms.findIndex(({ people }) => people.includes(number))]!;
}

/** Every room's list, once the screens that show it have all of it, or the time for that is over. */
async function settledLists() {
  const endTime = performance.now() + SETTLE_MS;
  const readers = new Map(firm.roomIds.map((roomId, i) => [roomId, staffOf(i)]));
  for (;;) {
    const lists = new Map(
      await Promise.all(
        [...readers].map(
          async ([roomId, reader]) => [roomId, await reader.history(roomId)] as const,
        ),
      ),
    );
    const isSettled = players.every(({ homeId, seen }) => seen >= lists.get(homeId)![0]!.seq);
    if (isSettled || performance.now() > endTime) return lists;
    await pause(SETTLE_STEP_MS);
  }
}

function staffOf(room: number): Player {
  const name = `bench-${firm.plan.rooms[room]!.people[0]!}`;
  return players.find((player) => player.name === name)!;
}
