import { plural } from "../../lib/plural";
import type { SignInStrings } from "./signInStrings";

export const signInStrings: SignInStrings = {
  code: {
    title: "Mit einem Code anmelden",
    lead: "Wir senden Ihnen einen Code per E-Mail. Ein Passwort gibt es nicht.",
    email: "E-Mail-Adresse",
    emailMissing: "Schreiben Sie Ihre E-Mail-Adresse, etwa lena@example.com.",
    ask: "Code per E-Mail senden",
    sent: (email) =>
      `Wenn ${email} hier zu einem Konto gehört, ist ein Code unterwegs. Er gilt 10 Minuten.`,
    code: "Code aus der E-Mail",
    codeMissing: "Der Code hat 8 Ziffern.",
    submit: "Anmelden",
    again: "Neuen Code senden",
    againIn: (seconds) => `Neuen Code senden (${seconds})`,
    anotherAddress: "Andere Adresse verwenden",
    resent: "Ein neuer Code ist unterwegs. Der vorige gilt nicht mehr.",
  },
  notSetUp: {
    title: "Hier ist noch nichts eingerichtet",
    body: "Wer das Portal betreibt, findet den Link dafür im Terminal, in dem es gestartet wurde.",
  },
  setUp: {
    title: "Ihre Firma einrichten",
    lead: "Sie werden ihr Inhaber. Alles hier lässt sich später ändern, nur Ihre Adresse nicht.",
    firm: "Ihre Firma",
    firmName: "Name der Firma",
    firmNameMissing: "Schreiben Sie den Namen Ihrer Firma.",
    accentWrong: "Eine Farbe sieht so aus: #2f6f5e.",
    timeZone: "Zeitzone",
    timeZoneHint: "Für alle, die keine gewählt haben.",
    owner: "Sie",
    ownerName: "Ihr Name",
    ownerNameMissing: "Schreiben Sie Ihren Namen.",
    ownerEmail: "Ihre E-Mail-Adresse",
    ownerEmailHint: "Dorthin kommen die Codes für die Anmeldung.",
    submit: "Einrichten und anmelden",
    over: {
      title: "Dieser Link zur Einrichtung gilt nicht",
      body: "Er wurde schon benutzt, oder ein späterer Start hat ihn ersetzt. Ist noch nichts eingerichtet, steht der neueste Link im Terminal.",
    },
    toSignIn: "Zur Anmeldung",
  },
  sessions: {
    title: "Wo Sie angemeldet sind",
    thisOne: "dieses Gerät",
    unknownDevice: "Unbekanntes Gerät",
    since: (date) => `Angemeldet am ${date}`,
    used: (date) => `zuletzt benutzt am ${date}`,
    end: "Abmelden",
    endFor: (device) => `${device} abmelden`,
    deviceName: (browser, system) => `${browser} unter ${system}`,
    endOthers: "Überall sonst abmelden",
  },
  signOut: {
    title: "Abmelden und nicht Gesendetes löschen?",
    body: (unsent, drafts) => {
      const parts = [
        unsent > 0
          ? plural(unsent, "nicht gesendete Nachricht", "nicht gesendete Nachrichten")
          : "",
        drafts > 0 ? plural(drafts, "Entwurf", "Entwürfe") : "",
      ].filter((part) => part !== "");
      return `Auf diesem Gerät: ${parts.join(" und ")}. Sonst hat das niemand, und beim Abmelden wird es endgültig gelöscht.`;
    },
  },
};
