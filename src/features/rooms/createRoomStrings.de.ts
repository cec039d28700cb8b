import type { CreateRoomStrings } from "./createRoomStrings";

export const createRoomStrings: CreateRoomStrings = {
  title: "Neuer Raum",
  kind: "Was für ein Raum?",
  kindHints: {
    client: "Für Sie und einen Kunden. Alle darin lesen alles.",
    internal: "Nur das Team. Kunden können nie aufgenommen werden.",
    announcement: "Das Team schreibt, Kunden lesen nur.",
  },
  portal: "Kunde",
  portalPlaceholder: "Kundenfirma wählen",
  name: "Name",
  namePlaceholder: "z. B. Acme – Website",
  people: "Wer ist dabei?",
  peopleHint: "Sie selbst sind dabei. Teilnehmer können Sie jederzeit aufnehmen und entfernen.",
  submit: "Raum erstellen",
  nameMissing: "Geben Sie dem Raum einen Namen.",
  portalMissing: "Wählen Sie den Kunden, für den dieser Raum ist.",
  nameTooLong: "Der Name darf höchstens 120 Zeichen haben.",
  mixed:
    "In diesem Raum sind Personen verschiedener Firmen. Niemand davon sieht, wer sonst dabei ist, aber alle lesen die Nachrichten der anderen mit deren Namen.",
  mixedConfirm: "Ja, diese Firmen zusammen in einen Raum",
  mixedMissing: "Bestätigen Sie, dass sich verschiedene Firmen diesen Raum teilen.",
};
