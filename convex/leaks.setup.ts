/**
 * A world for the search of leaks: rooms in which Carla (client) and one staff member write, while
 * their creator and others sit there in silence.
 */
import { api } from "./_generated/api";
import { pngBytes } from "./files.setup";
import { holdEmail } from "./heldEmails.setup";
import { MATRIX, argumentsOf } from "./permissions.matrix";
import { callRow } from "./permissions.suite";
import {
  type RoomKey,
  type World,
  beginSearches,
  callerOf,
  dumpTables,
  insertFiles,
  portalOf,
} from "./permissions.world";
import { type Backend, type Person, makeClient, makeStaff, startBackend } from "./test.setup";

/** Canaries: words found nowhere else, with letters that encodings change. */
export const WORDS = ["Qörvaxil", "Zymbrüph", "Wöjtæqly", "Vúlknorx", "Ghÿppelz", "Xãndrovy"];

export const WRITER = "Pålvodine";

/** The keys of pictures: of the writer's, and how those of the hidden begin. */
export const WRITERS_AVATAR = "writersface";
export const HIDDEN_AVATAR = "hiddenface";

export interface HiddenWorld {
  t: Backend;
  /** The client whose answers are looked at, and her world as the matrix asks it. */
  carla: Person;
  world: World;
  /** The one staff member who writes. */
  writer: Person;
  /** Seated in every room and silent: the creator, staff, other clients, a colleague of Carla's. */
  hidden: Person[];
}

/** In the text of the notes that the creator and the writer leave in the rooms that have notes. */
export const NOTED = "Snörfelkwyx";

/** Rooms of a silent creator, in which one staff member and Carla write and `size` further people hide. */
export async function startHiddenWorld(size: number, names = WORDS): Promise<HiddenWorld> {
  const t = await startBackend();
  const writer = await makeStaff(t, WRITER);
  const carla = await makeClient(t, "Carla");
  const creator = await makeStaff(t, names[0] ?? "", "admin");
  const portalId = await portalOf(t, carla);
  const others: Person[] = [];
  for (let index = 1; index <= size; index += 1) {
    const name = names[index] ?? `${names[index % names.length]} the ${index}th`;
    if (index === 2) others.push(await makeClient(t, name, { portalId }));
    else if (index % 2 === 0) others.push(await makeClient(t, name));
    else others.push(await makeStaff(t, name));
  }
  await giveAvatar(t, writer, WRITERS_AVATAR);
  for (const [index, one] of [creator, ...others].entries()) {
    await giveAvatar(t, one, `${HIDDEN_AVATAR}${index}`);
  }
  let said = 0;
  const say = async (person: Person, roomId: string, text: string, fileIds: string[] = []) => {
    const clientMessageId = `00000000-0000-4000-9000-${String((said += 1)).padStart(12, "0")}`;
    return await person.as.mutation(api.messages.send, { roomId, text, clientMessageId, fileIds });
  };
  const rooms: World["rooms"] = {};
  const messages = new Map<string, string>();
  const notes = new Map<string, string>();
  const files = new Map<string, string>();
  for (const key of ["client", "announcement", "archived", "internal"] as RoomKey[]) {
    const isInternal = key === "internal";
    const roomId = await creator.as.mutation(api.rooms.create, {
      name: isInternal ? `Room of ${names[0]}` : `Room ${key}`,
      kind: key === "archived" ? "client" : key,
      participantIds: [writer, ...(isInternal ? [] : [carla, ...others])].map((one) => one.userId),
      confirmed: true,
    });
    rooms[key] = roomId;
    const words = isInternal ? `${names[0]}` : "hello";
    messages.set(`writer ${key}`, (await say(writer, roomId, words)).messageId);
    if (key === "client") messages.set("carla client", (await say(carla, roomId, "hi")).messageId);
    // Two silent people of the team are mentioned wherever a client reads.
    const named = isInternal ? "" : ` <@${creator.userId}> and <@${others[0]?.userId}>`;
    for (const [name, person] of [
      ["carla", carla],
      ["writer", writer],
    ] as const) {
      if (name === "carla" && isInternal) continue;
      for (const [state, fileId] of await insertFiles(t, roomId, person, "photo.png")) {
        files.set(`${name} ${key} ${state}`, fileId);
      }
    }
    // Those who hide bring files as well, and send none.
    for (const one of isInternal ? [] : others) {
      await insertFiles(t, roomId, one, `${one.name}.png`, ["uploading", "ready"]);
    }
    await say(writer, roomId, `${words}${named}`, [files.get(`writer ${key} ready`) ?? ""]);
    if (key !== "client" && key !== "archived") continue;
    for (const author of [creator, writer]) {
      const note = { roomId, text: `${NOTED} ${key}`, clientNoteId: `${NOTED} ${key}` };
      notes.set(`writer ${key}`, (await author.as.mutation(api.notes.add, note)).noteId);
    }
  }
  await writer.as.mutation(api.confirmations.ask, {
    roomId: rooms.announcement ?? "",
    messageId: messages.get("writer announcement") ?? "",
  });
  const roomId = rooms.archived ?? "";
  await creator.as.mutation(api.rooms.setArchived, { roomId, archived: true });
  const searches = await beginSearches(t, { carla, theo: creator }, "h");
  const heldEmail = await holdEmail(t, rooms.client, others[0] ?? carla);
  const world = {
    callers: { carla: callerOf(carla.as) },
    userIds: {
      ana: writer.userId,
      omar: others[0]?.userId,
      theo: creator.userId,
      ines: creator.userId,
      pia: creator.userId,
      sue: creator.userId,
    },
    rooms,
    ids: { portal: portalId, clientInvitation: "none", staffInvitation: "none", heldEmail },
    goneRoomId: "gone",
    messageOf: (author: string, room: RoomKey) =>
      messages.get(`${author === "carla" ? "carla" : "writer"} ${room}`),
    noteOf: (_author: string, room: RoomKey) => notes.get(`writer ${room}`),
    fileOf: (uploader: string, room: RoomKey, state: string) =>
      files.get(`${uploader === "carla" ? "carla" : "writer"} ${room} ${state}`) ??
      files.get(`writer ${room} ${state}`),
    searchOf: (actor: string) => searches.get(actor),
    dump: () => dumpTables(t),
    restore: () => Promise.resolve(false),
  } as unknown as World;
  return { t, carla, world, writer, hidden: [creator, ...others] };
}

