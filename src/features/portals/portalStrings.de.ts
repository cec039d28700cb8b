import { plural } from "../../lib/plural";
import type { PortalStrings } from "./portalStrings";

export const portalStrings: PortalStrings = {
  title: "Kunden",
  lead: "Jede Kundenfirma hat ihr eigenes Portal. Ihre Ansprechpartner melden sich dort an und sehen die Räume, in die sie aufgenommen wurden, sonst nichts.",
  create: "Neuer Kunde",
  createSubmit: "Anlegen",
  name: "Name der Firma",
  nameMissing: "Schreiben Sie den Namen der Firma.",
  empty: "Noch keine Kunden",
  emptyBody:
    "Legen Sie eine Kundenfirma an, laden Sie ihre Ansprechpartner ein und eröffnen Sie dann einen Raum mit ihnen.",
  counts: (contacts) =>
    contacts === 0
      ? "Noch keine Ansprechpartner"
      : plural(contacts, "Ansprechpartner", "Ansprechpartner"),
  active: (count) => `${count} aktiv`,
  pending: (count) => `${count} eingeladen`,
  more: "Mehr zeigen",

  back: "Alle Kunden",
  rename: "Umbenennen",
  renameTitle: "Diesen Kunden umbenennen",
  renameSubmit: "Umbenennen",
  files: (used, most) => `Dateien: ${used} von ${most}`,
  contacts: "Ansprechpartner",
  contactsHint:
    "Eingeladene können schon in Räume aufgenommen werden; dabei sind sie, sobald sie beitreten.",
  invite: "Ansprechpartner einladen",
  inviteTitle: (portal) => `Jemanden von ${portal} einladen`,
  inviteHint:
    "Die Person bekommt eine E-Mail mit einem Link, der 14 Tage gilt. Sie sieht keinen Raum, bevor Sie sie in einen aufnehmen.",
  noContacts: "Noch wurde niemand eingeladen.",
  states: { active: "Aktiv", suspended: "Gesperrt", invited: "Eingeladen" },
  rooms: "Räume",
  roomsHint: "Räume dieses Kunden, in denen Sie sind.",
  noRooms: "Sie sind noch in keinem Raum dieses Kunden.",
  archived: "archiviert",
  createRoom: (portal) => `Raum für ${portal} erstellen`,
  suspend: "Sperren",
  suspendFor: (name) => `${name} sperren`,
  suspendTitle: (name) => `${name} sperren?`,
  suspendBody:
    "Der Zugang endet sofort, auf jedem offenen Bildschirm. E-Mails kommen keine mehr, und Antworten per E-Mail werden nicht veröffentlicht. Geschriebene Nachrichten bleiben.",
  reactivate: "Entsperren",
  reactivateFor: (name) => `${name} entsperren`,
  reactivateTitle: (name) => `${name} wieder hereinlassen?`,
  reactivateBody:
    "Die Person ist wieder in ihren bisherigen Räumen und kann lesen, was inzwischen geschrieben wurde. Per E-Mail wird das nicht nachgesendet.",
};
