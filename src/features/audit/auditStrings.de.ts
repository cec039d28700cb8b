import { plural } from "../../lib/plural";
import type { AuditStrings } from "./auditStrings";

function removedOf(detail: string): string {
  const [messages = 0, rooms = 0, notes = 0, emails = 0] = detail.split(" ").map(Number);
  return [
    `${plural(messages, "Nachricht", "Nachrichten")} in ${plural(rooms, "Raum", "Räumen")}`,
    plural(notes, "Notiz", "Notizen"),
    plural(emails, "E-Mail", "E-Mails"),
  ].join(", ");
}

export const auditStrings: AuditStrings = {
  deeds: {
    "room.create": ({ room }) => `hat den Raum ${room} erstellt`,
    "room.rename": ({ detail }) => `hat einen Raum in ${detail} umbenannt`,
    "room.archive": ({ room }) => `hat ${room} archiviert`,
    "room.unarchive": ({ room }) => `hat ${room} aus dem Archiv geholt`,
    "room.handOver": ({ room, person }) => `hat ${room} an ${person} übergeben`,
    "room.export": ({ room, detail }) => `hat den Verlauf von ${room} exportiert (${detail})`,
    "participant.add": ({ room, person }) => `hat ${person} in ${room} aufgenommen`,
    "participant.remove": ({ room, person }) => `hat ${person} aus ${room} entfernt`,
    "participant.leave": ({ room }) => `hat ${room} verlassen`,
    "participant.reserve": ({ room, person }) => `hält ${person} in ${room} einen Platz frei`,
    "participant.unreserve": ({ room, person }) =>
      `hält ${person} in ${room} keinen Platz mehr frei`,
    "message.delete": ({ room }) => `hat in ${room} eine Nachricht gelöscht`,
    "note.delete": ({ room }) => `hat in ${room} eine Notiz gelöscht`,
    "user.role": ({ person, detail }) => `hat die Rolle von ${person} auf ${detail} geändert`,
    "user.suspend": ({ person }) => `hat ${person} gesperrt`,
    "user.reactivate": ({ person }) => `hat ${person} wieder hereingelassen`,
    "user.activate": () => "hat die Einladung angenommen",
    "user.loseSignIn": () =>
      "wurde beim Anmeldedienst gelöscht und bleibt, als letzter Inhaber, bestehen",
    "portal.create": ({ detail }) => `hat den Kunden ${detail} angelegt`,
    "portal.rename": ({ detail }) => `hat einen Kunden in ${detail} umbenannt`,
    "invitation.send": ({ person }) => `hat ${person} eingeladen`,
    "invitation.revoke": ({ person }) => `hat die Einladung von ${person} zurückgezogen`,
    "message.askConfirmation": ({ room }) =>
      `hat die Leser von ${room} gebeten, eine Nachricht zu bestätigen`,
    "inbound.accept": ({ room, person, detail }) =>
      `hat eine E-Mail von ${detail} als Nachricht von ${person} in ${room} angenommen`,
    "inbound.reject": ({ room, detail }) => `hat eine E-Mail von ${detail} an ${room} abgelehnt`,
    "user.resumeMail": ({ person, detail }) =>
      `lässt wieder E-Mails an ${person} unter ${detail} zu`,
    "user.addAddress": ({ person, detail }) =>
      `nimmt Antworten von ${person} auch von ${detail} an`,
    "firm.setUp": () => "hat die Firma eingerichtet",
    "firm.retention": ({ detail }) =>
      Number(detail) > 0
        ? `lässt Nachrichten ${plural(Number(detail), "Monat", "Monate")} aufbewahren`
        : "lässt Nachrichten für immer aufbewahren",
    "retention.run": ({ detail }) =>
      `hat die Regel gesetzt, nach der entfernt wurde: ${removedOf(detail)}`,
    "user.erase": ({ person }) => `hat ${person} gelöscht`,
    "firm.update": ({ detail }) => `hat die Firma geändert: ${detail}`,
  },
  unnamed: { room: "einen Raum", person: "jemand", detail: "etwas anderes" },
  settings: {
    name: "Name",
    accentColor: "Akzentfarbe",
    timeZone: "Zeitzone",
    studioIdentity: "Schreiben als Firma",
    logo: "Logo",
    waitingHours: "Antwortzeiten",
  },
  title: "Protokoll",
  lead: "Wer was geändert hat, das Neueste zuerst. Was in Räumen gesprochen wird, steht hier nie.",
  zone: (zone) => `Zeiten in ${zone.replaceAll("_", " ")}.`,
  more: "Mehr zeigen",
  empty: "Noch ist nichts verzeichnet.",
  denied: "Nur Inhaber und Admins sehen das Protokoll.",
};
