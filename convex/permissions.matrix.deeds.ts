/** The matrix's rows about what a message can become: edited, quoted, reacted to, pinned. */
import type { Row } from "./permissions.matrix";
import { ACTORS, type ActorName, type RoomKey, type World } from "./permissions.world";

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
];
