/**
 * The small world that the permission matrix is asked about: fifteen actors, at least one for each
 * of the matrix's ten columns, and one room of every kind. The matrix knows functions by name and
 * callers by this interface only, so that the same table runs over another engine: give it a
 * `World` whose callers speak over a socket.
 */
import { makeFunctionReference } from "convex/server";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import schema from "./schema";
import {
  type Backend,
  ISSUER,
  type Person,
  makeClient,
  makeRoom,
  makeStaff,
  send,
  startBackend,
} from "./test.setup";

export type Arguments = Record<string, unknown>;
export type FunctionName = `${string}:${string}`;

/** One signed-in (or anonymous) person's connection. Both calls reject with the function's error. */
export interface Caller {
  query(name: FunctionName, args: Arguments): Promise<unknown>;
  mutation(name: FunctionName, args: Arguments): Promise<unknown>;
}

/** Columns of the matrix; SA is derived from SP and AD: an admin who also holds a seat. */
export type Column = "CR" | "SP" | "SN" | "AD" | "CP" | "CN" | "IN" | "RM" | "SU" | "AN" | "SA";

export const ACTORS = {
  ana: ["CR", "staff"],
  sam: ["SP", "staff"],
  petra: ["SA", "staff"],
  nora: ["SN", "staff"],
  olga: ["AD", "staff"],
  adam: ["AD", "staff"],
  carla: ["CP", "client"],
  omar: ["CN", "client"],
  ivo: ["IN", "client"],
  stranger: ["IN", "client"],
  rita: ["RM", "staff"],
  remo: ["RM", "client"],
  sue: ["SU", "staff"],
  susi: ["SU", "client"],
  nobody: ["AN", "client"],
} as const satisfies Record<string, readonly [Column, "staff" | "client"]>;
export type ActorName = keyof typeof ACTORS;
export const ACTOR_NAMES = Object.keys(ACTORS) as ActorName[];

export type RoomKey = "client" | "announcement" | "archived" | "internal" | "gone";
/** Every table as its documents, to show that a refused call left nothing behind. */
export type Dump = Record<string, unknown[]>;

export interface World {
  callers: Record<ActorName, Caller>;
  /** Ids of those who have an account, and of Theo, a staff participant to be removed. */
  userIds: Partial<Record<ActorName, string>> & { ana: string; omar: string; theo: string };
  /** Everybody with a seat sits in all of them, but clients not in `internal`; `gone` is deleted. */
  rooms: Record<RoomKey, string>;
  /** The message that an actor wrote in a room, while they could. */
  messageOf(author: ActorName, room: RoomKey): string | undefined;
  dump(): Promise<Dump>;
}

/** `person`'s calls in convex-test. */
export function callerOf(person: Pick<Backend, "query" | "mutation">): Caller {
  return {
    query: (name, args) => person.query(makeFunctionReference<"query">(name), args),
    mutation: (name, args) => person.mutation(makeFunctionReference<"mutation">(name), args),
  };
}

/** All documents of all tables, scheduled functions included. */
export async function dumpTables(t: Backend): Promise<Dump> {
  return await t.run(async (ctx) => {
    const dump: Dump = {};
    for (const table of Object.keys(schema.tables) as (keyof typeof schema.tables)[]) {
      dump[table] = await ctx.db.query(table).collect();
    }
    dump["_scheduled_functions"] = await ctx.db.system.query("_scheduled_functions").collect();
    return dump;
  });
}

/** A fresh world in convex-test. Timers are left to the test: fake ones keep scheduled work still. */
export async function startWorld(): Promise<World & { t: Backend }> {
  const t = await startBackend();
  const people = {
    ana: await makeStaff(t, "Ana"),
    sam: await makeStaff(t, "Sam"),
    petra: await makeStaff(t, "Petra", "admin"),
    nora: await makeStaff(t, "Nora"),
    olga: await makeStaff(t, "Olga", "owner"),
    adam: await makeStaff(t, "Adam", "admin"),
    carla: await makeClient(t, "Carla"),
    omar: await makeClient(t, "Omar"),
    ivo: await makeClient(t, "Ivo"),
    rita: await makeStaff(t, "Rita"),
    remo: await makeClient(t, "Remo"),
    sue: await makeStaff(t, "Sue", "admin"),
    susi: await makeClient(t, "Susi"),
    theo: await makeStaff(t, "Theo"),
  };
  const { rooms, messages } = await makeRooms(t, people);
  await setState(t, people.ivo, "invited");
  await setState(t, people.sue, "suspended");
  await setState(t, people.susi, "suspended");
  const userIds = Object.fromEntries(
    Object.entries(people).map(([name, { userId }]) => [name, userId as string]),
  ) as World["userIds"];
  return {
    t,
    callers: {
      ...(Object.fromEntries(
        Object.entries(people).map(([name, { as }]) => [name, callerOf(as)]),
      ) as Record<keyof typeof people, Caller>),
      stranger: callerOf(t.withIdentity({ issuer: ISSUER, subject: "stranger" })),
      nobody: callerOf(t),
    },
    userIds,
    rooms,
    messageOf: (author, room) => messages.get(`${author} ${room}`),
    dump: () => dumpTables(t),
  };
}

type People = Record<"ana" | "rita" | "remo", Person> & Record<string, Person>;

/** Seats everybody, lets everybody write, then archives, removes and deletes. */
async function makeRooms(t: Backend, people: People) {
  const { ana, rita, remo } = people;
  const outside = ["ana", "nora", "olga", "adam", "omar"];
  const seated = Object.entries(people).filter(([name]) => !outside.includes(name));
  const staff = seated.filter(([name]) => name in ACTORS && isStaff(name as ActorName));
  const everybody = seated.map(([, person]) => person);
  const rooms = {
    client: await makeRoom(ana, everybody),
    announcement: await makeRoom(ana, everybody, { kind: "announcement" }),
    archived: await makeRoom(ana, everybody),
    internal: await makeRoom(
      ana,
      staff.map(([, person]) => person),
      { kind: "internal" },
    ),
    gone: await makeRoom(ana, []),
  };
  const writers: [string, Person][] = [["ana", ana], ...seated];
  const messages = new Map<string, string>();
  for (const [name, person] of writers) {
    for (const room of ["client", "archived", "announcement"] as const) {
      if (room === "announcement" && !isStaff(name as ActorName)) continue;
      const { messageId } = await send(person, rooms[room], `${name} in ${room}`);
      messages.set(`${name} ${room}`, messageId);
    }
  }
  await ana.as.mutation(api.rooms.setArchived, { roomId: rooms.archived, archived: true });
  for (const removed of [rita, remo]) {
    for (const room of ["client", "announcement", "archived"] as const) {
      const roomId = rooms[room];
      await ana.as.mutation(api.participants.remove, { roomId, userId: removed.userId });
    }
  }
  const roomId = rooms.internal;
  await ana.as.mutation(api.participants.remove, { roomId, userId: rita.userId });
  await t.run(async (ctx) => await ctx.db.delete("rooms", rooms.gone as Id<"rooms">));
  return { rooms, messages };
}

function isStaff(name: ActorName | "theo"): boolean {
  return name === "theo" || ACTORS[name][1] === "staff";
}

/** Puts an account into a state, behind the functions' back. */
export async function setState(t: Backend, person: Person, state: "invited" | "suspended") {
  await t.run(async (ctx) => await ctx.db.patch("users", person.userId, { state }));
}
