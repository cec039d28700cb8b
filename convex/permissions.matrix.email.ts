/** The matrix's rows about received emails (G11): held ones for the room's staff, the log for administrators. */
import { FIRST, type Row } from "./permissions.matrix";
import type { World } from "./permissions.world";

const held = ({ ids }: World) => ({ inboundId: ids.heldEmail });
const showsHeld = (answer: unknown, { ids }: World) =>
  JSON.stringify(answer).includes(JSON.stringify(ids.heldEmail));

// prettier-ignore
export const EMAIL_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 0, action: "list the emails held for one's rooms", type: "query", name: "heldEmails:list",                  cells: "A A H H D D N H/D S U", args: () => FIRST, shows: showsHeld },
  { row: 0, action: "count the emails held for one's rooms", type: "query", name: "heldEmails:count",                cells: "A A H H D D N H/D S U", shows: (answer) => answer === 1 },
  { row: 0, action: "read a held email", type: "query", name: "heldEmails:get", room: "client",                      cells: "A A H H D H N H S U", args: held },
  { row: 0, action: "accept a held email", type: "mutation", name: "heldEmails:accept", room: "client",              cells: "A A H H D H N H S U", args: (world) => ({ ...held(world), rememberAddress: true }) },
  { row: 0, action: "reject a held email", type: "mutation", name: "heldEmails:reject", room: "client",              cells: "A A H H D H N H S U", args: held },
  { row: 0, action: "see what became of received emails", type: "query", name: "emailLog:list",                      cells: "D D D A D D N D S U", args: () => ({ state: "held", ...FIRST }) },
];
