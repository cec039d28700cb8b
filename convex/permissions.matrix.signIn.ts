/** The rows of the permission matrix about signing in: open to everybody, and telling nobody anything. */
import type { Row } from "./permissions.matrix";

const device = "Firefox on Linux";
const about = {
  firmName: "Another Firm",
  accentColor: "#2f6f5e",
  timeZone: "Europe/Berlin",
  ownerName: "Mallory",
  ownerEmail: "mallory@evil.test",
};

// prettier-ignore
export const SIGN_IN_ROWS: Row[] = [
  //                                                                                                                         CR SP SN AD CP CN IN RM SU AN
  { row: 0, action: "see how one gets in here", type: "query", name: "signIn:options",                               cells: "A A A A A A A A A A" },
  { row: 0, action: "ask for a sign-in code", type: "mutation", name: "signIn:requestCode",                          cells: "A A A A A A A A A A", args: () => ({ email: "carla@client.test" }) },
  { row: 0, action: "sign in with a code that was never sent", type: "action", name: "signIn:withCode",              cells: "X X X X X X X X X X", args: () => ({ email: "olga@firm.test", code: "12345678", device }) },
  { row: 0, action: "join by a link that was never sent", type: "action", name: "signIn:withInvitation",             cells: "V V V V V V V V V V", args: () => ({ token: "unknown", device }) },
  { row: 0, action: "go on with a sign-in that never was", type: "action", name: "signIn:refresh",                   cells: "U U U U U U U U U U", args: () => ({ refreshToken: "unknown" }) },
  { row: 0, action: "end a sign-in that never was", type: "action", name: "signIn:end",                              cells: "A A A A A A A A A A", args: () => ({ refreshToken: "unknown" }) },
  { row: 0, action: "say that a page without invitation is open", type: "mutation", name: "invitations:noteOpened",  cells: "A A A A A A A A A A", args: () => ({ token: "unknown" }), idle: true },
  { row: 0, action: "set up a firm where there is one", type: "action", name: "setUp:complete",                      cells: "L L L L L L L L L L", args: () => ({ token: "guessed", about, device }) },
  { row: 0, action: "see where one is signed in", type: "query", name: "sessions:list",                              cells: "A A A A A A N A S U" },
  { row: 0, action: "end a session of one's own that never was", type: "mutation", name: "sessions:revoke",          cells: "H H H H H H N H S U", args: () => ({ sessionId: "unknown" }) },
  { row: 0, action: "sign out everywhere else", type: "mutation", name: "sessions:revokeOthers",                     cells: "A A A A A A N A S U", idle: true },
];
