import type { SignInPageStrings } from "./signInPageStrings";

export const signInPageStrings: SignInPageStrings = {
  title: "Anmelden",
  demoBanner: "Demo – Anmeldung ohne Passwort. Nichts verlässt diesen Computer.",
  lead: "Wählen Sie eine Person. Jeder Browser-Tab behält seine eigene; öffnen Sie ruhig einen zweiten daneben.",
  team: "Team",
  clients: "Kunden",
  newTab: "Neuer Tab",
  openAs: "Anmelden als",
  openAsInNewTab: (name) => `In einem neuen Tab als ${name} anmelden`,
  off: {
    title: "Es ist keine Anmeldung eingerichtet",
    body: "Hier gibt es weder die Demo-Anmeldung noch einen Schlüssel von Clerk. Wer das Portal betreibt, muss eine Anmeldung einrichten.",
  },
  failed: "Die Anmeldung hat nicht geantwortet. Versuchen Sie es gleich noch einmal.",
  refused: "Diese Person kann hier nicht angemeldet werden.",
  mailboxHint: "E-Mails der App landen hier:",
  mailbox: "lokales Postfach",
};
