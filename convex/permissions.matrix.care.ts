/** The matrix's rows about the retention rule and the erasure of people. */
import type { Row } from "./permissions.matrix";

// prettier-ignore
export const CARE_ROWS: Row[] = [
  //                                                                                                                          CR SP SN AD CP CN IN RM  SU AN
  { row: 0, action: "see how long messages are kept", type: "query", name: "retention:get",                          cells: "D D D A D D N D S U" },
  { row: 0, action: "see what a shorter time would remove", type: "query", name: "retention:preview",                cells: "D D D A D D N D S U", args: () => ({ beforeTime: 0 }) },
  { row: 0, action: "say how long messages are kept", type: "mutation", name: "retention:set",                       cells: "D D D A D D N D S U", args: () => ({ months: 12 }), audited: true },
  { row: 25, action: "see how far erasures are", type: "query", name: "erasures:list",                               cells: "D D D A D D N D S U" },
  { row: 25, action: "erase somebody", type: "mutation", name: "erasures:start",                                     cells: "D D D A D D N D S U", args: ({ userIds }) => ({ userId: userIds.theo, confirmedName: "Theo", deletesMessages: false }), audited: true },
];
