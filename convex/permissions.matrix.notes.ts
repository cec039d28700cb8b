/** The matrix's rows about notes (27, 28): to clients a room's notes are like a room that never was. */
import type { Row } from "./permissions.matrix";
import { ACTORS, type ActorName, type RoomKey, type World } from "./permissions.world";

const FIRST = { paginationOpts: { numItems: 20, cursor: null } };
const text = () => ({ text: "for us", clientNoteId: "0e4f8d55-8f1c-4a3b-b1a5-0a4f5b1c2d3e" });
const own = (room: RoomKey) => (world: World, actor: ActorName) => ({
  noteId: world.noteOf(actor, room) ?? world.noteOf("ana", room) ?? "none",
});
const anothers = (room: RoomKey) => (world: World, actor: ActorName) => ({
  noteId: world.noteOf(ACTORS[actor][0] === "CR" ? "sam" : "ana", room) ?? "none",
});
const edited = (of: typeof own, room: RoomKey) => (world: World, actor: ActorName) => ({
  ...of(room)(world, actor),
  text: "changed",
});
const showsRoom = (answer: unknown, world: World) =>
  JSON.stringify(answer).includes(JSON.stringify(world.rooms.client));

// prettier-ignore
export const NOTE_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 27, action: "read the notes", type: "query", name: "notes:list", room: "client",                            cells: "A A H H H H N H S U", args: () => FIRST },
  { row: 27, action: "read an archived room's notes", type: "query", name: "notes:list", room: "archived",           cells: "A A H H H H N H S U", args: () => FIRST },
  { row: 27, action: "read the notes of an internal room", type: "query", name: "notes:list", room: "internal",      cells: "K K H H H H N H S U", args: () => FIRST },
  { row: 27, action: "read the notes of an announcement room", type: "query", name: "notes:list", room: "announcement", cells: "K K H H H H N H S U", args: () => FIRST },
  { row: 27, action: "find a note's place", type: "query", name: "notes:locate", room: "client",                     cells: "A A H H H H N H S U", args: (world) => ({ noteId: world.noteOf("ana", "client") }) },
  { row: 27, action: "see how far one has read the notes", type: "query", name: "notes:readPosition", room: "client", cells: "A A H H H H N H S U" },
  { row: 27, action: "see that the room has unread notes", type: "query", name: "notes:unreadRooms",                 cells: "A A H H H H N H S U", shows: showsRoom },
  { row: 27, action: "mark the notes read", type: "mutation", name: "notes:markRead", room: "client",                cells: "A A H H H H N H S U", args: () => ({ seq: 3 }) },
  { row: 28, action: "write a note", type: "mutation", name: "notes:add", room: "client",                            cells: "A A H H H H N H S U", args: text },
  { row: 28, action: "write a note in an internal room", type: "mutation", name: "notes:add", room: "internal",      cells: "K K H H H H N H S U", args: text },
  { row: 28, action: "write a note in an announcement room", type: "mutation", name: "notes:add", room: "announcement", cells: "K K H H H H N H S U", args: text },
  { row: 28, action: "write a note in an archived room", type: "mutation", name: "notes:add", room: "archived",      cells: "R R H H H H N H S U", args: text },
  { row: 28, action: "edit one's own note", type: "mutation", name: "notes:edit", room: "client",                    cells: "A A H H H H N H S U", args: edited(own, "client") },
  { row: 28, action: "edit one's own note in an archived room", type: "mutation", name: "notes:edit", room: "archived", cells: "R R H H H H N H S U", args: edited(own, "archived") },
  { row: 28, action: "edit another's note", type: "mutation", name: "notes:edit", room: "client",                    cells: "D D H H H H N H S U", args: edited(anothers, "client") },
  { row: 28, action: "delete one's own note", type: "mutation", name: "notes:remove", room: "client",                cells: "A A H H H H N H S U", args: own("client") },
  { row: 28, action: "delete another's note", type: "mutation", name: "notes:remove", room: "client",                cells: "A A H H H H N H S U", args: anothers("client") },
  { row: 28, action: "delete a note in an archived room", type: "mutation", name: "notes:remove", room: "archived",  cells: "A A H H H H N H S U", args: own("archived") },
];
