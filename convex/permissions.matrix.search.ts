/** Rows of the permission matrix about finding messages and taking them along. */
import type { Row } from "./permissions.matrix";
import type { ActorName, World } from "./permissions.world";

const FIRST_PAGE = { numItems: 20, cursor: null };
const around = () => ({ seq: 2, direction: "older", paginationOpts: FIRST_PAGE });

const own = (world: World, actor: ActorName) => ({ searchId: world.searchOf(actor) ?? "nonsense" });
const showsRoom = (answer: unknown, world: World) =>
  JSON.stringify(answer).includes(JSON.stringify(world.rooms.client));

// prettier-ignore
export const SEARCH_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 9, action: "find a message's place", type: "query", name: "messages:locate", room: "client",                cells: "A A H H A H N H S U", args: (world) => ({ messageId: world.messageOf("ana", "client") }) },
  { row: 9, action: "read around a message", type: "query", name: "messages:around", room: "client",                 cells: "A A H H A H N H S U", args: around },
  { row: 9, action: "read around a message of an archived room", type: "query", name: "messages:around", room: "archived", cells: "A A H H A H N H S U", args: around },
  { row: 22, action: "begin a search", type: "mutation", name: "search:begin",                                       cells: "A A A A A A N A S U", args: () => ({ text: "hello", cursor: null }) },
  { row: 22, action: "find the room's messages", type: "query", name: "search:messages",                             cells: "A A H H A H N H S U", args: own, shows: showsRoom },
  { row: 22, action: "see what another's search finds", type: "query", name: "search:messages",                      cells: "H H H H H H N H S U", args: (world) => ({ searchId: world.searchOf("theo") }) },
  { row: 22, action: "see what a search finds that never was", type: "query", name: "search:messages",               cells: "H H H H H H N H S U", args: () => ({ searchId: "nonsense" }) },
  { row: 26, action: "start an export of the transcript", type: "mutation", name: "transcripts:start", room: "client", cells: "A D H A/D D H N H S U", args: () => ({ edition: "client", withNotes: false }), audited: true },
  { row: 26, action: "export the messages", type: "query", name: "transcripts:messages", room: "client",             cells: "A D H A/D D H N H S U", args: () => ({ edition: "full", paginationOpts: FIRST_PAGE }) },
  { row: 26, action: "export the notes", type: "query", name: "transcripts:notes", room: "client",                   cells: "A D H A/D D H N H S U", args: () => ({ paginationOpts: FIRST_PAGE }) },
];
