import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
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
/** What the team reads about seats that are kept for invited contacts (R3). */
export const participantStrings = translated("participantStrings", english);
