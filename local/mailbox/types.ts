/** What the mailbox keeps. Times are ms since the epoch. */

/** The body of Resend's `POST /emails`, field names as on the wire, lists normalised. */
export type EmailPayload = {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  reply_to: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments: PayloadAttachment[];
};

export type PayloadAttachment = {
  filename: string;
  content_type: string;
  content_id: string | null;
  /** base64 */
  content: string;
};

/** `sent`: the app sent it. `received`: somebody answered, it went to the app. */
export type EmailKind = "sent" | "received";

/** One line of the mailbox's list. */
export type EmailSummary = {
  id: string;
  /** Position in the mailbox; grows. */
  position: number;
  kind: EmailKind;
  time: number;
  from: string;
  to: string[];
  subject: string;
  /** Last event of a sent email ("delivered"); HTTP answer in words of a received one. */
  status: string;
};

export type SentEmail = EmailSummary & {
  kind: "sent";
  /** As the provider rewrites it, with angle brackets. */
  messageId: string;
  payload: EmailPayload;
};

export type ReceivedEmail = EmailSummary & {
  kind: "received";
  messageId: string;
  /** Envelope recipients. */
  receivedFor: string[];
  raw: Buffer;
};

/** One webhook event about an email and what the app answered to its last attempt. */
export type StoredEvent = {
  emailId: string;
  /** The svix-id: constant over repeated deliveries. */
  eventId: string;
  type: string;
  time: number;
  /** HTTP status; null: no answer yet, or none at all. */
  answerStatus: number | null;
  answer: string | null;
};
