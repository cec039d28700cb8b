import { plural } from "../../lib/plural";
import type { ReceiptLineStrings } from "./receiptLineStrings";

export const receiptLine: ReceiptLineStrings = {
  receiptLineStrings: {
    seenAt: (time) => `Gesehen ${time}`,
    emailedAt: (time) => `E-Mail gesendet ${time}`,
    emailing: "E-Mail unterwegs",
    lineLabel: (line) => `${line}. Zeigen, wer diese Nachricht gesehen hat`,
    seenBy: (seen, clients) => `Gesehen von ${seen} von ${clients}`,
    emailedTo: (count) => `per E-Mail an ${count}`,
    sentLine: "Noch nicht gesehen",
    bounced: (count) => plural(count, "E-Mail unzustellbar", "E-Mails unzustellbar"),
    undelivered: "E-Mail unzustellbar",
    notMailed: "Nicht gesehen, keine E-Mail",
    atLeast: (count) => `${count}+`,
  },
  confirmStrings: {
    label: "Bitte bestätigen",
    request: (time) => `Bitte bestätigen Sie, dass Sie die Ankündigung von ${time} gelesen haben.`,
    show: "Anzeigen",
    confirm: "Bestätigen",
  },
};
