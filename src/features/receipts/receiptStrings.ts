import { translated } from "../../language/translated";

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
  menu: "Seen by…",
  title: "Seen by",
  note: "Only the team sees this.",
  loading: "Loading…",
  nobody: "Nobody else is in this room.",
  more: "Show more",
  answeredAt: (time: string) => `Answered by email ${time}`,
  notSeen: "Not seen yet",
  notSent: (reason: string) => `Email not sent${reason === "" ? "" : `: ${reason}`}`,
  delivery: (delivery: string, reason: string | null) =>
    `${DELIVERIES[delivery] ?? delivery}${reason === null ? "" : `: ${reason}`}`,
  obstacle: (obstacle: string) => OBSTACLES[obstacle] ?? "No email",
  confirmTitle: "Confirmation",
  confirmHint: "Its readers get a button, and the email asks them too.",
  ask: "Ask for confirmation",
  asked: "Its readers are asked to confirm it.",
  confirmedAt: (time: string) => `Confirmed ${time}`,
  notConfirmed: "Not confirmed yet",
};

export type ReceiptStrings = typeof english;
/** What became of a message for each of its readers, for the team only; apart from the line under it, which every room shows. */
export const receiptStrings = translated("receiptStrings", english);
