/**
 * The permission matrix as data: who gets which answer from which function. The numbers are the
 * matrix's rows. Letters: A allowed · D `FORBIDDEN` · H hidden: the very bytes that a
 * never-existing id gives (`NOT_FOUND`), or absent from a list · N `NOT_ACTIVATED` ·
 * S `SUSPENDED` · U `UNAUTHENTICATED` · R `ROOM_ARCHIVED` · C `CREATOR_STAYS` ·
 * V `INVITATION_NOT_VALID` · K `NOTES_NOT_HERE` · X `CODE_NOT_VALID` · L `SET_UP_NOT_VALID`.
 * "A/D" in RM: staff / client; in AD: owner / admin.
 */
import { pngBytes } from "./files.setup";
import { CARE_ROWS } from "./permissions.matrix.care";
import { DEEDS } from "./permissions.matrix.deeds";
import { EMAIL_ROWS } from "./permissions.matrix.email";
import { SIGN_IN_ROWS } from "./permissions.matrix.signIn";
import { FILE_ROWS } from "./permissions.matrix.files";
import {
  ACTORS,
  type ActorName,
  type Arguments,
  type Column,
  type FunctionName,
  type RoomKey,
  type World,
} from "./permissions.world";
import { NOTE_ROWS } from "./permissions.matrix.notes";
import { WAITING_ROWS } from "./permissions.matrix.waiting";
import { PREVIEW_ROWS } from "./permissions.matrix.preview";
import { SEARCH_ROWS } from "./permissions.matrix.search";
import { TEXT_ROWS } from "./permissions.matrix.text";

export type Letter = "A" | "D" | "H" | "N" | "S" | "U" | "R" | "C" | "V" | "K" | "X" | "L";

export interface Row {
  row: number;
  action: string;
  type: "query" | "mutation" | "action";
  name: FunctionName;
  /** The ten cells, in the order of COLUMNS. */
  cells: string;
  /** The room asked about: its id is added as `roomId`. None: the function takes no room. */
  room?: RoomKey;
  args?: (world: World, actor: ActorName) => Arguments;
  /** For lists: whether the answer shows the client room. A: it does; H: it does not. */
  shows?: (answer: unknown, world: World) => boolean;
  /** Allowed, but there is nothing for it to change in this world. */
  idle?: true;
  /** An owner or admin who does this leaves a line in the audit log. */
  audited?: true;
}

export const COLUMNS = ["CR", "SP", "SN", "AD", "CP", "CN", "IN", "RM", "SU", "AN"] as const;
const CODES = "ADHNSURCVKXL";
export const FIRST = { paginationOpts: { numItems: 20, cursor: null } };
export const UUID = "6f1c1d9e-4a57-4c0e-9d3a-0a4f5b1c2d3e";

const text = () => ({ text: "hello", clientMessageId: UUID });
const own = (room: RoomKey) => (world: World, actor: ActorName) => ({
  messageId: world.messageOf(actor, room) ?? world.messageOf("ana", room),
});
/** Of staff for a client, of a client for staff. */
const anothers = (room: RoomKey) => (world: World, actor: ActorName) => ({
  messageId: world.messageOf(ACTORS[actor][1] === "staff" ? "carla" : "ana", room),
});
const showsRoom = (answer: unknown, world: World) =>
  JSON.stringify(answer).includes(JSON.stringify(world.rooms.client));

