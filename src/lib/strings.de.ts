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

  signIn: {
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
    mailbox: "Lokales Postfach",
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
    kinds: {
      client: {
        name: "Kundenraum",
        hint: "Für Sie und einen Kunden. Alle darin lesen alles.",
      },
      internal: {
        name: "Interner Raum",
        hint: "Nur das Team. Kunden können nie aufgenommen werden.",
      },
      announcement: { name: "Ankündigungen", hint: "Das Team schreibt, Kunden lesen nur." },
    },
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

  createRoom: {
    title: "Neuer Raum",
    kind: "Was für ein Raum?",
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
  },

  people: {
    search: "Personen suchen",
    team: "Team",
    none: "Niemand passt dazu.",
    more: (count) =>
      `${plural(count, "weitere Person", "weitere Personen")}: Tippen Sie einen Namen, um sie zu finden.`,
    invited: "Eingeladen. Kann aufgenommen werden, sobald das Konto aktiviert ist.",
    suspended: "Gesperrt",
    alreadyIn: "Schon in diesem Raum",
    picked: (count) => (count === 0 ? "Noch niemand ausgewählt" : `${count} ausgewählt`),
    roles: { owner: "Inhaber", admin: "Admin", member: "Teammitglied" },
  },

  participants: {
    title: "Teilnehmer",
    open: "Teilnehmer",
    add: "Personen aufnehmen",
    addHint: "Wer dazukommt, liest den ganzen Verlauf dieses Raums.",
    creator: "Ersteller",
    you: "Sie",
    client: "Kunde",
    team: "Team",
    suspended: "Gesperrt",
    mailStopped: "E-Mail unzustellbar",
    remove: (name) => `${name} entfernen`,
    removeTitle: (name) => `${name} aus diesem Raum entfernen?`,
    removeBody:
      "Der Zugang endet sofort, auf jedem offenen Bildschirm. Geschriebene Nachrichten bleiben. Was schon per E-Mail kam oder heruntergeladen wurde, bleibt bei der Person.",
    removeConfirm: "Entfernen",
    onlyCreator: (creator) =>
      `Nur ${creator} hat diesen Raum erstellt und kann Personen aufnehmen und entfernen.`,
    loadMore: "Mehr zeigen",
    staffOnly: "Kunden sehen diese Liste nie.",
  },

  roomMenu: {
    open: "Raummenü",
    rename: "Raum umbenennen",
    renameSubmit: "Umbenennen",
    pin: "Oben in Ihrer Liste anheften",
    unpin: "Nicht mehr oben anheften",
    archive: "Raum archivieren",
    unarchive: "Aus dem Archiv holen",
    archiveTitle: (name) => `„${name}“ archivieren?`,
    archiveBody:
      "Niemand kann darin schreiben, bis er aus dem Archiv geholt wird. Alle darin können ihn weiter lesen. Ungelesenes kommt noch einmal per E-Mail, danach nichts mehr.",
    unarchiveTitle: (name) => `„${name}“ aus dem Archiv holen?`,
    unarchiveBody: "Alle darin können wieder schreiben.",
    archiveConfirm: "Archivieren",
    unarchiveConfirm: "Aus dem Archiv holen",
  },

  profile: {
    title: "Mein Profil",
    name: "Name",
    nameMissing: "Schreiben Sie Ihren Namen.",
    email: "E-Mail",
    company: "Firma",
    role: "Rolle",
    language: "Sprache",
    languageHint: "Sprache der App und Ihrer E-Mails.",
    timeZone: "Zeitzone",
    timeZoneHint: "Zeiten in der App und in E-Mails gelten in dieser Zone.",
    notifications: "E-Mail",
    muteAll: "Alle E-Mails abschalten",
    muteAllHint:
      "Normalerweise bekommen Sie je Raum eine E-Mail mit dem, was Sie nicht gelesen haben, höchstens alle 30 Minuten. Abgeschaltet kommt keine. Beim Wiedereinschalten wird nichts nachgesendet.",
    perRoom: "Einen einzelnen Raum schalten Sie in dessen Menü stumm.",
    appearance: "Darstellung",
  },

  admin: {
    title: "Alle Räume",
    lead: "Jeder Raum der Firma mit Namen. Was darin gesprochen wird, sehen nur die Personen im Raum.",
    columns: {
      name: "Raum",
      kind: "Art",
      creator: "Erstellt von",
      participants: "Personen",
      deeds: "Aktionen",
    },
    archived: "archiviert",
    more: "Mehr zeigen",
    empty: "Es gibt noch keine Räume.",
    denied: "Nur Inhaber und Admins sehen die Liste aller Räume.",
  },

  help: {
    title: "Tastenkürzel",
    keys: [
      { keys: ["Alt", "↑"], does: "Voriger Raum" },
      { keys: ["Alt", "↓"], does: "Nächster Raum" },
      { keys: ["Strg", "K"], does: "Zu einem Raum oder einer Seite, oder etwas tun" },
      { keys: ["/"], does: "Suchen" },
      { keys: ["Strg", "Umschalt", "F"], does: "Suchen, auch beim Schreiben" },
      { keys: ["↑", "↓"], does: "In der Raumliste bewegen" },
      { keys: ["Eingabe"], does: "Raum öffnen, oder Nachricht senden" },
      {
        keys: ["Umschalt", "Eingabe"],
        does: "Neue Zeile in einer Nachricht, oder nächster Punkt einer Liste",
      },
      { keys: ["Strg", "B"], does: "Fett: **Wörter**" },
      { keys: ["Strg", "I"], does: "Kursiv: _Wörter_" },
      { keys: ["Strg", "E"], does: "Code: `Wörter`" },
      { keys: ["- ", "1. ", "> "], does: "Am Zeilenanfang: Liste, Nummern, Zitat" },
      { keys: ["@"], does: "Jemanden oder das Team erwähnen" },
      { keys: ["Strg", "↑"], does: "Letzte eigene Nachricht ändern, aus dem leeren Feld" },
      { keys: ["?"], does: "Diese Liste" },
    ],
  },
};
