import { plural } from "./plural";
import { translated } from "../language/translated";

const english = {
  product: "Anteroom",
  loading: "Loading…",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  back: "Back",
  retry: "Try again",
  reload: "Reload",
  today: "Today",
  yesterday: "Yesterday",

  errors: {
    title: "Something went wrong",
    paneTitle: "This part of the page stopped working",
    paneBody: "The rest of the app goes on. Reload this part to try again.",
    partNotLoaded: "This couldn't be downloaded. Are you online?",
    lostRoomTitle: "You no longer have access to this room",
    lostRoomBody:
      "It may have been removed, or you are no longer in it. Anything you were typing is kept on this device.",
    notFoundTitle: "There is nothing at this address",
    notFoundBody: "The link may be old, or mistyped.",
    goHome: "Go to your rooms",
  },

  account: {
    NOT_ACTIVATED: {
      title: "Your account isn't active yet",
      body: "Accept the invitation in your inbox first. If you can't find it, ask the team to send it again.",
    },
    SUSPENDED: {
      title: "Your account is suspended",
      body: "You can't read or write here at the moment. Contact the team if you think this is a mistake.",
    },
    UNAUTHENTICATED: {
      title: "Your sign-in has ended",
      body: "Sign in again to go on where you were.",
    },
    signInAsOther: "Go to sign-in",
    signOut: "Sign out",
  },

  nav: {
    main: "Main",
    home: "Home",
    rooms: "Rooms",
    portals: "Clients",
    team: "Team",
    firmSettings: "Firm settings",
    audit: "Audit log",
    search: "Search messages",
    heldEmails: "Held emails",
    heldWaiting: (count: string) => `Held emails, ${count} waiting`,
    emailAdmin: "Email",
    allRooms: "All rooms",
    health: "Is everything all right?",
    profile: "My profile",
    help: "Keyboard shortcuts",
    mailbox: "Local mailbox",
    menu: "Your account",
    skip: "Skip to the conversation",
    back: (unread: number) =>
      unread === 0 ? "Back to rooms" : `Back to rooms, ${badge(unread)} unread elsewhere`,
  },

  theme: { label: "Appearance", auto: "System", light: "Light", dark: "Dark" },

  offline: {
    lost: "Offline – messages will be sent when you're back",
    back: "Back online",
  },

  rooms: {
    list: "Rooms",
    sections: {
      client: "Clients",
      internal: "Internal",
      announcement: "Announcements",
      archived: "Archived",
    },
    kinds: { client: "Client room", internal: "Internal room", announcement: "Announcements" },
    unread: "unread",
    lastFrom: (viaEmail: boolean) => `last message ${viaEmail ? "via email " : ""}from`,
    unreadNotes: "unread notes",
    create: "New room",
    empty: {
      staffTitle: "No rooms yet",
      staffBody: "A room is where you talk with a client, or among yourselves.",
      clientTitle: "No conversations yet",
      clientBody: "Your team hasn't opened a chat with you yet. You'll get an email when they do.",
    },
    filter: "Find a room",
    noMatch: (text: string) => `No room is called “${text}”.`,
    pickTitle: "Pick a room",
    pickBody: "Your conversations are in the list on the left.",
    you: "You",
    deleted: "deleted message",
    noMessages: "No messages yet",
    viaEmail: "via email",
    muted: "email off",
    draft: "Draft",
    archived: "archived",
    pinned: "pinned",
    menu: "Room menu",
    participants: "Participants",
    addPeople: "Add people",
  },

  home: {
    greeting: (hour: number, name: string) =>
      `${hour < 5 ? "Good night" : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening"}, ${name}`,
    unread: (messages: number, rooms: number) =>
      `${messages > 99 ? "99+ unread messages" : plural(messages, "unread message", "unread messages")} in ${plural(rooms, "room", "rooms")}`,
    clear: "You're all caught up",
    clearBody: "New messages appear here.",
    recent: "Recent conversations",
    unreadRooms: "Unread",
  },
};

export type Strings = typeof english;
/** Every sentence that the shells, dialogs and lists show, in one typed place (the chat pane keeps its own beside it). */
export const strings = translated("strings", english);

/** An unread number as a badge shows it: "1" … "99", then "99+". */
export function badge(count: number): string {
  return count > 99 ? "99+" : String(count);
}
