import type { PresenceStrings } from "./presenceStrings";

export const presenceStrings: PresenceStrings = {
  online: "Online",
  others: (count) => `${count} online`,
};
