/** The matrix's rows about mentions, notification levels, typing and presence (8, 21, 30, 31). */
import type { Row } from "./permissions.matrix";

// prettier-ignore
export const TEXT_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 8, action: "look for people to mention", type: "query", name: "mentions:candidates", room: "client",        cells: "A A H H D H N H S U", args: () => ({ search: "" }) },
];
