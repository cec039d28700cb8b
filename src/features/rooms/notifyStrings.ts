import { translated } from "../../language/translated";

const english = {
  tab: "Notifications",
  label: "Notifications",
  levels: {
    all: { name: "All messages", hint: "Unread messages are emailed to you." },
    mentions: { name: "Mentions only", hint: "Only messages that mention you are emailed." },
    off: { name: "Muted", hint: "No email and no number, only a grey dot." },
  },
  untilMorning: { name: "Muted until tomorrow", hint: "Until 8:00 in your time zone." },
  until: (time: string) => `Muted until ${time}`,
  offHint: "You get no email about this room.",
};

export type NotifyStrings = typeof english;
/** Every sentence about the notification level of a room. */
export const notifyStrings = translated("notifyStrings", english);
