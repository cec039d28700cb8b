/** Who and what is in the demo firm. Data only; seed.ts writes it. */
import type { RoomKind, StaffRole } from "../validators";

export const DEMO_FIRM = {
  name: "Northwind Studio",
  accentColor: "#b4532a",
  timeZone: "Europe/Berlin",
  studioIdentity: false,
};

export type DemoStaff = { subject: string; name: string; title: string; role: StaffRole };
export const DEMO_STAFF: DemoStaff[] = [
  { subject: "anna", name: "Anna Berg", title: "Creative director", role: "owner" },
  { subject: "marc", name: "Marc Oliveira", title: "Account manager", role: "admin" },
  { subject: "ivy", name: "Ivy Chen", title: "Designer", role: "member" },
];

export type DemoContact = { subject: string; name: string; title: string; email: string };
export const DEMO_PORTALS: { name: string; contacts: DemoContact[] }[] = [
  {
    name: "Acme Ceramics",
    contacts: [
      { subject: "bob", name: "Bob Keller", title: "Managing director", email: "bob@acme.example" },
      { subject: "sara", name: "Sara Lind", title: "Marketing", email: "sara@acme.example" },
    ],
  },
  {
    name: "Baltic Law",
    contacts: [
      { subject: "lena", name: "Lena Kask", title: "Partner", email: "lena@balticlaw.example" },
    ],
  },
  {
    name: "Solo Baker",
    contacts: [
      { subject: "tom", name: "Tom Reyes", title: "Baker", email: "tom@solobaker.example" },
    ],
  },
];

/** Written in this order, each `minutesAgo` before the start. `<@subject>` in a text is a mention. */
export type DemoLine = {
  by: string;
  text: string;
  minutesAgo: number;
  byEmail?: { trimmed: string };
  deletedBy?: string;
  /** By which an answer names it. */
  key?: string;
  /** The key of the line that it answers. */
  answers?: string;
  /** Whose emoji it has got. */
  reactions?: Record<string, string[]>;
  pinnedBy?: string;
  /** What it said before its author changed it. */
  before?: string;
  /** Names in DEMO_FILES (demoFiles.ts). */
  files?: string[];
};

export type DemoRoom = {
  name: string;
  kind: RoomKind;
  portal?: string;
  creator: string;
  others: string[];
  archived?: boolean;
  lines: DemoLine[];
  /** Staff notes between them. */
  notes?: Pick<DemoLine, "by" | "text" | "minutesAgo">[];
  /** How many of the newest lines each person has not seen; everybody else has seen all. */
  unseen?: Record<string, number>;
};

const HOUR = 60;
const DAY = 24 * HOUR;

const ACME: DemoLine[] = [
  {
    by: "anna",
    text: "Welcome, Bob and Sara! This room is for everything about the new website.\nAsk anything, drop files, and answer from your inbox if that is easier.",
    minutesAgo: 12 * DAY,
  },
  { by: "bob", text: "Great, thanks. Sara will handle the texts.", minutesAgo: 12 * DAY - 40 },
  { by: "sara", text: "Hello everyone 👋", minutesAgo: 12 * DAY - 44 },
  {
    by: "marc",
    text: "Here is **the plan** we talked about:\n1. Structure and tone by _Friday_\n2. Design of three pages the week after\n3. Launch on the 1st",
    minutesAgo: 9 * DAY,
    pinnedBy: "anna",
    files: ["website-plan.pdf"],
    reactions: { "👍": ["bob", "sara"] },
  },
  { by: "bob", text: "Works for us.", minutesAgo: 9 * DAY - 25 },
  {
    by: "sara",
    text: "Could the shop come a bit earlier? The autumn fair is on the 20th.",
    minutesAgo: 5 * DAY,
    key: "fair",
    before: "Could the shop come a bit earlier? The autumn fair is on the 12th.",
  },
  {
    by: "anna",
    text: "We can bring the shop forward if the photos are ready by Wednesday.",
    minutesAgo: 5 * DAY - 90,
    answers: "fair",
    reactions: { "🎉": ["sara"] },
  },
  {
    by: "bob",
    text: "Photos are done: 42 pictures of the new glaze line. Here are two, the link follows tonight.",
    minutesAgo: 4 * DAY,
    files: ["glaze-sea.png", "glaze-sand.png"],
    reactions: { "❤️": ["anna", "marc"], "👏": ["sara"] },
    byEmail: {
      trimmed:
        "On Tue, Northwind Studio wrote:\n> We can bring the shop forward if the photos are ready by Wednesday.\n\n-- \nBob Keller\nAcme Ceramics",
    },
  },
  { by: "marc", text: "(wrong room, sorry)", minutesAgo: 2 * DAY, deletedBy: "marc" },
  {
    by: "anna",
    text: "The first page is up for a look: https://preview.northwind.example/acme\n<@marc> is still on the opening hours.",
    minutesAgo: DAY + 2 * HOUR,
  },
  {
    by: "marc",
    text: "Opening hours and the map are in as well. Tell us what you think!",
    minutesAgo: DAY,
  },
  { by: "sara", text: "It looks wonderful. Two small things:", minutesAgo: 3 * HOUR },
  {
    by: "sara",
    text: "– the kiln picture could be larger\n– “since 1962” should be in the header",
    minutesAgo: 3 * HOUR - 2,
  },
  { by: "bob", text: "Agreed. And when do we talk about the newsletter?", minutesAgo: 35 },
];

