import { translated } from "../../language/translated";

const english = {
  title: "Desktop notifications",
  menu: "Desktop notifications",
  hint: "Tells you of new messages while this tab is in the background. Each room's own level counts.",
  states: {
    on: "On in this browser",
    off: "Off in this browser",
    denied: "Blocked in this browser",
    unsupported: "Not available here",
  },
  howToAllow:
    "The browser blocks them for this site. Open the site's settings beside the address, allow notifications, and reload the page.",
  unsupported:
    "This browser shows no notifications for web pages. The number on the icon and the emails tell you what is new.",
  line: (author: string, text: string) => `${author}: ${text}`,
};

export type NotificationStrings = typeof english;
/** Every sentence about desktop notifications. */
export const notificationStrings = translated("notificationStrings", english);
