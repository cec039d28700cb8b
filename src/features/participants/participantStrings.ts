import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
  title: "Participants",
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

  activity: "Activity",
  waitingTitle: "Waiting to join",
  waitingHint: "Invited. They are seated when they activate their account, and see nothing before.",
  giveUp: "Give up",
  giveUpFor: (name: string) => `Give up the seat kept for ${name}`,
  invitedContact: (email: string) => `${email} · invited`,
  seatKept: "A seat is kept until they activate their account.",
  keepHint:
    "Who is invited gets their seat when they activate their account. Before that they see nothing of this room.",
  addSubmit: (active: number, invited: number) => {
    const add = active === 0 ? "" : `Add ${plural(active, "person", "people")}`;
    const keep = invited === 0 ? "" : `keep ${plural(invited, "seat", "seats")}`;
    if (keep === "") return add === "" ? "Add" : add;
    return add === "" ? `K${keep.slice(1)}` : `${add}, ${keep}`;
  },
};

export type ParticipantStrings = typeof english;
/** What the team reads about a room's participants and the seats kept for invited contacts (R3); clients don't download it. */
export const participantStrings = translated("participantStrings", english);
