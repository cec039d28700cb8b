/** Matrix rows of whose turn it is. */
import type { Row } from "./permissions.matrix";

// prettier-ignore
export const WAITING_ROWS: Row[] = [
  //                                                                                                                          CR SP SN AD CP CN IN RM  SU AN
  { row: 0, action: "see which rooms wait for the team", type: "query", name: "waiting:list",                          cells: "A A A A D D N A/D S U" },
  { row: 0, action: "see whose turn it is", type: "query", name: "waiting:get", room: "client",                        cells: "A A H H D H N H S U" },
  { row: 0, action: "say whose turn it is", type: "mutation", name: "waiting:set", room: "client",                     cells: "A A H H D H N H S U", args: () => ({ state: "done" }) },
];
