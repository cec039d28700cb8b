import { plural } from "./plural";
import { badge, type Strings } from "./strings";

export const strings: Strings = {
  product: "Anteroom",
  loading: "Wird geladen …",
  cancel: "Abbrechen",
  close: "Schließen",
  save: "Speichern",
  back: "Zurück",
  retry: "Noch einmal versuchen",
  reload: "Neu laden",
  today: "Heute",
  yesterday: "Gestern",

  errors: {
    title: "Etwas ist schiefgegangen",
    paneTitle: "Dieser Teil der Seite funktioniert gerade nicht",
    paneBody:
      "Alles andere läuft weiter. Laden Sie diesen Teil neu, um es noch einmal zu versuchen.",
    partNotLoaded: "Das ließ sich nicht laden. Sind Sie online?",
    lostRoomTitle: "Sie haben keinen Zugang mehr zu diesem Raum",
    lostRoomBody:
      "Vielleicht gibt es ihn nicht mehr, oder Sie sind nicht mehr darin. Was Sie gerade geschrieben haben, bleibt auf diesem Gerät erhalten.",
    notFoundTitle: "Unter dieser Adresse gibt es nichts",
    notFoundBody: "Der Link ist vielleicht veraltet oder falsch getippt.",
    goHome: "Zu Ihren Räumen",
  },

  account: {
    NOT_ACTIVATED: {
      title: "Ihr Konto ist noch nicht aktiviert",
      body: "Nehmen Sie zuerst die Einladung an, die Sie per E-Mail bekommen haben. Wenn Sie sie nicht finden, bitten Sie das Team, sie noch einmal zu senden.",
    },
    SUSPENDED: {
      title: "Ihr Konto ist gesperrt",
      body: "Sie können hier im Moment weder lesen noch schreiben. Wenn Sie das für einen Irrtum halten, wenden Sie sich an das Team.",
    },
    UNAUTHENTICATED: {
      title: "Ihre Anmeldung ist abgelaufen",
      body: "Melden Sie sich wieder an, um dort weiterzumachen, wo Sie waren.",
    },
    signInAsOther: "Zur Anmeldung",
    signOut: "Abmelden",
  },

  nav: {
    main: "Hauptmenü",
    home: "Start",
    rooms: "Räume",
    portals: "Kunden",
    team: "Team",
    firmSettings: "Firma",
    audit: "Protokoll",
    search: "Nachrichten durchsuchen",
    heldEmails: "Zurückgehaltene E-Mails",
    heldWaiting: (count) => `Zurückgehaltene E-Mails, ${count} warten`,
    emailAdmin: "E-Mail",
    allRooms: "Alle Räume",
    health: "Ist alles in Ordnung?",
    profile: "Mein Profil",
    help: "Tastenkürzel",
    mailbox: "Lokales Postfach",
    menu: "Ihr Konto",
    skip: "Zur Unterhaltung springen",
    back: (unread) =>
      unread === 0 ? "Zurück zu den Räumen" : `Zurück zu den Räumen, ${badge(unread)} ungelesen`,
  },

  theme: { label: "Darstellung", auto: "System", light: "Hell", dark: "Dunkel" },

  offline: {
    lost: "Offline – Nachrichten werden gesendet, sobald Sie wieder online sind",
    back: "Wieder online",
  },

  rooms: {
    list: "Räume",
    sections: {
      client: "Kunden",
      internal: "Intern",
      announcement: "Ankündigungen",
      archived: "Archiviert",
    },
    kinds: { client: "Kundenraum", internal: "Interner Raum", announcement: "Ankündigungen" },
    unread: "ungelesen",
    lastFrom: (viaEmail) => `letzte Nachricht ${viaEmail ? "per E-Mail " : ""}von`,
    unreadNotes: "ungelesene Notizen",
    create: "Neuer Raum",
    empty: {
      staffTitle: "Noch keine Räume",
      staffBody: "In einem Raum sprechen Sie mit einem Kunden, oder unter sich.",
      clientTitle: "Noch keine Unterhaltungen",
      clientBody:
        "Ihr Team hat noch keinen Chat mit Ihnen eröffnet. Sie bekommen eine E-Mail, sobald es so weit ist.",
    },
    filter: "Raum suchen",
    noMatch: (text) => `Kein Raum heißt „${text}“.`,
    pickTitle: "Wählen Sie einen Raum",
    pickBody: "Ihre Unterhaltungen stehen links in der Liste.",
    you: "Sie",
    deleted: "gelöschte Nachricht",
    noMessages: "Noch keine Nachrichten",
    viaEmail: "per E-Mail",
    muted: "E-Mail aus",
    draft: "Entwurf",
    archived: "archiviert",
    pinned: "angeheftet",
    menu: "Raummenü",
    participants: "Teilnehmer",
    addPeople: "Personen aufnehmen",
  },

  home: {
    greeting: (hour, name) =>
      `${hour < 5 ? "Hallo" : hour < 11 ? "Guten Morgen" : hour < 18 ? "Guten Tag" : "Guten Abend"}, ${name}`,
    unread: (messages, rooms) =>
      `${messages > 99 ? "99+ ungelesene Nachrichten" : plural(messages, "ungelesene Nachricht", "ungelesene Nachrichten")} in ${plural(rooms, "Raum", "Räumen")}`,
    clear: "Sie haben alles gelesen",
    clearBody: "Neue Nachrichten erscheinen hier.",
    recent: "Letzte Unterhaltungen",
    unreadRooms: "Ungelesen",
  },
};
