import { plural } from "../../lib/plural";
import type { PeopleStrings } from "./peopleStrings";

export const peopleStrings: PeopleStrings = {
  search: "Personen suchen",
  team: "Team",
  none: "Niemand passt dazu.",
  more: (count) =>
    `${plural(count, "weitere Person", "weitere Personen")}: Tippen Sie einen Namen, um sie zu finden.`,
  invited: "Eingeladen. Kann aufgenommen werden, sobald das Konto aktiviert ist.",
  suspended: "Gesperrt",
  alreadyIn: "Schon in diesem Raum",
  picked: (count) => (count === 0 ? "Noch niemand ausgewählt" : `${count} ausgewählt`),
  roles: { owner: "Inhaber", admin: "Admin", member: "Teammitglied" },
};
