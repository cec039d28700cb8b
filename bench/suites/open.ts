/** Opening rooms and paging back over much history; what more rooms and older messages cost. */
import { randomUUID } from "node:crypto";
import type { BenchProcess } from "../childProcess.ts";
import type { Figure } from "../figures.ts";
import { textOf } from "../people.ts";
import { median, percentile } from "../statistics.ts";
import type { Site } from "../site.ts";

/** Rooms that are opened for the first time, after twenty that do not count. */
const OPENED_ROOMS = { few: 70, many: 600 };

/** Each room is opened for the first time: nothing of it is in the server's memory. */
export async function timePages(load: BenchProcess, site: Site): Promise<Figure[]> {
  const { messages, rooms, longRooms } = site;
  const openedRooms = messages >= 1_000_000 ? OPENED_ROOMS.many : OPENED_ROOMS.few;
  const name = site.readerOf(0);
  // The pages of the long room also bring the server to its running speed, before anything counts.
  const pages = await load.call<number[]>("pageBack", { name, roomId: longRooms[0]!, pages: 190 });
  const middle = pages.slice(-100);
  await load.call("open", { name, roomIds: rooms.slice(0, 20) });
  const roomIds = rooms.slice(20, 20 + openedRooms);
  const opened = await load.call<number[]>("open", { name, roomIds });
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

const GROWTH_TURNS = 160;

/**
 * The same act in turn on a small and a large site, and in a short and a long room. A message is
 * posted between two openings, so that each one reads the database again; everybody posts, since each
 * person may send 30 messages at once.
 */
export async function timeGrowth(load: BenchProcess, sites: Site[]): Promise<Figure[]> {
  const small = sites[0]!;
  const large = sites.at(-1)!;
  const opens = new Map<string, number[]>();
  const sends = new Map<string, number[]>();
  const note = (of: Map<string, number[]>, key: string, ms: number) =>
    of.set(key, [...(of.get(key) ?? []), ms]);
  const turn = async (key: string, site: Site, person: number, roomId: string) => {
    const name = site.readerOf(person);
    const message = { name, roomId, text: textOf(0), nonce: randomUUID() };
    note(sends, key, await load.call<number>("send", message));
    const [ms] = await load.call<number[]>("open", { name, roomIds: [roomId] });
    note(opens, key, ms!);
    // Who stayed would be told of the next message, and the next one to open the room would wait.
    await load.call("open", { name, roomIds: [site.rooms.at(-1)!] });
  };
  for (let i = 0; i < GROWTH_TURNS; i++) {
    const person = i % small.people;
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
