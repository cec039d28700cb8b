import { translated } from "../../language/translated";

const english = {
  title: "Firm settings",
  denied: "Only owners and admins change the firm's settings.",
  brand: "Brand",
  brandHint: "Clients see this in their portal, on the sign-in page and in emails.",
  name: "Name",
  nameMissing: "Write the firm's name.",
  accent: "Accent colour",
  accentText: "Accent colour as #rrggbb",
  accentWrong: "A colour looks like #2f6f5e.",
  adjusted: "Shown a little darker than picked, so that white text on it stays readable.",
  logo: "Logo",
  logoHint: "PNG, JPEG or WebP. It is made to fit 256 pixels.",
  chooseLogo: "Choose a logo",
  removeLogo: "Remove logo",
  logoUnreadable: "This file can't be read as a picture. Use PNG, JPEG or WebP.",
  logoTooLarge: "This picture stays too large. Try a simpler one.",
  identity: "What clients see of the team",
  identitySwitch: "Write as the firm",
  identityHint:
    "Clients see the firm's name on every message of the team, in the portal and in emails, instead of the name of the person who wrote it. Your team goes on seeing who wrote what.",
  preview: "Preview of the portal",
  previewIn: { light: "Light", dark: "Dark" },
  previewRoom: "Your project",
  previewTheirs: "The first draft is ready for you.",
  previewOwn: "Lovely, thank you!",
  previewSend: "Send",
  time: "Time",
  timeZone: "Time zone",
  timeZoneHint: "For everyone who hasn't chosen their own.",
  hours: "Waiting hours",
  hoursHint: "How long a client has waited for an answer is counted in these hours only.",
  from: "From",
  to: "To",
  days: "Days",
  hoursWrong: "The end has to be later than the start.",
  dayNames: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  saved: "Saved.",
  discard: "Discard",
  save: "Save changes",
};

export type FirmStrings = typeof english;
/** The sentences of the firm's settings. */
export const firmStrings = translated("firmStrings", english);
