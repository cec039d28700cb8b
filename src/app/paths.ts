/** Every address of the app. The two shells have the same inner addresses under different roots. */
export type Shell = "staff" | "portal";

export const paths = {
  signIn: "/sign-in",
  setUp: "/set-up",
  home: (shell: Shell) => `/${shell}`,
  room: (shell: Shell, roomId: string) => `/${shell}/rooms/${encodeURIComponent(roomId)}`,
  /** A room at one of its messages. */
  message: (shell: Shell, roomId: string, messageId: string) =>
    `${paths.room(shell, roomId)}?m=${encodeURIComponent(messageId)}`,
  /** A room at one of its notes. */
  note: (shell: Shell, roomId: string, noteId: string) =>
    `${paths.room(shell, roomId)}?n=${encodeURIComponent(noteId)}`,
  search: (shell: Shell) => `/${shell}/search`,
  profile: (shell: Shell) => `/${shell}/settings/profile`,
  portals: "/staff/portals",
  portal: (portalId: string) => `/staff/portals/${encodeURIComponent(portalId)}`,
  /** What a client sees, for the team; one of their rooms when it is given. */
  seeAs: (userId: string, roomId?: string) =>
    `/staff/see-as/${encodeURIComponent(userId)}${roomId === undefined ? "" : `/${encodeURIComponent(roomId)}`}`,
  team: "/staff/team",
  firmSettings: "/staff/settings/firm",
  adminRooms: "/staff/admin/rooms",
  heldEmails: "/staff/held-emails",
  adminEmail: "/staff/admin/email",
  health: "/staff/admin/health",
  audit: "/staff/admin/audit",
  invitation: (token: string) => `/invitation/${encodeURIComponent(token)}`,
} as const;

/** The shell of a kind of person. */
export function shellOf(kind: "staff" | "client"): Shell {
  return kind === "staff" ? "staff" : "portal";
}

/** The sign-in page, remembering where to go afterwards. */
export function signInPath(next: string): string {
  return next === "/" ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(next)}`;
}

/** A `next` parameter that may be followed: an address of this app, never one of another site ("//evil.example"). */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : "/";
}
