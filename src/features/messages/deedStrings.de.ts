import type { DeedStrings } from "./deedStrings";

export const deeds: DeedStrings = {
  deedStrings: {
    more: (message) => `Mehr zur Nachricht von ${message}`,
    moreTooltip: "Mehr",
    menu: "Nachricht",
    copy: "Text kopieren",
    copied: "Text kopiert",
    copyLink: "Link kopieren",
    linkCopied: "Link kopiert",
    notCopied: "Ihr Browser hat das Kopieren nicht erlaubt.",
    edit: "Bearbeiten",
    history: "Frühere Fassungen",
    delete: "Löschen …",
  },
  editStrings: {
    label: "Nachricht ändern",
    save: "Speichern",
    cancel: "Abbrechen",
    keys: "Esc bricht ab, Eingabe speichert",
    edited: "bearbeitet",
    editedAt: (time) => `Bearbeitet ${time}`,
    tooLate:
      "Die Zeit zum Ändern dieser Nachricht ist vorbei. Ihren Text können Sie noch kopieren.",
  },
  quoteStrings: {
    reply: "Antworten",
    replyTo: (message) => `Auf die Nachricht von ${message} antworten`,
    jump: "Diese Nachricht zeigen",
    deleted: "Die Nachricht wurde gelöscht",
    answering: (author) => `Antwort an ${author}`,
    answeringYourself: "Antwort an Sie selbst",
    cancel: "Nicht auf diese Nachricht antworten",
  },
  reactionStrings: {
    react: "Reagieren",
    menu: "Reagieren …",
    reactTo: (message) => `Auf die Nachricht von ${message} reagieren`,
    list: "Reaktionen",
    chip: (emoji, count) => (count === null ? emoji : `${emoji}, ${count}`),
    pick: "Reaktion wählen",
    quick: (emoji) => `Mit ${emoji} reagieren`,
    more: "Mehr Emojis",
    search: "Emojis suchen",
    loading: "Wird geladen …",
    none: "Kein Emoji gefunden",
  },
  composerStrings: {
    emoji: "Emoji einfügen",
  },
  pinStrings: {
    pin: "Für alle hier anheften",
    unpin: "Nicht mehr anheften",
    list: "Angeheftete Nachrichten",
    none: "Noch nichts angeheftet. Das Team heftet Nachrichten über ihr Menü an.",
    count: (count) => `${count} angeheftet`,
  },
  markUnreadStrings: {
    action: "Ab hier als ungelesen markieren",
    done: "Als ungelesen markiert",
  },
};
