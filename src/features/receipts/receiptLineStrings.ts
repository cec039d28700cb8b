import { translated } from "../../language/translated";
import { plural } from "../../lib/plural";

const english = {
  receiptLineStrings: {
    seenAt: (time: string) => `Seen ${time}`,
    emailedAt: (time: string) => `Emailed ${time}`,
    emailing: "Email on its way",
    lineLabel: (line: string) => `${line}. Show who has seen this message`,
    seenBy: (seen: number, clients: string) => `Seen by ${seen} of ${clients}`,
    emailedTo: (count: number) => `emailed to ${count}`,
    sentLine: "Not seen yet",
    bounced: (count: number) => plural(count, "email undelivered", "emails undelivered"),
    undelivered: "Email undelivered",
    notMailed: "Not seen, not emailed",
    atLeast: (count: number) => `${count}+`,
  },
  confirmStrings: {
    label: "Please confirm",
    request: (time: string) => `Please confirm that you have read the announcement of ${time}.`,
    show: "Show it",
    confirm: "Confirm",
  },
};

export type ReceiptLineStrings = typeof english;
/** The line under a message that says who has seen it, for the team only; and what the readers of an announcement that asks to be confirmed see. */
export const { receiptLineStrings, confirmStrings } = translated("receiptLine", english);
