/**
 * The small world that the permission matrix is asked about: fifteen actors, at least one for each
 * of the matrix's ten columns, and one room of every kind. The matrix knows functions by name and
 * callers by this interface only, so that the same table runs over another engine: give it a
 * `World` whose callers speak over a socket.
 */
import { makeFunctionReference } from "convex/server";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { appendNote } from "./model/notes";
import { holdEmail } from "./heldEmails.setup";
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

/** One signed-in (or anonymous) person's connection. All calls reject with the function's error. */
export interface Caller {
  query(name: FunctionName, args: Arguments): Promise<unknown>;
  mutation(name: FunctionName, args: Arguments): Promise<unknown>;
  action(name: FunctionName, args: Arguments): Promise<unknown>;
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

export type RoomKey = "client" | "announcement" | "archived" | "internal";
/** Every table as its documents, to show that a refused call left nothing behind. */
export type Dump = Record<string, unknown[]>;

/** Files in each state that matters to who may do what; none of them has bytes. */
const FILE_STATES = ["uploading", "ready", "attached", "held"] as const;
type FileState = (typeof FILE_STATES)[number];
/** Those of notes stand beside those of messages. */
export type WorldFileState = FileState | `note ${FileState}`;

export interface World {
  callers: Record<ActorName, Caller>;
  /**
   * Ids of those who have an account; of Theo, a further staff participant; of Ines, an invited
   * contact; of Pia, another, for whom a seat is kept (but not in the archived room).
   */
  userIds: Partial<Record<ActorName, string>> &
    Record<"ana" | "omar" | "sue" | "theo" | "ines" | "pia", string>;
  /** Everybody with a seat sits in each of them, but clients not in `internal`. */
  rooms: Partial<Record<RoomKey, string>>;
  /**
   * Of the clients' portal, of one pending invitation each to it and to the team, and of an email that
   * is held for the client room.
   */
  ids: { portal: string; clientInvitation: string; staffInvitation: string; heldEmail: string };
  /** Was once a room of nobody but Ana. */
  goneRoomId: string;
  /** The message that an actor wrote in a room, while they could. */
  messageOf(author: ActorName, room: RoomKey): string | undefined;
  /** The note that a staff member added there; the client and the archived room have them. */
  noteOf(author: ActorName, room: RoomKey): string | undefined;
  /** The file that an actor has brought into a room; Ana's where they could not. */
  fileOf(uploader: ActorName, room: RoomKey, state: WorldFileState): string | undefined;
  /** The search that somebody with an account has begun: for a word of every message. */
  searchOf(actor: ActorName | "theo"): string | undefined;
  dump(): Promise<Dump>;
  /**
   * Puts every document back to how it was when the world was made, and takes away what has come
   * since. False when that cannot be: something is gone, or too much is scheduled to look through.
   */
  restore(): Promise<boolean>;
}

/** `person`'s calls in convex-test. */
export function callerOf(person: Pick<Backend, "query" | "mutation" | "action">): Caller {
  return {
    query: (name, args) => person.query(makeFunctionReference<"query">(name), args),
    mutation: (name, args) => person.mutation(makeFunctionReference<"mutation">(name), args),
    action: (name, args) => person.action(makeFunctionReference<"action">(name), args),
  };
}

/**
 * All documents of all tables, scheduled functions included. Rate limits are apart: a refused call
 * may well count.
 */
export async function dumpTables(t: Backend): Promise<Dump> {
  return await t.run(async (ctx) => {
    const dump: Dump = {};
    for (const table of Object.keys(schema.tables) as (keyof typeof schema.tables)[]) {
      if ((table as string) === "rateLimits") continue;
      dump[table] = [];
      for await (const document of ctx.db.query(table)) dump[table].push(document);
    }
    dump["_scheduled_functions"] = [];
    for await (const job of ctx.db.system.query("_scheduled_functions")) {
      dump["_scheduled_functions"].push(job);
    }
    return dump;
  });
}

/** Scheduled functions stay where they are; with more of them a new world is cheaper. */
const SCHEDULED_KEPT = 150;

/** The way back to `pristine`, a dump of the same tables; see World.restore. */
export async function restoreTables(t: Backend, pristine: Dump): Promise<boolean> {
  return await t.run(async (ctx) => {
    for (const table of Object.keys(schema.tables) as (keyof typeof schema.tables)[]) {
      const known = new Map((pristine[table] ?? []).map((was) => [(was as AnyDocument)._id, was]));
      const now: AnyDocument[] = [];
      for await (const document of ctx.db.query(table)) now.push(document);
      for (const document of now) {
        const was = known.get(document._id);
        known.delete(document._id);
        if (was === undefined) await ctx.db.delete(table, document._id as never);
        else if (JSON.stringify(was) !== JSON.stringify(document)) {
          const { _id, _creationTime: _time, ...fields } = was as AnyDocument;
          await ctx.db.replace(table, _id as never, fields as never);
        }
      }
      if (known.size > 0) return false;
    }
    const scheduled = await ctx.db.system.query("_scheduled_functions").take(SCHEDULED_KEPT);
    return scheduled.length < SCHEDULED_KEPT;
  });
}

type AnyDocument = { _id: string; _creationTime: number };

/**
 * A fresh world, in convex-test unless `start` gives another engine, with the rooms named. Timers are
 * left to the test: fake ones keep scheduled work still.
 */
export async function startWorld(
  keys: RoomKey[],
  start: () => Promise<Backend> = startBackend,
): Promise<World & { t: Backend }> {
  const t = await start();
  const carla = await makeClient(t, "Carla");
  const portalId = await portalOf(t, carla);
  const people = {
    ana: await makeStaff(t, "Ana"),
    sam: await makeStaff(t, "Sam"),
    petra: await makeStaff(t, "Petra", "admin"),
    nora: await makeStaff(t, "Nora"),
    olga: await makeStaff(t, "Olga", "owner"),
    adam: await makeStaff(t, "Adam", "admin"),
    carla,
    omar: await makeClient(t, "Omar", { portalId }),
    ivo: await makeClient(t, "Ivo", { portalId }),
    rita: await makeStaff(t, "Rita"),
    remo: await makeClient(t, "Remo", { portalId }),
    sue: await makeStaff(t, "Sue", "admin"),
    susi: await makeClient(t, "Susi", { portalId }),
    theo: await makeStaff(t, "Theo"),
  };
  const ines = await makeClient(t, "Ines", { portalId, state: "invited" });
  const pia = await makeClient(t, "Pia", { portalId, state: "invited" });
  const clientInvitation = await people.ana.as.mutation(api.invitations.inviteClient, {
    portalId,
    email: "iva@client.test",
    name: "Iva",
  });
  const staffInvitation = await people.olga.as.mutation(api.invitations.inviteStaff, {
    email: "stan@firm.test",
    name: "Stan",
    role: "member",
  });
  const rooms: World["rooms"] = {};
  const messages = new Map<string, string>();
  const notes = new Map<string, string>();
  const files = new Map<string, string>();
  for (const key of keys) {
    const { roomId, written } = await makeFullRoom(people, key);
    for (const [name] of written) {
      for (const [state, fileId] of await insertFiles(t, roomId, people[name])) {
        files.set(`${name} ${key} ${state}`, fileId);
      }
    }
    if (key !== "internal" && key !== "archived") {
      await people.ana.as.mutation(api.participants.reserve, { roomId, userId: pia.userId });
    }
    rooms[key] = roomId;
    for (const [author, messageId] of written) messages.set(`${author} ${key}`, messageId);
    if (key !== "client" && key !== "archived") continue;
    for (const [author, noteId] of await addNotes(t, people, roomId)) {
      notes.set(`${author} ${key}`, noteId);
    }
  }
  if (rooms.announcement !== undefined) {
    const about = { roomId: rooms.announcement, messageId: messages.get("sam announcement") ?? "" };
    await people.sam.as.mutation(api.confirmations.ask, about);
  }
  const heldEmail = await holdEmail(t, rooms.client, carla);
  await t.run(async (ctx) => {
    const stopped = { emailStopped: "bounced" as const, emailStoppedTime: 1 };
    await ctx.db.patch("users", pia.userId, stopped);
  });
  const goneRoomId = await makeRoom(people.ana, []);
  await t.run(async (ctx) => await ctx.db.delete("rooms", goneRoomId));
  await setState(t, people.ivo, "invited");
  await setState(t, people.sue, "suspended");
  await setState(t, people.susi, "suspended");
  const searches = await beginSearches(t, people);
  const userIds = Object.fromEntries(
    Object.entries({ ...people, ines, pia }).map(([name, { userId }]) => [name, userId as string]),
  ) as World["userIds"];
  const pristine = await dumpTables(t);
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
    ids: { portal: portalId, clientInvitation, staffInvitation, heldEmail },
    goneRoomId,
    messageOf: (author, room) => messages.get(`${author} ${room}`),
    noteOf: (author, room) => notes.get(`${author} ${room}`),
    fileOf: (uploader, room, state) =>
      files.get(`${uploader} ${room} ${state}`) ?? files.get(`ana ${room} ${state}`),
    searchOf: (actor) => searches.get(actor),
    dump: () => dumpTables(t),
    restore: () => restoreTables(t, pristine),
  };
}

