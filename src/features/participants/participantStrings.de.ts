import { plural } from "../../lib/plural";
import type { ParticipantStrings } from "./participantStrings";

export const participantStrings: ParticipantStrings = {
  title: "Teilnehmer",
  addHint: "Wer dazukommt, liest den ganzen Verlauf dieses Raums.",
  creator: "Ersteller",
  you: "Sie",
  client: "Kunde",
  team: "Team",
  suspended: "Gesperrt",
  mailStopped: "E-Mail unzustellbar",
  remove: (name) => `${name} entfernen`,
  removeTitle: (name) => `${name} aus diesem Raum entfernen?`,
  removeBody:
    "Der Zugang endet sofort, auf jedem offenen Bildschirm. Geschriebene Nachrichten bleiben. Was schon per E-Mail kam oder heruntergeladen wurde, bleibt bei der Person.",
  removeConfirm: "Entfernen",
  onlyCreator: (creator) =>
    `Nur ${creator} hat diesen Raum erstellt und kann Personen aufnehmen und entfernen.`,
  loadMore: "Mehr zeigen",
  staffOnly: "Kunden sehen diese Liste nie.",

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