/** A picture whose key, unlike real ones, is the same in every world. */
async function giveAvatar(t: Backend, { userId }: Person, key: string): Promise<void> {
  await t.run(async (ctx) => {
    const bytes = pngBytes(8, 8).buffer;
    await ctx.db.insert("avatars", { userId, key, contentType: "image/png", bytes });
    await ctx.db.patch("users", userId, { avatar: key });
  });
}

/** All that the functions of a kind answer Carla, refusals included, by what was asked. */
export async function answersTo({ world }: HiddenWorld, type: "query" | "mutation" | "action") {
  const answers: [string, unknown][] = [];
  for (const row of MATRIX.filter((one) => one.type === type)) {
    const outcome = await callRow(row, world, "carla", argumentsOf(row, world, "carla"));
    answers.push([`${row.action}: ${row.name}`, outcome]);
  }
  return answers;
}

/** Names, addresses, companies, pictures and ids of the hidden; texts, ids and files of notes; ids of seats. */
export async function canariesOf({ t, hidden, writer }: HiddenWorld): Promise<string[]> {
  const tables = await dumpTables(t);
  const portals = tables["portals"] as { _id: string; name: string }[];
  const ids = ["participants", "notes", "noteHeads", "noteReadPositions"].flatMap((table) =>
    (tables[table] as { _id: string }[]).map(({ _id }) => _id),
  );
  const files = tables["files"] as { _id: string; forNotes?: true }[];
  const noteFiles = files.filter(({ forNotes }) => forNotes).map(({ _id }) => _id);
  const people = hidden.flatMap((one) => [one.name, one.email, one.userId]);
  return [
    ...people,
    HIDDEN_AVATAR,
    writer.userId,
    writer.email,
    ...ids,
    ...noteFiles,
    NOTED,
    ...portals.filter(({ name }) => name !== "Carla & Co").flatMap(({ _id, name }) => [_id, name]),
  ];
}

/** JSON with ids numbered by their first appearance: they count up in convex-test. */
export function withoutIds(value: unknown): string {
  const numbers = new Map<string, number>();
  return JSON.stringify(value).replace(/\b0{8,}\d+[a-zA-Z]\w*/g, (id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return `id ${numbers.get(id)}`;
  });
}