/** A search of each person for a word of all messages, behind the functions' back. */
export async function beginSearches(
  t: Backend,
  people: Record<string, Person>,
  text = "in",
): Promise<Map<string, string>> {
  const begun = await t.run(async (ctx) => {
    const rows: [string, string][] = [];
    for (const [name, { userId }] of Object.entries(people)) {
      const wish = { text, cursor: null };
      rows.push([name, await ctx.db.insert("searches", { userId, wish })]);
    }
    return rows;
  });
  return new Map(begun);
}

type Name = Exclude<ActorName, "stranger" | "nobody"> | "theo";
const OUTSIDE: Name[] = ["ana", "nora", "olga", "adam", "omar"];

/** Seats everybody, lets them write, then archives the one to be archived and removes Rita and Remo. */
async function makeFullRoom(people: Record<Name, Person>, key: RoomKey) {
  const { ana, rita, remo } = people;
  const names = (Object.keys(people) as Name[]).filter((name) => !OUTSIDE.includes(name));
  const seated = key === "internal" ? names.filter(isStaff) : names;
  const roomId = await makeRoom(
    ana,
    seated.map((name) => people[name]),
    { kind: key === "archived" ? "client" : key },
  );
  const written: [Name, string][] = [];
  for (const name of ["ana" as const, ...seated]) {
    if (key === "announcement" && !isStaff(name)) continue;
    written.push([name, (await send(people[name], roomId, `${name} in ${key}`)).messageId]);
  }
  if (key === "archived") await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
  for (const { userId } of key === "internal" ? [rita] : [rita, remo]) {
    await ana.as.mutation(api.participants.remove, { roomId, userId });
  }
  return { roomId, written };
}

