/** Opening rooms and paging back over much history; what more rooms and older messages cost. */
import { randomUUID } from "node:crypto";
import { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { textOf } from "../people.ts";
import { median, percentile } from "../statistics.ts";
import { stopProduct, World, type BenchOptions } from "../world.ts";

const PEOPLE = 20;
const ROOM_MESSAGES = 1_000;
const LONG_ROOM_MESSAGES = 10_000;
const LONG_ROOMS = 10;

type Size = { messages: number; openedRooms: number };

export async function open(options: BenchOptions): Promise<Figure[]> {
  const sizes: Size[] = options.quick
    ? [{ messages: 100_000, openedRooms: 80 }]
    : [
        { messages: 100_000, openedRooms: 90 },
        { messages: 1_000_000, openedRooms: 600 },
      ];
  const load = new BenchProcess(options.programs, "loadGenerator");
  const sites: Site[] = [];
  const figures: Figure[] = [];
  try {
    for (const size of sizes) sites.push(await openSite(options, load, size));
    for (const site of sites) figures.push(...(await timePages(load, site)));
    figures.push(...(await timeGrowth(load, sites)));
    figures.push(...(await largest(sites.at(-1)!)));
  } finally {
    for (const { world, server } of sites) {
      await stopProduct(server);
      world.delete();
    }
    await load.end();
  }
  return figures;
}

type Site = Size & {
  name: string;
  world: World;
  server: BenchProcess;
  startMs: number;
  rooms: string[];
  longRooms: string[];
};

/** A server over so many messages, and a reader who has a seat everywhere. */
async function openSite(options: BenchOptions, load: BenchProcess, size: Size): Promise<Site> {
  const longRooms = size.messages >= 1_000_000 ? LONG_ROOMS : 1;
  const rooms = (size.messages - longRooms * LONG_ROOM_MESSAGES) / ROOM_MESSAGES;
  const plan = (count: number, messages: number) =>
    Array.from({ length: count }, () => ({ members: PEOPLE, messages }));
  const world = await World.create(options, PEOPLE, [
    ...plan(rooms, ROOM_MESSAGES),
    ...plan(longRooms, LONG_ROOM_MESSAGES),
  ]);
  const { server, url, startMs } = await world.startProduct();
  const name = String(size.messages);
  for (const [person, token] of (await world.tokens(load, PEOPLE)).entries()) {
    await load.call("reader", { name: readerOf(name, person), url, token });
  }
  const { roomIds } = world;
  return {
    ...size,
    name,
    world,
    server,
    startMs,
    rooms: roomIds.slice(0, rooms),
    longRooms: roomIds.slice(rooms),
  };
}

/** Each room is opened for the first time: nothing of it is in the server's memory. */
async function timePages(load: BenchProcess, site: Site): Promise<Figure[]> {
  const { messages, openedRooms, rooms, longRooms } = site;
  const name = readerOf(site.name, 0);
  const warmUp = rooms.slice(0, 20);
  for (let i = 0; i < 10; i++) await load.call("open", { name, roomIds: warmUp });
  const opened = await load.call<number[]>("open", {
    name,
    roomIds: rooms.slice(20, 20 + openedRooms),
  });
  const pages = await load.call<number[]>("pageBack", { name, roomId: longRooms[0]!, pages: 120 });
  const middle = pages.slice(20);
  const p99 = messages >= 1_000_000 ? { atMost: 20 } : {};
  const of = (what: "open" | "page.middle", times: number[]): Figure[] => [
    {
      name: `${what}.${messages}.p50_ms`,
      value: percentile(times, 0.5),
      unit: "ms",
      ...(what === "open" && messages < 1_000_000 ? { atMost: 1 } : {}),
    },
    { name: `${what}.${messages}.p99_ms`, value: percentile(times, 0.99), unit: "ms", ...p99 },
  ];
  return [...of("open", opened), ...of("page.middle", middle)];
}

function readerOf(site: string, person: number): string {
  return `${site}.${person}`;
}

const GROWTH_TURNS = 160;

/**
 * The same act in turn on a small and a large site, and in a short and a long room. A message is
 * posted between two openings, so that each one reads the database again; everybody posts, since each
 * person may send 30 messages at once.
 */
async function timeGrowth(load: BenchProcess, sites: Site[]): Promise<Figure[]> {
  const small = sites[0]!;
  const large = sites.at(-1)!;
  const opens = new Map<string, number[]>();
  const sends = new Map<string, number[]>();
  const note = (of: Map<string, number[]>, key: string, ms: number) =>
    of.set(key, [...(of.get(key) ?? []), ms]);
  const turn = async (key: string, site: Site, person: number, roomId: string) => {
    const name = readerOf(site.name, person);
    const message = { name, roomId, text: textOf(0), nonce: randomUUID() };
    note(sends, key, await load.call<number>("send", message));
    const [ms] = await load.call<number[]>("open", { name, roomIds: [roomId] });
    note(opens, key, ms!);
    // Who stayed would be told of the next message, and the next one to open the room would wait.
    await load.call("open", { name, roomIds: [site.rooms.at(-1)!] });
  };
  for (let i = 0; i < GROWTH_TURNS; i++) {
    const person = i % PEOPLE;
    await turn("fewRooms", small, person, small.rooms[i % 10]!);
    await turn("manyRooms", large, person, large.rooms[i % 10]!);
    await turn("short", large, person, large.rooms[10 + (i % large.longRooms.length)]!);
    await turn("long", large, person, large.longRooms[i % large.longRooms.length]!);
  }
  const ratio = (of: Map<string, number[]>, a: string, b: string) =>
    median(of.get(a)!) / median(of.get(b)!);
  const figure = (name: string, value: number): Figure => ({ name, value, unit: "x", atMost: 1.1 });
  const oldMessages = [
    figure("growth.old_messages.open", ratio(opens, "long", "short")),
    figure("growth.old_messages.send", ratio(sends, "long", "short")),
  ];
  if (small === large) return oldMessages;
  return [
    figure("growth.other_rooms.open", ratio(opens, "manyRooms", "fewRooms")),
    figure("growth.other_rooms.send", ratio(sends, "manyRooms", "fewRooms")),
    ...oldMessages,
  ];
}

async function largest({ server, startMs }: Site): Promise<Figure[]> {
  return [
    { name: "start_ms", value: startMs, unit: "ms", atMost: 3_000 },
    { name: "rss_mb", value: await server.call("rssMb"), unit: "MB", atMost: 400 },
  ];
}