export const DEMO_ROOMS: DemoRoom[] = [
  {
    name: "Acme – logo (2025)",
    kind: "client",
    portal: "Acme Ceramics",
    creator: "anna",
    others: ["bob"],
    archived: true,
    lines: [
      { by: "anna", text: "The final logo files are with you.", minutesAgo: 88 * DAY },
      { by: "bob", text: "Received, we love it. Thank you!", minutesAgo: 87 * DAY },
    ],
  },
  {
    name: "Studio internal",
    kind: "internal",
    creator: "anna",
    others: ["marc", "ivy"],
    lines: [
      { by: "anna", text: "Team only: no client can ever be in here.", minutesAgo: 40 * DAY },
      { by: "ivy", text: "The Acme header with “since 1962” is on its way.", minutesAgo: 2 * HOUR },
      { by: "marc", text: "Who takes the Baltic Law call on Thursday?", minutesAgo: 90 },
      { by: "anna", text: "I do. Please read the draft before, Ivy.", minutesAgo: 80 },
    ],
    unseen: { ivy: 2 },
  },
  {
    name: "Studio news",
    kind: "announcement",
    creator: "anna",
    others: ["marc", "bob", "sara", "lena", "tom"],
    lines: [
      {
        by: "anna",
        text: "We are closed from 24 December to 1 January. In an emergency Marc answers the phone.",
        minutesAgo: 6 * DAY,
      },
      {
        by: "marc",
        text: "New: you can answer our emails, and your answer appears in the room.",
        minutesAgo: 3 * DAY,
      },
    ],
    unseen: { tom: 1 },
  },
  {
    name: "Baltic Law",
    kind: "client",
    portal: "Baltic Law",
    creator: "anna",
    others: ["lena"],
    lines: [
      { by: "anna", text: "Good morning Lena, the draft is ready.", minutesAgo: 8 * DAY },
      { by: "lena", text: "Thank you. The partners read it this week.", minutesAgo: 7 * DAY },
      {
        by: "anna",
        text: "Shall we talk on Thursday at 10? I'd bring two variants of the front page.",
        minutesAgo: 75,
      },
    ],
    unseen: { lena: 1 },
  },
  {
    name: "Acme – website",
    kind: "client",
    portal: "Acme Ceramics",
    creator: "anna",
    others: ["marc", "bob", "sara"],
    lines: ACME,
    notes: [
      {
        by: "anna",
        text: "The fair is what they care about. If photos slip, we still show the shop first.",
        minutesAgo: 5 * DAY - 95,
      },
      { by: "marc", text: "Newsletter isn't in the offer. I'll send one.", minutesAgo: 20 },
    ],
    unseen: { anna: 3, bob: 4, marc: 3 },
  },
];

/** The long room: this many lines over 90 days, made from the phrases below. */
export const LONG_ROOM = {
  name: "Solo Baker",
  kind: "client" as const,
  portal: "Solo Baker",
  creator: "marc",
  others: ["anna", "tom"],
  lines: 1_200,
  days: 90,
};

export const LONG_ROOM_PHRASES = [
  "Good morning! The rye is in the oven.",
  "Can we change the price list? Croissants are 2.40 now.",
  "Done, it is on the page.",
  "Here is the text for the weekend:\nSaturday: sourdough, focaccia, cinnamon rolls\nSunday: closed",
  "Thanks, that was fast.",
  "The order form says “sold out” too early, could you look?",
  "Looking into it now.",
  "Fixed: it counted the pre-orders twice.",
  "👍",
  "A customer asked for gluten-free bread. Shall we put up a page about it, with what we can and cannot promise, the oven we use, and how to order a day ahead?",
  "Let's do that next week.",
  "New pictures are coming tomorrow.",
  "Is the newsletter out?",
  "It went to 312 people, 61 % opened it.",
  "That is more than the shop holds 😄",
  "Could you move the map above the opening hours?",
  "Moved. Better?",
  "Much better.",
  "Invoice for October is in the folder.",
  "Paid, thank you!",
];
