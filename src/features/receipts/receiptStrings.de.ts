import type { ReceiptStrings } from "./receiptStrings";

const OBSTACLES: Record<string, string> = {
  EMAIL_MUTED: "E-Mail abgeschaltet",
  ROOM_MUTED: "E-Mail für diesen Raum abgeschaltet",
  ROOM_PAUSED: "E-Mail für diesen Raum war ausgesetzt",
  MENTIONS_ONLY: "Bekommt E-Mails nur bei Erwähnung",
  ADDRESS_STOPPED: "An die Adresse wird nicht mehr gesendet",
  NOT_ACTIVE: "Konto nicht aktiv",
};

const DELIVERIES: Record<string, string> = {
  delivered: "zugestellt",
  delayed: "verzögert",
  bounced: "zurückgekommen",
  complained: "als Spam gemeldet",
  suppressed: "vom E-Mail-Anbieter nicht angenommen",
};

export const receiptStrings: ReceiptStrings = {
  menu: "Gesehen von …",
  title: "Gesehen von",
  note: "Das sieht nur das Team.",
  loading: "Wird geladen …",
  nobody: "Sonst ist niemand in diesem Raum.",
  more: "Mehr zeigen",
  answeredAt: (time) => `Per E-Mail beantwortet ${time}`,
  notSeen: "Noch nicht gesehen",
  notSent: (reason) => `E-Mail nicht gesendet${reason === "" ? "" : `: ${reason}`}`,
  delivery: (delivery, reason) =>
    `${DELIVERIES[delivery] ?? delivery}${reason === null ? "" : `: ${reason}`}`,
  obstacle: (obstacle) => OBSTACLES[obstacle] ?? "Keine E-Mail",
  confirmTitle: "Bestätigung",
  confirmHint: "Die Leser bekommen eine Schaltfläche, und die E-Mail bittet sie auch darum.",
  ask: "Um Bestätigung bitten",
  asked: "Die Leser werden gebeten, sie zu bestätigen.",
  confirmedAt: (time) => `Bestätigt ${time}`,
  notConfirmed: "Noch nicht bestätigt",
};
