import { translated } from "../../language/translated";

const english = {
  title: "My profile",
  name: "Name",
  nameMissing: "Write your name.",
  email: "Email",
  company: "Company",
  role: "Role",
  language: "Language",
  languageHint: "Of the app and of your emails.",
  timeZone: "Time zone",
  timeZoneHint: "Times in the app and in emails are shown in this zone.",
  notifications: "Email",
  muteAll: "Mute all email",
  muteAllHint:
    "Normally you get one email per room with what you haven't read, at most every 30 minutes. Muted, you get none. Turning it back on doesn't send what you missed.",
  perRoom: "To mute a single room, open its menu.",
  sendKey: "Sending messages",
  enterSends: "With Enter",
  ctrlEnterSends: "With Ctrl+Enter",
  sendKeyHint: "On this device. Shift+Enter always starts a new line.",
  appearance: "Appearance",
};

export type ProfileStrings = typeof english;
/** The sentences of a person's own settings. */
export const profileStrings = translated("profileStrings", english);
