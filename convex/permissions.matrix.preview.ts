/** The matrix's rows about a room's files and past (8, 10), and about seeing as a client. */
import { FIRST, type Row } from "./permissions.matrix";
import type { World } from "./permissions.world";

/** As Carla sees it; in worlds without her, as anybody. */
const asCarla = ({ userIds }: World) => ({ userId: userIds.carla ?? userIds.omar });
const asOmar = ({ userIds }: World) => ({ userId: userIds.omar });
const asTheo = ({ userIds }: World) => ({ userId: userIds.theo });
const page = (who: (world: World) => object) => (world: World) => ({ ...FIRST, ...who(world) });
const showsRoom = (answer: unknown, world: World) =>
  JSON.stringify(answer).includes(JSON.stringify(world.rooms.client));

// prettier-ignore
export const PREVIEW_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 8, action: "see who was added and removed", type: "query", name: "rooms:activity", room: "client",          cells: "A A H H D H N H S U", args: () => FIRST },
  { row: 10, action: "list the room's files", type: "query", name: "files:listInRoom", room: "client",               cells: "A A H H A H N H S U", args: () => FIRST },
  { row: 0, action: "find the room in a client's list, as that client", type: "query", name: "preview:rooms",        cells: "A A H H D D N H/D S U", args: asCarla, shows: showsRoom },
  { row: 0, action: "open the room as its client", type: "query", name: "preview:room", room: "client",              cells: "A A H H D H N H S U", args: asCarla },
  { row: 0, action: "open the room as a client outside it", type: "query", name: "preview:room", room: "client",     cells: "H H H H D H N H S U", args: asOmar },
  { row: 0, action: "open the room as one of the team", type: "query", name: "preview:room", room: "client",         cells: "H H H H D H N H S U", args: asTheo },
  { row: 0, action: "read the history as its client", type: "query", name: "preview:messages", room: "client",       cells: "A A H H D H N H S U", args: page(asCarla) },
  { row: 0, action: "see the pins as its client", type: "query", name: "preview:pins", room: "client",               cells: "A A H H D H N H S U", args: asCarla },
];
