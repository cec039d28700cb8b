import type { Id } from "../../convex/_generated/dataModel";
import type { ClientViewer, StaffViewer } from "../features/auth/viewer";
import type { RoomListItem } from "../features/rooms/roomListTypes";

/** The same people in every component test: Ana (staff, creator), Sam (staff), Carla (client), Omar (client outside). */
export const ANA: StaffViewer = {
  kind: "staff",
  userId: "user-ana" as Id<"users">,
  name: "Ana Ruiz",
  email: "ana@northwind.example",
  role: "owner",
  emailMuted: false,
  language: "en",
  mailSchedule: { interval: "30min", hour: 8, quiet: null, days: [0, 1, 2, 3, 4, 5, 6] },
  timeZone: "Europe/Berlin",
};
export const SAM: StaffViewer = {
  ...ANA,
  userId: "user-sam" as Id<"users">,
  name: "Sam Oak",
  email: "sam@northwind.example",
  role: "member",
};
export const CARLA: ClientViewer = {
  kind: "client",
  name: "Carla Diaz",
  email: "carla@acme.example",
  portalName: "Acme Ceramics",
  emailMuted: false,
  language: "en",
  mailSchedule: { interval: "30min", hour: 8, quiet: null, days: [0, 1, 2, 3, 4, 5, 6] },
  timeZone: "Europe/Berlin",
};

/** Noon in Berlin on Friday 15 May 2026: what tests take for now. */
export const NOW = Date.parse("2026-05-15T10:00:00Z");

/** A room of the list with three unread messages, the last one from Carla at 11:05; overridden by `change`. */
export function roomItem(change: Partial<RoomListItem> = {}): RoomListItem {
  return {
    roomId: "room-acme" as Id<"rooms">,
    name: "Acme – website",
    kind: "client",
    archived: false,
    unread: 3,
    hasUnread: true,
    lastSeq: 12,
    readSeq: 9,
    lastActivityTime: Date.parse("2026-05-15T09:05:00Z"),
    notify: { level: "all", untilTime: null },
    preview: {
      text: "The logo is attached.",
      author: "Carla Diaz",
      mine: false,
      source: "app",
      files: null,
    },
    pinned: false,
    ...change,
  };
}
