/** Rows of the permission matrix about finding messages and taking them along. */
import type { Row } from "./permissions.matrix";

const FIRST_PAGE = { numItems: 20, cursor: null };
const around = () => ({ seq: 2, direction: "older", paginationOpts: FIRST_PAGE });

// prettier-ignore
export const SEARCH_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 9, action: "find a message's place", type: "query", name: "messages:locate", room: "client",                cells: "A A H H A H N H S U", args: (world) => ({ messageId: world.messageOf("ana", "client") }) },
  { row: 9, action: "read around a message", type: "query", name: "messages:around", room: "client",                 cells: "A A H H A H N H S U", args: around },
  { row: 9, action: "read around a message of an archived room", type: "query", name: "messages:around", room: "archived", cells: "A A H H A H N H S U", args: around },
];
