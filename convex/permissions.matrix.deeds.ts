/** The matrix's rows about what a message can become: edited, quoted, reacted to, pinned. */
import type { Row } from "./permissions.matrix";
import { ACTORS, type ActorName, type RoomKey, type World } from "./permissions.world";

const UUID = "6f1c1d9e-4a57-4c0e-9d3a-0a4f5b1c2d3e";

const own = (room: RoomKey) => (world: World, actor: ActorName) => ({
  messageId: world.messageOf(actor, room) ?? world.messageOf("ana", room),
});
/** Of staff for a client, of a client for staff. */
const anothers = (room: RoomKey) => (world: World, actor: ActorName) => ({
  messageId: world.messageOf(ACTORS[actor][1] === "staff" ? "carla" : "ana", room),
});
const anas = (room: RoomKey) => (world: World) => ({ messageId: world.messageOf("ana", room) });

// prettier-ignore
export const DEEDS: Row[] = [
  //                                                                                                                          CR SP SN AD CP CN IN RM  SU AN
  { row: 13, action: "edit one's own message", type: "mutation", name: "messages:edit", room: "client",                 cells: "A A H H A H N H S U", args: (world, actor) => ({ ...own("client")(world, actor), text: "other" }) },
  { row: 13, action: "edit one's own message in an archived room", type: "mutation", name: "messages:edit", room: "archived", cells: "R R H H R H N H S U", args: (world, actor) => ({ ...own("archived")(world, actor), text: "other" }) },
  { row: 14, action: "edit another's message", type: "mutation", name: "messages:edit", room: "client",                 cells: "D D H H D H N H S U", args: (world, actor) => ({ ...anothers("client")(world, actor), text: "other" }) },
  { row: 14, action: "edit another's message in an announcement room", type: "mutation", name: "messages:edit", room: "announcement", cells: "A D H H D H N H S U", args: (world) => ({ ...anas("announcement")(world), text: "other" }) },
  { row: 14, action: "see what a message said before", type: "query", name: "messages:history", room: "client",         cells: "A A H H D H N H S U", args: anas("client") },
  { row: 11, action: "answer a message", type: "mutation", name: "messages:send", room: "client",                       cells: "A A H H A H N H S U", args: (world) => ({ text: "hello", clientMessageId: UUID, quotedId: world.messageOf("ana", "client") }) },
  { row: 17, action: "react", type: "mutation", name: "reactions:set", room: "client",                                  cells: "A A H H A H N H S U", args: (world) => ({ ...anas("client")(world), emoji: "👍", on: true }) },
  { row: 17, action: "react in an announcement room", type: "mutation", name: "reactions:set", room: "announcement",    cells: "A A H H A H N H S U", args: (world) => ({ ...anas("announcement")(world), emoji: "👍", on: true }) },
  { row: 17, action: "react in an internal room", type: "mutation", name: "reactions:set", room: "internal",            cells: "A A H H H H N H S U", args: (world) => ({ ...anas("internal")(world), emoji: "👍", on: true }) },
  { row: 17, action: "react in an archived room", type: "mutation", name: "reactions:set", room: "archived",            cells: "R R H H R H N H S U", args: (world) => ({ ...anas("archived")(world), emoji: "👍", on: true }) },
  { row: 17, action: "see who reacted", type: "query", name: "reactions:who", room: "client",                           cells: "A A H H D H N H S U", args: (world) => ({ ...anas("client")(world), emoji: "👍" }) },
  { row: 18, action: "pin a message", type: "mutation", name: "pins:set", room: "client",                               cells: "A A H H D H N H S U", args: (world) => ({ ...anas("client")(world), pinned: true }) },
  { row: 18, action: "pin a message of an archived room", type: "mutation", name: "pins:set", room: "archived",         cells: "R R H H R H N H S U", args: (world) => ({ ...anas("archived")(world), pinned: true }) },
  { row: 9, action: "see the pinned messages", type: "query", name: "pins:list", room: "client",                        cells: "A A H H A H N H S U" },
  { row: 32, action: "mark unread from a message on", type: "mutation", name: "readPositions:markUnread", room: "client", cells: "A A H H A H N H S U", args: () => ({ seq: 1 }) },
];
