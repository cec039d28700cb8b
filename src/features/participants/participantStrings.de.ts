import { plural } from "../../lib/plural";
import type { ParticipantStrings } from "./participantStrings";

export const participantStrings: ParticipantStrings = {
  activity: "Ereignisse",
  waitingTitle: "Noch nicht dabei",
  waitingHint:
    "Eingeladen. Dabei sind sie, sobald sie ihr Konto aktivieren; vorher sehen sie nichts.",
  giveUp: "Freigeben",
  giveUpFor: (name) => `Den Platz von ${name} freigeben`,
  invitedContact: (email) => `${email} · eingeladen`,
  seatKept: "Ein Platz bleibt frei, bis das Konto aktiviert ist.",
  keepHint:
    "Wer eingeladen ist, bekommt seinen Platz mit der Aktivierung des Kontos. Vorher ist von diesem Raum nichts zu sehen.",
  addSubmit: (active, invited) => {
    const add = active === 0 ? "" : `${plural(active, "Person", "Personen")} aufnehmen`;
    const keep = invited === 0 ? "" : `${plural(invited, "Platz", "Plätze")} freihalten`;
    if (keep === "") return add === "" ? "Aufnehmen" : add;
    return add === "" ? keep : `${add}, ${keep}`;
  },
};
