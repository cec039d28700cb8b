/** Rows 10 and 12: files. `downloads.test.ts` asks row 10 over HTTP; here are the functions around it. */
import type { Row } from "./permissions.matrix";
import type { ActorName, RoomKey, World } from "./permissions.world";

const ASKED = { name: "plan.pdf", size: 9 };
const FILE_UUID = "7a2c1d9e-4a57-4c0e-9d3a-0a4f5b1c2d3e";

const send = (room: RoomKey) => (world: World, actor: ActorName) => ({
  text: "",
  clientMessageId: FILE_UUID,
  fileIds: [world.fileOf(actor, room, "ready")],
});
const claim = (room: RoomKey) => (world: World, actor: ActorName) => ({
  fileId: world.fileOf(actor, room, "uploading"),
  storageId: "none",
  thumbnailStorageId: null,
});
const own = (room: RoomKey) => (world: World, actor: ActorName) => ({
  fileId: world.fileOf(actor, room, "ready"),
});
const anas = (state: "ready" | "attached") => (world: World) => ({
  fileId: world.fileOf("ana", "client", state),
});

/** What came in an email that is held as hers. */
const carlasHeld = (world: World) => ({ fileId: world.fileOf("carla", "client", "held") });

// prettier-ignore
export const FILE_ROWS: Row[] = [
  //                                                                                                                        CR SP SN AD CP CN IN RM  SU AN
  { row: 10, action: "get a link to a file", type: "mutation", name: "files:issueTicket", room: "client",            cells: "A A H H A H N H S U", args: anas("attached") },
  { row: 10, action: "get a link to another's unsent file", type: "mutation", name: "files:issueTicket", room: "client", cells: "A H H H H H N H S U", args: anas("ready") },
  { row: 10, action: "get a link to a held email's file", type: "mutation", name: "files:issueTicket", room: "client", cells: "A A H H H H N H S U", args: carlasHeld },
  { row: 10, action: "see a held email's file as an upload", type: "query", name: "files:upload", room: "client",   cells: "H H H H H H N H S U", args: carlasHeld },
  { row: 10, action: "give a held email's file up", type: "mutation", name: "files:discard", room: "client",         cells: "H H H H H H N H S U", args: carlasHeld },
  { row: 12, action: "ask to upload a file", type: "mutation", name: "files:requestUpload", room: "client",          cells: "A A H H A H N H S U", args: () => ASKED },
  { row: 12, action: "ask to upload to an announcement room", type: "mutation", name: "files:requestUpload", room: "announcement", cells: "A A H H D H N H S U", args: () => ASKED },
  { row: 12, action: "ask to upload to an internal room", type: "mutation", name: "files:requestUpload", room: "internal", cells: "A A H H H H N H S U", args: () => ASKED },
  { row: 12, action: "ask to upload to an archived room", type: "mutation", name: "files:requestUpload", room: "archived", cells: "R R H H R H N H S U", args: () => ASKED },
  { row: 12, action: "claim the bytes of one's upload", type: "mutation", name: "files:claim", room: "client",       cells: "A A H H A H N H S U", args: claim("client") },
  { row: 12, action: "claim in an archived room", type: "mutation", name: "files:claim", room: "archived",           cells: "R R H H R H N H S U", args: claim("archived") },
  { row: 12, action: "see how far one's upload is", type: "query", name: "files:upload", room: "client",             cells: "A A H H A H N H S U", args: own("client") },
  { row: 12, action: "see how far another's upload is", type: "query", name: "files:upload", room: "client",         cells: "A H H H H H N H S U", args: anas("ready") },
  { row: 12, action: "give up one's upload", type: "mutation", name: "files:discard", room: "client",                cells: "A A H H A H N H S U", args: own("client") },
  { row: 12, action: "send a file", type: "mutation", name: "messages:send", room: "client",                         cells: "A A H H A H N H S U", args: send("client") },
  { row: 12, action: "send another's file", type: "mutation", name: "messages:send", room: "client",                 cells: "A H H H H H N H S U", args: (world) => ({ ...send("client")(world, "ana") }) },
  { row: 12, action: "send a file to an announcement room", type: "mutation", name: "messages:send", room: "announcement", cells: "A A H H D H N H S U", args: send("announcement") },
  { row: 12, action: "send a file to an archived room", type: "mutation", name: "messages:send", room: "archived",   cells: "R R H H R H N H S U", args: send("archived") },
];
