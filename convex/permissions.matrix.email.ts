/** The matrix's rows about received emails (G11): held ones for the room's staff, the log for administrators. */
import { FIRST, type Row } from "./permissions.matrix";
import type { RoomKey, World } from "./permissions.world";

const held = ({ ids }: World) => ({ inboundId: ids.heldEmail });
const showsHeld = (answer: unknown, { ids }: World) =>
  JSON.stringify(answer).includes(JSON.stringify(ids.heldEmail));
const message = (room: RoomKey) => (world: World) => ({ messageId: world.messageOf("ana", room) });
/** Of the message in announcements that asks for it. */
const asked = (world: World) => ({ messageId: world.messageOf("sam", "announcement") });

// prettier-ignore
export const EMAIL_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM  SU AN
  { row: 21, action: "say when one's email comes", type: "mutation", name: "users:setMailSchedule",                  cells: "A A A A A A N A S U", args: () => ({ schedule: { interval: "daily", hour: 9, quiet: null, days: [1] } }) },
  { row: 23, action: "see whose address has failed", type: "query", name: "stoppedAddresses:list",                    cells: "A A A A D D N A/D S U", args: () => FIRST },
  { row: 24, action: "mail to a failed address again", type: "mutation", name: "stoppedAddresses:resume",              cells: "A A A A D D N A/D S U", args: ({ userIds }) => ({ userId: userIds.pia }), audited: true },
  { row: 0, action: "list the emails held for one's rooms", type: "query", name: "heldEmails:list",                  cells: "A A H H D D N H/D S U", args: () => FIRST, shows: showsHeld },
  { row: 0, action: "count the emails held for one's rooms", type: "query", name: "heldEmails:count",                cells: "A A H H D D N H/D S U", shows: (answer) => answer === 1 },
  { row: 0, action: "read a held email", type: "query", name: "heldEmails:get", room: "client",                      cells: "A A H H D H N H S U", args: held },
  { row: 0, action: "accept a held email", type: "mutation", name: "heldEmails:accept", room: "client",              cells: "A A H H D H N H S U", args: (world) => ({ ...held(world), rememberAddress: true }) },
  { row: 0, action: "reject a held email", type: "mutation", name: "heldEmails:reject", room: "client",              cells: "A A H H D H N H S U", args: held },
  { row: 0, action: "see what became of received emails", type: "query", name: "emailLog:list",                      cells: "D D D A D D N D S U", args: () => ({ state: "held", ...FIRST }) },
  { row: 0, action: "see whether everything is all right", type: "query", name: "health:overview",                    cells: "D D D A D D N D S U", args: () => ({ dueTime: 2e12, sinceTime: 0 }) },
  { row: 29, action: "see who read a message", type: "query", name: "receipts:forMessage", room: "client",               cells: "A A H H H H N H S U", args: (world) => ({ ...message("client")(world), ...FIRST }) },
  { row: 29, action: "see how many have read a message", type: "query", name: "receipts:summary", room: "client",        cells: "A A H H H H N H S U", args: message("client") },
  { row: 29, action: "see who has confirmed", type: "query", name: "confirmations:list", room: "announcement",           cells: "A A H H H H N H S U", args: (world) => ({ ...message("announcement")(world), ...FIRST }) },
  { row: 20, action: "ask the readers to confirm", type: "mutation", name: "confirmations:ask", room: "announcement",    cells: "A A H H D H N H S U", args: message("announcement") },
  { row: 9, action: "see what one is asked to confirm", type: "query", name: "confirmations:mine", room: "announcement", cells: "A A H H A H N H S U" },
  { row: 0, action: "confirm an announcement", type: "mutation", name: "confirmations:confirm", room: "announcement",   cells: "A A H H A H N H S U", args: asked },
];
