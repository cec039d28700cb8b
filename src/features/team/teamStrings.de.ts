import { plural } from "../../lib/plural";
import type { TeamStrings } from "./teamStrings";

export const teamStrings: TeamStrings = {
  title: "Team",
  people: "Personen",
  hint: "Alle im Team erstellen Räume und laden Kunden ein. Inhaber und Admins kümmern sich außerdem um das Team, die Einstellungen der Firma und die Liste aller Räume. Einen Raum lesen nur die Personen darin.",
  readOnly: "Inhaber und Admins laden ins Team ein und ändern Rollen.",
  you: "Sie",
  roles: { owner: "Inhaber", admin: "Admin", member: "Mitglied" },
  suspended: "Gesperrt",
  menu: (name) => `Aktionen für ${name}`,
  invite: "Ins Team einladen",
  inviteRole: "Rolle",
  makeRole: {
    owner: "Zum Inhaber machen",
    admin: "Zum Admin machen",
    member: "Zum Mitglied machen",
  },
  roleTitle: (name, role) => `${name} ${role} machen?`,
  roleNames: { owner: "zum Inhaber", admin: "zum Admin", member: "zum Mitglied" },
  roleBodies: {
    owner: "Inhaber können hier alles, auch andere Inhaber ändern und sperren.",
    admin:
      "Admins laden ein und sperren, ändern Rollen unterhalb der Inhaber und die Einstellungen der Firma.",
    member: "Mitglieder erstellen Räume und laden Kunden ein. Team und Firma verwalten sie nicht.",
  },
  suspend: "Sperren …",
  suspendConfirm: "Sperren",
  suspendTitle: (name) => `${name} sperren?`,
  suspendBody:
    "Der Zugang endet sofort, auf jedem offenen Bildschirm, und E-Mails kommen keine mehr. Geschriebene Nachrichten bleiben.",
  handOver: (name, count) =>
    `${name} hat ${count >= 1000 ? "mehr als 1.000 Räume" : plural(count, "Raum", "Räume")} erstellt. Nur wer einen Raum erstellt hat, nimmt Personen auf und entfernt sie. Darum muss jemand übernehmen.`,
  successor: "Wer übernimmt?",
  longestSeated: "Wer am längsten dabei ist",
  longestSeatedHint:
    "In jedem Raum, wer aus dem Team am längsten darin ist. Wo sonst niemand ist, übernehmen Sie.",
  checking: "Räume werden geprüft …",
  reactivate: "Entsperren …",
  reactivateConfirm: "Entsperren",
  reactivateTitle: (name) => `${name} wieder hereinlassen?`,
  reactivateBody:
    "Die Person ist wieder in ihren bisherigen Räumen. Übergebene Räume bleiben bei denen, die sie übernommen haben.",
};