/** A note of each staff member who sits or sat there, in one transaction behind the functions' back. */
async function addNotes(t: Backend, people: Record<Name, Person>, roomId: Id<"rooms">) {
  return await t.run(async (ctx) => {
    const added: [Name, string][] = [];
    for (const name of ["ana", "sam", "petra", "theo", "rita"] as const) {
      const note = { roomId, authorId: people[name].userId, text: `${name} notes`, time: 1 };
      const { noteId } = await appendNote(ctx, { ...note, clientNoteId: `${name} ${roomId}` });
      added.push([name, noteId]);
    }
    return added;
  });
}

/** One file of a person for a room in each state, of staff also one for its notes, called after them unless told otherwise. */
export async function insertFiles(
  t: Backend,
  roomId: Id<"rooms">,
  { userId, name }: Person,
  fileName = `${name}.png`,
  states: readonly FileState[] = FILE_STATES,
): Promise<[WorldFileState, string][]> {
  return await t.run(async (ctx) => {
    const isStaffFile = (await ctx.db.get("users", userId))?.kind === "staff";
    const inserted: [WorldFileState, string][] = [];
    for (const forNotes of isStaffFile ? [false, true] : [false]) {
      for (const state of states) {
        const fileId = await ctx.db.insert("files", {
          roomId,
          uploaderId: userId,
          state,
          name: fileName,
          size: 9,
          contentType: "image/png",
          kind: "image",
          ...(forNotes ? { forNotes } : {}),
          uses: state === "attached" ? 1 : 0,
          createdTime: 0,
        });
        inserted.push([forNotes ? `note ${state}` : state, fileId]);
      }
    }
    return inserted;
  });
}

function isStaff(name: Name): boolean {
  return name === "theo" || ACTORS[name][1] === "staff";
}

/** The portal of a client. */
export async function portalOf(t: Backend, client: Person): Promise<Id<"portals">> {
  const user = await t.run(async (ctx) => await ctx.db.get("users", client.userId));
  if (user?.portalId === undefined) throw new Error("A client belongs to a portal");
  return user.portalId;
}

/** Puts an account into a state, behind the functions' back. */
export async function setState(t: Backend, person: Person, state: "invited" | "suspended") {
  await t.run(async (ctx) => await ctx.db.patch("users", person.userId, { state }));
}
