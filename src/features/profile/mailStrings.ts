import { translated } from "../../language/translated";

const english = {
  interval: "How often",
  intervals: { "30min": "30 minutes", "2h": "2 hours", daily: "Daily" },
  intervalHint:
    "At most one email per room each time, about what is still unread then. Nothing is left out by waiting.",
  hour: "At",
  quiet: "Quiet hours",
  quietHint: "No email between these hours. What comes meanwhile is mailed afterwards.",
  from: "From",
  until: "Until",
  days: "On these days",
  dayNames: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  daysMissing: "Pick at least one day.",
  zone: (zone: string) => `By the clock in ${zone.replaceAll("_", " ")}.`,
  saved: "Saved.",
};

export type MailStrings = typeof english;
/** The sentences of one's own email settings. */
export const mailStrings = translated("mailStrings", english);
