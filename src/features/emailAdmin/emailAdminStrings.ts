import { translated } from "../../language/translated";

const REASONS: Record<string, string> = {
  TOO_MANY: "one of too many in an hour",
  OTHER_SENDER: "comes from another address than the person's",
  DMARC_FAILED: "the sender check failed",
  EMPTY: "no text of its own",
  NOT_ACTIVE: "the account is not active",
  NOT_A_PARTICIPANT: "no longer in the room",
  ROOM_ARCHIVED: "the room is archived",
  READ_ONLY_ROOM: "only the team writes there",
  TOO_LONG: "more than 10,000 characters",
  UNKNOWN_ADDRESS: "no such reply address",
  DUPLICATE: "came a second time",
  AUTOREPLY: "an automatic answer",
  BOUNCE: "a delivery report",
  READRECEIPT: "a read receipt",
  LIST: "from a mailing list",
  LOOP: "our own email",
  FETCH_FAILED: "its text could not be fetched",
};

const english = {
  title: "Email",
  denied: "Only owners and admins see this page.",
  log: "Received emails",
  logHint:
    "Emails to a reply address, and why they were not posted. Their text is for the staff of the room only.",
  states: {
    held: "Held",
    refused: "Refused",
    ignored: "Ignored",
    failed: "Failed",
    rejected: "Rejected",
    posted: "Posted",
  },
  none: "None.",
  unknownSender: "unreadable sender",
  noRoom: "no room",
  why: (reason: string | null) => (reason === null ? "" : (REASONS[reason] ?? reason)),
  more: "Show more",
};

export type EmailAdminStrings = typeof english;
/** The sentences of the administrators' page about email. */
export const emailAdminStrings = translated("emailAdminStrings", english);
