import { translated } from "../../language/translated";
import { plural } from "../../lib/plural";

const OBSTACLES: Record<string, string> = {
  EMAIL_MUTED: "Email off",
  ROOM_MUTED: "Email off for this room",
  ROOM_PAUSED: "Email for this room was paused",
  MENTIONS_ONLY: "Gets email only when mentioned",
  ADDRESS_STOPPED: "Mail to the address is stopped",
  NOT_ACTIVE: "Account not active",
};

const DELIVERIES: Record<string, string> = {
  delivered: "delivered",
  delayed: "delayed",
  bounced: "bounced",
  complained: "marked as spam",
  suppressed: "not accepted by the mail provider",
};

const english = {
  receiptStrings: {
    menu: "Seen by…",
    title: "Seen by",
    note: "Only the team sees this.",
    loading: "Loading…",
    nobody: "Nobody else is in this room.",
    more: "Show more",
    seenAt: (time: string) => `Seen ${time}`,
    answeredAt: (time: string) => `Answered by email ${time}`,
    notSeen: "Not seen yet",
    emailedAt: (time: string) => `Emailed ${time}`,
    emailing: "Email on its way",
    notSent: (reason: string) => `Email not sent${reason === "" ? "" : `: ${reason}`}`,
    delivery: (delivery: string, reason: string | null) =>
      `${DELIVERIES[delivery] ?? delivery}${reason === null ? "" : `: ${reason}`}`,
    obstacle: (obstacle: string) => OBSTACLES[obstacle] ?? "No email",
    lineLabel: (line: string) => `${line}. Show who has seen this message`,
    seenBy: (seen: number, clients: string) => `Seen by ${seen} of ${clients}`,
    emailedTo: (count: number) => `emailed to ${count}`,
    emailed: "Emailed",
    sentLine: "Not seen yet",
    bounced: (count: number) => plural(count, "email undelivered", "emails undelivered"),
    undelivered: "Email undelivered",
    notMailed: "Not seen, not emailed",
    atLeast: (count: number) => `${count}+`,
    confirmTitle: "Confirmation",
    confirmHint: "Its readers get a button, and the email asks them too.",
    ask: "Ask for confirmation",
    asked: "Its readers are asked to confirm it.",
    confirmedAt: (time: string) => `Confirmed ${time}`,
    notConfirmed: "Not confirmed yet",
  },
  confirmStrings: {
    label: "Please confirm",
    request: (time: string) => `Please confirm that you have read the announcement of ${time}.`,
    show: "Show it",
    confirm: "Confirm",
  },
};

export type ReceiptStrings = typeof english;
/** What became of a message, for the team only; and what its readers see of an announcement that asks to be confirmed. */
export const { receiptStrings, confirmStrings } = translated("receipts", english);
