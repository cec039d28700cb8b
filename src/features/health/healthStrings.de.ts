import { formatNumber } from "../../lib/numbers";
import { isOne, plural } from "../../lib/plural";
import type { HealthStrings } from "./healthStrings";

const emails = (count: number) => plural(count, "E-Mail", "E-Mails");
const minutes = (count: number) => plural(count, "Minute", "Minuten");
const waits = (count: number) => (isOne(count) ? "wartet" : "warten");

export const healthStrings: HealthStrings = {
  denied: "Nur Inhaber und Admins sehen diese Seite.",
  allRight: "Alles ist in Ordnung.",
  troubled: (count) => `${plural(count, "Punkt verlangt", "Punkte verlangen")} Aufmerksamkeit.`,
  checksTitle: "Was geprüft wurde",
  tones: { ok: "In Ordnung", waiting: "Ansehen", danger: "Handeln" },
  checks: {
    settings: "Einstellungen",
    sending: "Versand von E-Mails",
    failures: "Nicht versandte E-Mails",
    addresses: "Adressen",
    receiving: "Antworten per E-Mail",
    held: "Zurückgehaltene E-Mails",
    speed: "Der Server",
    disk: "Speicherplatz",
  },
  fine: {
    settings: "Für E-Mail und Anmeldung fehlt nichts.",
    sending: "Nichts wartet länger, als es soll.",
    failures: "Keine in den letzten sieben Tagen.",
    addresses: "E-Mails erreichen alle Adressen.",
    receiving: "Jede Antwort wurde abgerufen.",
    held: "Keine wartet auf eine Entscheidung.",
    speed: "Er antwortet ohne Verzögerung.",
    disk: "Es ist Platz.",
  },
  missing: (names) => `Nicht gesetzt: ${names}. Ohne das gehen E-Mail oder Anmeldung nicht.`,
  paused: (count) =>
    `Der Anbieter weist ab oder antwortet nicht; ${emails(count)} ${waits(count)} und werden von selbst noch einmal versucht. Wenn es dauert, sehen Sie auf der Statusseite des Anbieters und beim Schlüssel nach.`,
  stuck: (count, waited) =>
    `${emails(count)} ${waits(count)} schon zu lange, die älteste seit ${minutes(waited)}. Sehen Sie im Protokoll des Servers nach.`,
  failed: (count) =>
    `${emails(count)} in den letzten sieben Tagen: endgültig abgewiesen oder nach 23 Stunden aufgegeben.`,
  stopped: (count) =>
    `An ${plural(count, "Person", "Personen")} geht keine E-Mail mehr, weil die Adresse versagt hat.`,
  unfetched: (count, waited) =>
    `${emails(count)} beim Anbieter ${isOne(count) ? "ließ" : "ließen"} sich seit ${minutes(waited)} nicht abrufen. Sehen Sie nach dem Schlüssel des Anbieters.`,
  lost: (count) =>
    `${emails(count)} ${isOne(count) ? "ließ" : "ließen"} sich in den letzten sieben Tagen gar nicht abrufen.`,
  held: (count) => `${emails(count)} ${waits(count)} auf das Team des Raums.`,
  silent:
    "Der Server hat seit Minuten nichts von sich gemeldet. Sehen Sie in seinem Protokoll nach.",
  faults: (count) =>
    `${plural(count, "Aufruf ist", "Aufrufe sind")} in der letzten Minute gescheitert. Das Protokoll des Servers sagt, welche und warum.`,
  stall: (seconds) => `In der letzten Minute ließ er alle ${formatNumber(seconds)} s warten.`,
  littleDisk: "Es ist wenig Platz übrig. Zuerst werden Dateien abgewiesen, dann Nachrichten.",
  toEmail: "Unter E-Mail ansehen",
  toHeld: "Zurückgehaltene ansehen",
  serverTitle: "Der Server",
  onConvex: "Die Funktionen laufen auf Convex; wie es ihnen geht, zeigt dessen Dashboard.",
  facts: {
    sockets: "Verbundene Bildschirme",
    runs: "Aufrufe in der letzten Minute",
    memory: "Arbeitsspeicher",
    disk: "Frei auf dem Datenträger",
    since: "Läuft seit",
    said: "Stand",
  },
};
