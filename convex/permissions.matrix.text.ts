/** The matrix's rows about mentions, notification levels, typing and presence (8, 21, 30, 31). */
import type { Row } from "./permissions.matrix";

// prettier-ignore
export const TEXT_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 8, action: "look for people to mention", type: "query", name: "mentions:candidates", room: "client",        cells: "A A H H D H N H S U", args: () => ({ search: "" }) },
  { row: 8, action: "see who is here", type: "query", name: "presence:list", room: "client",                         cells: "A A H H D H N H S U" },
  { row: 0, action: "say that one is here", type: "mutation", name: "presence:beat",                                 cells: "A A A A A A N A S U" },
  { row: 30, action: "see who is typing", type: "query", name: "typing:list", room: "client",                        cells: "A A H H A H N H S U" },
  { row: 30, action: "see typing in an internal room", type: "query", name: "typing:list", room: "internal",         cells: "A A H H H H N H S U" },
  { row: 31, action: "signal typing", type: "mutation", name: "typing:signal", room: "client",                       cells: "A A H H A H N H S U" },
  { row: 31, action: "signal typing in an announcement room", type: "mutation", name: "typing:signal", room: "announcement", cells: "A A H H D H N H S U" },
  { row: 31, action: "signal typing in an archived room", type: "mutation", name: "typing:signal", room: "archived", cells: "R R H H R H N H S U" },
];
