import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
  title: "Clients",
  lead: "Every client company has a portal of its own. Its contacts sign in there and see the rooms that they were added to, and nothing else.",
  create: "New client",
  createSubmit: "Create",
  name: "Company name",
  nameMissing: "Write the name of the company.",
  empty: "No clients yet",
  emptyBody: "Make a client company, invite its contacts, then open a room with them.",
  counts: (contacts: number) =>
    contacts === 0 ? "No contacts yet" : plural(contacts, "contact", "contacts"),
  active: (count: number) => `${count} active`,
  pending: (count: number) => `${count} invited`,
  more: "Show more",

  back: "All clients",
  rename: "Rename",
  renameTitle: "Rename this client",
  renameSubmit: "Rename",
  files: (used: string, most: string) => `Files: ${used} of ${most}`,
  contacts: "Contacts",
  contactsHint: "Invited contacts can be put into rooms already: they get in as soon as they join.",
  invite: "Invite a contact",
  inviteTitle: (portal: string) => `Invite a contact of ${portal}`,
  inviteHint:
    "They get an email with a link, valid for 14 days. They see no room until you add them to one.",
  noContacts: "Nobody has been invited yet.",
  states: { active: "Active", suspended: "Suspended", invited: "Invited" },
  rooms: "Rooms",
  roomsHint: "Rooms of this client that you are in.",
  noRooms: "You are in no room of this client yet.",
  archived: "archived",
  createRoom: (portal: string) => `Create a room for ${portal}`,
  suspend: "Suspend",
  suspendFor: (name: string) => `Suspend ${name}`,
  suspendTitle: (name: string) => `Suspend ${name}?`,
  suspendBody:
    "They are out at once, on every open screen. They get no more email, and what they answer by email isn't posted. Their messages stay.",
  reactivate: "Reactivate",
  reactivateFor: (name: string) => `Reactivate ${name}`,
  reactivateTitle: (name: string) => `Let ${name} in again?`,
  reactivateBody:
    "They are back in the rooms that they were in, and can read what was written meanwhile. It isn't mailed to them.",
};

export type PortalStrings = typeof english;
/** The sentences of the pages about clients and their contacts. */
export const portalStrings = translated("portalStrings", english);