// prettier-ignore
export const MATRIX: Row[] = [
  // what needs no room                                                                                                      CR SP SN AD CP CN IN RM  SU AN
  { row: 0, action: "see the firm's name and colour", type: "query", name: "firm:branding",                          cells: "A A A A A A A A A A" },
  { row: 0, action: "see oneself", type: "query", name: "users:viewer",                                              cells: "A A A A A A N A S U" },
  { row: 0, action: "change one's own profile", type: "mutation", name: "users:updateProfile",                       cells: "A A A A A A N A S U", args: () => ({ name: "Somebody Else" }) },
  { row: 0, action: "show a picture of oneself", type: "mutation", name: "avatars:set",                              cells: "A A A A A A N A S U", args: () => ({ bytes: pngBytes(64, 64).buffer }) },
  { row: 0, action: "take the picture of oneself away", type: "mutation", name: "avatars:remove",                    cells: "A A A A A A N A S U", idle: true },
  { row: 0, action: "see the firm's settings", type: "query", name: "firm:settings",                                 cells: "D D D A D D N D S U" },
  { row: 0, action: "change the firm's settings", type: "mutation", name: "firm:update",                             cells: "D D D A D D N D S U", args: () => ({ studioIdentity: true }), audited: true },
  { row: 0, action: "look behind a link that was never sent", type: "query", name: "invitations:preview",            cells: "A A A A A A A A A A", args: () => ({ token: "unknown" }) },
  { row: 0, action: "accept an invitation that was never sent", type: "mutation", name: "invitations:accept",        cells: "V V V V V V V V V U", args: () => ({ token: "unknown" }) },
  { row: 1, action: "create a client room", type: "mutation", name: "rooms:create",                                  cells: "A A A A D D N A/D S U", args: () => ({ kind: "client", name: "New" }) },
  { row: 1, action: "create an internal room", type: "mutation", name: "rooms:create",                               cells: "A A A A D D N A/D S U", args: () => ({ kind: "internal", name: "New" }) },
  { row: 1, action: "create a room with somebody in it", type: "mutation", name: "rooms:create",                     cells: "A A A A D D N A/D S U", args: ({ userIds }) => ({ kind: "client", name: "New", participantIds: [userIds.omar] }) },
  { row: 2, action: "find the room in one's list", type: "query", name: "rooms:list",                                cells: "A A H H A H N H S U", shows: showsRoom },
  { row: 2, action: "find the room in the admins' index", type: "query", name: "rooms:index",                        cells: "D D D A D D N D S U", args: () => FIRST, shows: showsRoom },
  { row: 2, action: "find the room among all one's seats", type: "query", name: "rooms:listAll",                    cells: "A A H H A H N H S U", args: () => FIRST, shows: showsRoom },
  { row: 20, action: "create an announcement room", type: "mutation", name: "rooms:create",                          cells: "A A A A D D N A/D S U", args: () => ({ kind: "announcement", name: "News" }) },
  { row: 21, action: "mute all email", type: "mutation", name: "users:setEmailMuted",                                cells: "A A A A A A N A S U", args: () => ({ muted: true }) },
  { row: 23, action: "look up people", type: "query", name: "users:directory",                                       cells: "A A A A D D N A/D S U" },
  { row: 23, action: "list the team", type: "query", name: "team:list",                                              cells: "A A A A D D N A/D S U" },
  { row: 23, action: "list the portals", type: "query", name: "portals:list",                                        cells: "A A A A D D N A/D S U", args: () => FIRST },
  { row: 23, action: "look into a portal", type: "query", name: "portals:get",                                       cells: "A A A A D D N A/D S U", args: ({ ids }) => ({ portalId: ids.portal }) },
  { row: 24, action: "make a portal", type: "mutation", name: "portals:create",                                      cells: "A A A A D D N A/D S U", args: () => ({ name: "New & Co" }) },
  { row: 24, action: "rename a portal", type: "mutation", name: "portals:rename",                                    cells: "A A A A D D N A/D S U", args: ({ ids }) => ({ portalId: ids.portal, name: "Renamed" }) },
  { row: 24, action: "invite a client", type: "mutation", name: "invitations:inviteClient",                          cells: "A A A A D D N A/D S U", args: ({ ids }) => ({ portalId: ids.portal, email: "new@client.test", name: "New" }) },
  { row: 24, action: "send a client's invitation again", type: "mutation", name: "invitations:resend",               cells: "A A A A D D N A/D S U", args: ({ ids }) => ({ invitationId: ids.clientInvitation }) },
  { row: 24, action: "revoke a client's invitation", type: "mutation", name: "invitations:revoke",                   cells: "A A A A D D N A/D S U", args: ({ ids }) => ({ invitationId: ids.clientInvitation }) },
  { row: 25, action: "invite staff", type: "mutation", name: "invitations:inviteStaff",                              cells: "D D D A D D N D S U", args: () => ({ email: "new@firm.test", name: "New", role: "member" }) },
  { row: 25, action: "send a staff invitation again", type: "mutation", name: "invitations:resend",                  cells: "D D D A D D N D S U", args: ({ ids }) => ({ invitationId: ids.staffInvitation }) },
  { row: 25, action: "revoke a staff invitation", type: "mutation", name: "invitations:revoke",                      cells: "D D D A D D N D S U", args: ({ ids }) => ({ invitationId: ids.staffInvitation }) },
  { row: 25, action: "list invited staff", type: "query", name: "invitations:listStaff",                             cells: "D D D A D D N D S U" },
  { row: 35, action: "read the audit log", type: "query", name: "audit:list",                                        cells: "D D D A D D N D S U", args: () => FIRST },
  { row: 25, action: "change a role", type: "mutation", name: "team:setRole",                                        cells: "D D D A D D N D S U", args: ({ userIds }) => ({ userId: userIds.theo, role: "admin" }) },
  { row: 25, action: "see what a suspension leaves behind", type: "query", name: "team:roomsToHandOver",             cells: "D D D A D D N D S U", args: ({ userIds }) => ({ userId: userIds.theo }) },
  { row: 25, action: "suspend somebody", type: "mutation", name: "team:suspend",                                     cells: "D D D A D D N D S U", args: ({ userIds }) => ({ userId: userIds.theo }), audited: true },
  { row: 25, action: "reactivate somebody", type: "mutation", name: "team:reactivate",                               cells: "D D D A D D N D S U", args: ({ userIds }) => ({ userId: userIds.sue }), audited: true },
  // the room itself
  { row: 3, action: "rename the room", type: "mutation", name: "rooms:rename", room: "client",                       cells: "A D H A D H N H S U", args: () => ({ name: "Renamed" }), audited: true },
  { row: 9, action: "open the room", type: "query", name: "rooms:get", room: "client",                               cells: "A A H H A H N H S U" },
  { row: 9, action: "open an archived room", type: "query", name: "rooms:get", room: "archived",                     cells: "A A H H A H N H S U" },
  { row: 19, action: "archive the room", type: "mutation", name: "rooms:setArchived", room: "client",                cells: "A D H A D H N H S U", args: () => ({ archived: true }), audited: true },
  { row: 19, action: "take the room out of the archive", type: "mutation", name: "rooms:setArchived", room: "archived", cells: "A D H A D H N H S U", args: () => ({ archived: false }), audited: true },
  { row: 6, action: "hand the room over", type: "mutation", name: "rooms:handOver", room: "client",                  cells: "A D H A D H N H S U", args: ({ userIds }) => ({ userId: userIds.theo }), audited: true },
  // who sits in it
  { row: 4, action: "add a participant", type: "mutation", name: "participants:add", room: "client",                 cells: "A D H D D H N H S U", args: ({ userIds }) => ({ userIds: [userIds.omar] }) },
  { row: 4, action: "add a participant to an archived room", type: "mutation", name: "participants:add", room: "archived", cells: "R R H D R H N H S U", args: ({ userIds }) => ({ userIds: [userIds.omar] }) },
  { row: 5, action: "remove a participant", type: "mutation", name: "participants:remove", room: "client",           cells: "A D H D D H N H S U", args: ({ userIds }) => ({ userId: userIds.theo }) },
  { row: 5, action: "remove a participant from an archived room", type: "mutation", name: "participants:remove", room: "archived", cells: "A D H D D H N H S U", args: ({ userIds }) => ({ userId: userIds.theo }) },
  { row: 4, action: "keep a seat for an invited contact", type: "mutation", name: "participants:reserve", room: "client", cells: "A D H D D H N H S U", args: ({ userIds }) => ({ userId: userIds.ines }) },
  { row: 4, action: "keep a seat in an archived room", type: "mutation", name: "participants:reserve", room: "archived", cells: "R R H D R H N H S U", args: ({ userIds }) => ({ userId: userIds.ines }) },
  { row: 5, action: "give a kept seat up", type: "mutation", name: "participants:unreserve", room: "client",         cells: "A D H D D H N H S U", args: ({ userIds }) => ({ userId: userIds.pia }) },
  { row: 7, action: "leave the room", type: "mutation", name: "participants:leave", room: "client",                  cells: "C A H H D H N H S U" },
  { row: 8, action: "list those for whom a seat is kept", type: "query", name: "participants:pending", room: "client", cells: "A A H H D H N H S U" },
  { row: 8, action: "list the participants", type: "query", name: "participants:list", room: "client",               cells: "A A H H D H N H S U", args: () => FIRST },
  { row: 21, action: "mute the room's email", type: "mutation", name: "participants:setNotify", room: "client",      cells: "A A H H A H N H S U", args: () => ({ level: "off" }) },
  { row: 0, action: "keep the room on top of one's list", type: "mutation", name: "participants:setPinned", room: "client", cells: "A A H H A H N H S U", args: () => ({ pinned: true }) },
  // its messages
  { row: 9, action: "read the history", type: "query", name: "messages:list", room: "client",                        cells: "A A H H A H N H S U", args: () => FIRST },
  { row: 9, action: "read an archived room's history", type: "query", name: "messages:list", room: "archived",       cells: "A A H H A H N H S U", args: () => FIRST },
  { row: 9, action: "read an internal room's history", type: "query", name: "messages:list", room: "internal",       cells: "A A H H H H N H S U", args: () => FIRST },
  { row: 9, action: "open the trimmed rest of one's message", type: "query", name: "messages:trimmedText", room: "client", cells: "A A H H A H N H S U", args: own("client") },
  { row: 9, action: "open the trimmed rest of another's message", type: "query", name: "messages:trimmedText", room: "client", cells: "A A H H D H N H S U", args: anothers("client") },
  { row: 11, action: "send a text", type: "mutation", name: "messages:send", room: "client",                         cells: "A A H H A H N H S U", args: text },
  { row: 11, action: "send a text to an internal room", type: "mutation", name: "messages:send", room: "internal",   cells: "A A H H H H N H S U", args: text },
  { row: 11, action: "send a text to an archived room", type: "mutation", name: "messages:send", room: "archived",   cells: "R R H H R H N H S U", args: text },
  { row: 20, action: "post in an announcement room", type: "mutation", name: "messages:send", room: "announcement",  cells: "A A H H D H N H S U", args: text },
  ...DEEDS,
  { row: 15, action: "delete one's own message", type: "mutation", name: "messages:remove", room: "client",          cells: "A A H H A H N H S U", args: own("client") },
  { row: 15, action: "delete one's own message in an archived room", type: "mutation", name: "messages:remove", room: "archived", cells: "A A H H R H N H S U", args: own("archived") },
  { row: 16, action: "delete another's message", type: "mutation", name: "messages:remove", room: "client",          cells: "A A H H D H N H S U", args: anothers("client") },
  { row: 16, action: "delete another's message in an announcement room", type: "mutation", name: "messages:remove", room: "announcement", cells: "A A H H D H N H S U", args: (world) => ({ messageId: world.messageOf("ana", "announcement") }) },
  { row: 32, action: "mark the room read", type: "mutation", name: "readPositions:markRead", room: "client",         cells: "A A H H A H N H S U", args: () => ({ seq: 9 }) },
  { row: 32, action: "mark an archived room read", type: "mutation", name: "readPositions:markRead", room: "archived", cells: "A A H H A H N H S U", args: () => ({ seq: 9 }) },
  ...NOTE_ROWS,
  ...WAITING_ROWS,
  ...EMAIL_ROWS,
  ...SEARCH_ROWS,
  ...TEXT_ROWS,
  ...CARE_ROWS,
  ...SIGN_IN_ROWS,
  ...FILE_ROWS,
  ...PREVIEW_ROWS,
];

