import { BenchProcess } from "./childProcess.ts";
import { stopProduct, World, type BenchOptions } from "./world.ts";

const PEOPLE = 20;
const ROOM_MESSAGES = 1_000;
const LONG_ROOM_MESSAGES = 10_000;
const LONG_ROOMS = 10;

/** A server over so many messages, whose people have seats everywhere. */
export type Site = {
  readonly messages: number;
  readonly people: number;
  readonly server: BenchProcess;
  /** From its fork until it answered. */
  readonly startMs: number;
  readonly rooms: string[];
  readonly longRooms: string[];
  /** The name of a person in the load generator. */
  readerOf(person: number): string;
  close(): Promise<void>;
};

/** Fills a new data folder with `messages` and starts a server over it, with its people's readers. */
export async function openSite(
  options: BenchOptions,
  load: BenchProcess,
  messages: number,
): Promise<Site> {
  const longRooms = messages >= 1_000_000 ? LONG_ROOMS : 1;
  const rooms = (messages - longRooms * LONG_ROOM_MESSAGES) / ROOM_MESSAGES;
  const plan = (count: number, each: number) =>
    Array.from({ length: count }, () => ({ members: PEOPLE, messages: each }));
  const world = await World.create(options, PEOPLE, [
    ...plan(rooms, ROOM_MESSAGES),
    ...plan(longRooms, LONG_ROOM_MESSAGES),
  ]);
  const { server, url, startMs } = await world.startProduct();
  const readerOf = (person: number) => `${messages}.${person}`;
  for (const [person, token] of (await world.tokens(load, PEOPLE)).entries()) {
    await load.call("reader", { name: readerOf(person), url, token });
  }
  return {
    messages,
    people: PEOPLE,
    server,
    startMs,
    rooms: world.roomIds.slice(0, rooms),
    longRooms: world.roomIds.slice(rooms),
    readerOf,
    close: async () => {
      await stopProduct(server);
      world.delete();
    },
  };
}
