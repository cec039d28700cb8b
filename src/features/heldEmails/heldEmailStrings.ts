import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const REASONS: Record<string, string> = {
  TOO_MANY: "Too many",
  OTHER_SENDER: "Other sender",
  DMARC_FAILED: "Sender check failed",
  EMPTY: "No text of its own",
};

const REASON_SENTENCES: Record<string, (person: string) => string> = {
  TOO_MANY: (person) =>
    `More answers of ${person} came in an hour than people write: perhaps their mail program answers by itself.`,
  OTHER_SENDER: (person) =>
    `It answers an email to ${person}, but comes from another address than theirs.`,
  DMARC_FAILED: (person) =>
    `It claims to come from ${person}, but their own mail provider says that it does not.`,
  EMPTY: () => "Only quoted text was found in it. Its sender was asked to write again.",
};

const METHODS = { spf: "SPF", dkim: "DKIM", dmarc: "DMARC" } as const;
const VERDICTS = { pass: "passed", fail: "failed", absent: "not checked" } as const;

const english = {
  title: "Held emails",
  lead: "Answers by email that did not come the usual way. Nothing of them is in a room until somebody accepts them.",
  empty: "Nothing is waiting",
  emptyBody: "Emails that need a decision of yours show up here, and in the bar on the side.",
  waiting: (count: number) => plural(count, "email is waiting", "emails are waiting"),
  more: "Show more",
  unknownSender: "Unreadable sender",
  noSubject: "No subject",
  to: (room: string, person: string) => `for ${room}, as ${person}`,
  read: "Read",
  readFrom: (from: string) => `Read the email from ${from}`,
  hide: "Hide",
  hideFrom: (from: string) => `Hide the email from ${from}`,
  loading: "Loading the email…",
  settled: "Somebody has decided about this email.",
  noText: "There is no text besides the quoted part below.",
  filesWarning:
    "Files of an unknown sender: open them with care. They come into the room if you accept the email, and go after 30 days or if you reject it.",
  rest: "Trimmed off: quoted text and signature",
  reason: (reason: string) => REASONS[reason] ?? reason,
  reasonSentence: (reason: string, person: string) => REASON_SENTENCES[reason]?.(person) ?? reason,
  check: (method: keyof typeof METHODS, verdict: keyof typeof VERDICTS) =>
    `${METHODS[method]} ${VERDICTS[verdict]}`,
  checks: "Sender checks",
  accept: "Accept…",
  remember: "Accept and remember address…",
  reject: "Reject…",
  acceptTitle: (person: string) => `Post this as a message of ${person}?`,
  acceptBody: (room: string, person: string) =>
    `Everybody in ${room} will read it as ${person}'s own words. Sender addresses can be forged: accept it only if you are sure who wrote it.`,
  rememberBody: (from: string, person: string) =>
    `From now on replies from ${from} are posted as ${person}'s without asking. The address is for replies only; nobody can sign in with it.`,
  acceptSubmit: "Accept",
  rememberSubmit: "Accept and remember",
  rejectTitle: "Reject this email?",
  rejectBody: "It is not posted and its text and files are deleted. Its sender is told nothing.",
  rejectSubmit: "Reject",
  accepted: (person: string, room: string) => `Posted in ${room} as a message of ${person}.`,
  rejected: "Rejected. Nothing was posted.",
  goToRoom: "Open the room",
};

export type HeldEmailStrings = typeof english;
/** The sentences of the page about received emails that wait for a decision. */
export const heldEmailStrings = translated("heldEmailStrings", english);
