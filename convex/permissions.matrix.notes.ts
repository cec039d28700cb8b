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
const ASKED = { name: "offer.pdf", size: 9 };
const carrying = (state: "ready" | "note ready") => (world: World, actor: ActorName) => ({
  ...text(),
  fileIds: [world.fileOf(actor, "client", state)],
});
const noteFile = (state: "note ready" | "note attached") => (world: World) => ({
  fileId: world.fileOf("ana", "client", state),
});
const sentAsMessage = (world: World, actor: ActorName) => ({
  text: "",
  clientMessageId: "0e4f8d55-8f1c-4a3b-b1a5-0a4f5b1c2d3f",
  fileIds: [world.fileOf(actor, "client", "note ready")],
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
  { row: 27, action: "get a link to a note's file", type: "mutation", name: "files:issueTicket", room: "client",     cells: "A A H H H H N H S U", args: noteFile("note attached") },
  { row: 27, action: "see how far another's upload for a note is", type: "query", name: "files:upload", room: "client", cells: "A H H H H H N H S U", args: noteFile("note ready") },
  { row: 28, action: "ask to upload a file for a note", type: "mutation", name: "files:requestNoteUpload", room: "client", cells: "A A H H H H N H S U", args: () => ASKED },
  { row: 28, action: "ask to upload for a note in an internal room", type: "mutation", name: "files:requestNoteUpload", room: "internal", cells: "K K H H H H N H S U", args: () => ASKED },
  { row: 28, action: "ask to upload for a note in an archived room", type: "mutation", name: "files:requestNoteUpload", room: "archived", cells: "R R H H H H N H S U", args: () => ASKED },
  { row: 28, action: "write a note with a file", type: "mutation", name: "notes:add", room: "client",                cells: "A A H H H H N H S U", args: carrying("note ready") },
  { row: 28, action: "write a note with a message's file", type: "mutation", name: "notes:add", room: "client",      cells: "H H H H H H N H S U", args: carrying("ready") },
  { row: 28, action: "send a note's file as a message", type: "mutation", name: "messages:send", room: "client",     cells: "H H H H H H N H S U", args: sentAsMessage },
  { row: 28, action: "edit one's own note", type: "mutation", name: "notes:edit", room: "client",                    cells: "A A H H H H N H S U", args: edited(own, "client") },
  { row: 28, action: "edit one's own note in an archived room", type: "mutation", name: "notes:edit", room: "archived", cells: "R R H H H H N H S U", args: edited(own, "archived") },
  { row: 28, action: "edit another's note", type: "mutation", name: "notes:edit", room: "client",                    cells: "D D H H H H N H S U", args: edited(anothers, "client") },
  { row: 28, action: "delete one's own note", type: "mutation", name: "notes:remove", room: "client",                cells: "A A H H H H N H S U", args: own("client") },
  { row: 28, action: "delete another's note", type: "mutation", name: "notes:remove", room: "client",                cells: "A A H H H H N H S U", args: anothers("client") },
  { row: 28, action: "delete a note in an archived room", type: "mutation", name: "notes:remove", room: "archived",  cells: "A A H H H H N H S U", args: own("archived") },
];
