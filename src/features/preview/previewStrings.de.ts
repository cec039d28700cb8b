import type { PreviewStrings } from "./previewStrings";

export const previewStrings: PreviewStrings = {
  open: "Kundensicht",
  openFor: (name) => `Ansehen, was ${name} sieht`,
  title: (name) => `Aus Sicht von ${name}`,
  banner: (name) =>
    `Sie sehen, was ${name} sieht, in den Räumen, in denen Sie beide sind. Nichts wird hier als gelesen markiert, und nichts kann gesendet werden.`,
  leave: "Zurück zur Übersicht",
  gone: "Diese Person kann nicht gezeigt werden",
  goneBody: "Sie ist gerade nicht aktiv, oder Sie sind mit ihr in keinem Raum mehr.",
  none: (name) => `Sie sind mit ${name} in keinem Raum`,
  noneBody: "Hier erscheinen nur Räume, in denen Sie beide sind.",
  pick: "Wählen Sie einen Raum",
  pickBody: "Die Liste zeigt die Räume, in denen Sie beide sind.",
  rooms: (name) => `Räume von ${name}`,
  back: "Alle Räume dieses Kunden",
  older: "Frühere Nachrichten zeigen",
  composer: (name) => `Hier schreibt ${name}`,
  pins: "Angeheftet",
};
