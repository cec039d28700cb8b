import type { InvitationStrings } from "./invitationStrings";

export const invitationStrings: InvitationStrings = {
  pending: "Eingeladen",
  opened: "Einladung geöffnet",
  expired: "Einladung abgelaufen",
  revoked: "Einladung zurückgezogen",
  undelivered: "E-Mail nicht zugestellt",
  complained: "Als Spam gemeldet",
  validUntil: (date) => `gilt bis ${date}`,
  resend: "Noch einmal senden",
  resendFor: (name) => `Einladung von ${name} noch einmal senden`,
  revoke: "Zurückziehen",
  revokeFor: (name) => `Einladung von ${name} zurückziehen`,
  resent: (name) => `Eine neue Einladung an ${name} ist unterwegs. Der alte Link gilt nicht mehr.`,
  revokeTitle: (name) => `Die Einladung von ${name} zurückziehen?`,
  revokeBody: "Der Link in der E-Mail gilt sofort nicht mehr. Sie können später wieder einladen.",

  name: "Name",
  email: "E-Mail-Adresse",
  nameMissing: "Schreiben Sie den Namen.",
  emailMissing: "Schreiben Sie eine E-Mail-Adresse, etwa lena@example.com.",
  send: "Einladung senden",

  page: {
    invitesClient: (firm) => `${firm} lädt Sie in das Kundenportal ein`,
    invitesStaff: (firm) => `${firm} lädt Sie ins Team ein`,
    body: "Im Portal lesen Sie Nachrichten, antworten und teilen, was zu Ihrem Projekt gehört.",
    staffBody: "Hier sprechen Sie mit Kunden und Kollegen an einem Ort.",
    forWhom: "Für",
    email: "E-Mail",
    company: "Firma",
    join: "Beitreten",
    joining: "Einen Moment …",
    signInToJoin: "Anmelden und beitreten",
    otherPerson:
      "In diesem Tab ist jemand angemeldet. Beim Beitreten wird stattdessen die eingeladene Person angemeldet.",
    signIn: "Zur Anmeldung",
    unknown: {
      title: "Dieser Einladungslink funktioniert nicht",
      body: "Vielleicht ist er unvollständig, oder eine neuere Einladung hat ihn ersetzt. Suchen Sie die neueste E-Mail, oder bitten Sie um eine neue.",
    },
    expired: {
      title: "Diese Einladung ist abgelaufen",
      body: "Bitten Sie die Person, die Sie eingeladen hat, sie noch einmal zu senden.",
    },
    revoked: {
      title: "Diese Einladung wurde zurückgezogen",
      body: "Wenn Sie das für einen Irrtum halten, fragen Sie die Person, die Sie eingeladen hat.",
    },
    accepted: {
      title: "Sie sind schon beigetreten",
      body: "Diese Einladung wurde benutzt. Melden Sie sich an, um zu Ihren Räumen zu kommen.",
    },
  },
};
