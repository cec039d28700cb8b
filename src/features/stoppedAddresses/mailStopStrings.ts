import { translated } from "../../language/translated";

const REASONS: Record<string, string> = {
  bounced: "The address does not take email",
  complained: "Our email was reported as spam",
  suppressed: "The mail provider refuses the address",
};

const english = {
  title: "Undeliverable addresses",
  hint: "Nothing is mailed to these people since an email came back or was reported as spam. They still see everything in the app.",
  none: "Email reaches everybody.",
  tag: "Email stopped",
  why: (delivery: string, reason: string | null) =>
    `${REASONS[delivery] ?? delivery}${reason === null ? "" : `: ${reason}`}`,
  since: (time: string) => `since ${time}`,
  retry: "Try again",
  retryFor: (name: string) => `Try email to ${name} again`,
  retryTitle: (name: string) => `Mail to ${name} again?`,
  retryBody: (email: string) =>
    `Email goes to ${email} again, beginning with what is still unread. If your mail provider keeps the address on a list of its own, take it off there too.`,
  retried: (email: string) => `Email goes to ${email} again.`,
  more: "Show more",
};

export type MailStopStrings = typeof english;
/** The sentences about addresses to which mail has stopped. */
export const mailStopStrings = translated("mailStopStrings", english);
