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

  signIn: {
    title: "Sign in",
    demoBanner: "Demo – sign-in without a password. Nothing leaves this computer.",
    lead: "Pick a person. Each browser tab keeps its own, so open a second one beside it.",
    team: "Team",
    clients: "Clients",
    newTab: "New tab",
    openAs: "Sign in as",
    openAsInNewTab: (name: string) => `Sign in as ${name} in a new tab`,
    off: {
      title: "No way to sign in is set up",
      body: "This deployment has no demo sign-in, and no Clerk key. Whoever runs it has to configure one.",
    },
    failed: "The sign-in didn't answer. Try again in a moment.",
    refused: "This person can't be signed in here.",
    mailboxHint: "Emails that the app sends end up in the",
    mailbox: "local mailbox",
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
    kinds: {
      client: {
        name: "Client room",
        hint: "For you and a client. Everyone in it reads everything.",
      },
      internal: { name: "Internal room", hint: "Only the team. No client can ever be added." },
      announcement: { name: "Announcements", hint: "The team writes, clients only read." },
    },
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

  createRoom: {
    title: "New room",
    kind: "What kind of room?",
    portal: "Client",
    portalPlaceholder: "Pick a client company",
    name: "Name",
    namePlaceholder: "e.g. Acme – website",
    people: "Who is in it?",
    peopleHint: "You are in it yourself. You can add and remove people at any time.",
    submit: "Create room",
    nameMissing: "Give the room a name.",
    portalMissing: "Pick the client that this room is for.",
    nameTooLong: "Keep the name under 120 characters.",
    mixed:
      "People of different companies will be in this room. They don't see who else is in it, but they read each other's messages with their names.",
    mixedConfirm: "Yes, put these companies in one room",
    mixedMissing: "Confirm that different companies share this room.",
  },

  people: {
    search: "Find people",
    team: "Team",
    none: "Nobody fits.",
    more: (count: number) =>
      `${plural(count, "more person", "more people")}: type a name to find them.`,
    invited: "Invited. Can be added once they have activated their account.",
    suspended: "Suspended",
    alreadyIn: "Already in this room",
    picked: (count: number) => (count === 0 ? "Nobody picked yet" : `${count} picked`),
    roles: { owner: "Owner", admin: "Admin", member: "Team member" },
  },

  participants: {
    title: "Participants",
    open: "Participants",
    add: "Add people",
    addHint: "They will read the whole history of this room.",
    creator: "Creator",
    you: "you",
    client: "Client",
    team: "Team",
    suspended: "Suspended",
    mailStopped: "email undeliverable",
    remove: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name} from this room?`,
    removeBody:
      "They lose access at once, on every open screen. Their messages stay. What they were emailed or downloaded before stays with them.",
    removeConfirm: "Remove",
    onlyCreator: (creator: string) =>
      `Only ${creator}, who created this room, can add or remove people.`,
    loadMore: "Show more",
    staffOnly: "Clients never see this list.",
  },

  roomMenu: {
    open: "Room menu",
    rename: "Rename room",
    renameSubmit: "Rename",
    pin: "Keep at the top of your list",
    unpin: "Don't keep at the top",
    archive: "Archive room",
    unarchive: "Unarchive room",
    archiveTitle: (name: string) => `Archive “${name}”?`,
    archiveBody:
      "Nobody can write in it until it is unarchived. Everyone in it can still read it. Unread messages are emailed once more, then no longer.",
    unarchiveTitle: (name: string) => `Bring “${name}” back?`,
    unarchiveBody: "Everyone in it can write again.",
    archiveConfirm: "Archive",
    unarchiveConfirm: "Unarchive",
  },

  profile: {
    title: "My profile",
    name: "Name",
    nameMissing: "Write your name.",
    email: "Email",
    company: "Company",
    role: "Role",
    language: "Language",
    languageHint: "Of the app and of your emails.",
    timeZone: "Time zone",
    timeZoneHint: "Times in the app and in emails are shown in this zone.",
    notifications: "Email",
    muteAll: "Mute all email",
    muteAllHint:
      "Normally you get one email per room with what you haven't read, at most every 30 minutes. Muted, you get none. Turning it back on doesn't send what you missed.",
    perRoom: "To mute a single room, open its menu.",
    appearance: "Appearance",
  },

  admin: {
    title: "All rooms",
    lead: "Every room of the firm by name. What is said in a room is visible only to the people in it.",
    columns: {
      name: "Room",
      kind: "Kind",
      creator: "Created by",
      participants: "People",
      deeds: "Actions",
    },
    archived: "archived",
    more: "Show more",
    empty: "There are no rooms yet.",
    denied: "Only owners and admins see the list of all rooms.",
  },

  help: {
    title: "Keyboard shortcuts",
    keys: [
      { keys: ["Alt", "↑"], does: "Previous room" },
      { keys: ["Alt", "↓"], does: "Next room" },
      { keys: ["Ctrl", "K"], does: "Go to a room or page, or do something" },
      { keys: ["/"], does: "Search" },
      { keys: ["Ctrl", "Shift", "F"], does: "Search, also while typing" },
      { keys: ["↑", "↓"], does: "Move in the room list" },
      { keys: ["Enter"], does: "Open the room, or send the message" },
      { keys: ["Shift", "Enter"], does: "New line in a message, or the next item of a list" },
      { keys: ["Ctrl", "B"], does: "Bold: **words**" },
      { keys: ["Ctrl", "I"], does: "Italic: _words_" },
      { keys: ["Ctrl", "E"], does: "Code: `words`" },
      { keys: ["- ", "1. ", "> "], does: "At the start of a line: list, numbers, quote" },
      { keys: ["@"], does: "Mention somebody, or the team" },
      { keys: ["Ctrl", "↑"], does: "Change your last message, from an empty box" },
      { keys: ["?"], does: "This list" },
    ],
  },
};

export type Strings = typeof english;
/** Every sentence that the shells, dialogs and lists show, in one typed place (the chat pane keeps its own beside it). */
export const strings = translated("strings", english);

/** An unread number as a badge shows it: "1" … "99", then "99+". */
export function badge(count: number): string {
  return count > 99 ? "99+" : String(count);
}