/**
 * Rows of the matrix that no public function serves yet, so that leaving one out is a decision.
 * 33, 34 and 36 have no caller; muting.test.ts, inboundEmails.test.ts and attacks.fields.test.ts
 * ask them.
 */
export const ROWS_WITHOUT_A_FUNCTION: Record<number, string> = {
  33: "receive the digest",
  34: "reply by email",
  36: "call internal functions",
};

/** The answer that the matrix promises to `actor`; SA is SP with what AD is allowed on top. */
export function expectedAnswer(row: Row, actor: ActorName): Letter {
  const [column, kind] = ACTORS[actor];
  if (column === "AD") return cellOf(row, column, actor === "olga" ? "staff" : "client");
  if (column !== "SA") return cellOf(row, column, kind);
  const asAdmin = cellOf(row, "AD", "client");
  return asAdmin === "A" ? "A" : cellOf(row, "SP", kind);
}

function cellOf(row: Row, column: Exclude<Column, "SA">, kind: "staff" | "client"): Letter {
  const cells = row.cells.split(" ");
  const letters = cells[COLUMNS.indexOf(column)]?.split("/") ?? [];
  const letter = kind === "client" ? letters.at(-1) : letters[0];
  if (cells.length !== COLUMNS.length || letter === undefined || !CODES.includes(letter)) {
    throw new Error(`Row ${row.row} (${row.action}) has no cell for ${column}`);
  }
  return letter as Letter;
}

/** The arguments of `row` for `actor`, about the row's room or about another id in its place. */
export function argumentsOf(row: Row, world: World, actor: ActorName, roomId?: string): Arguments {
  const args = row.args?.(world, actor) ?? {};
  return row.room === undefined ? args : { roomId: roomId ?? world.rooms[row.room], ...args };
}
