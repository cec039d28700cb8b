import { translated } from "../../language/translated";

const english = {
  online: "Online",
  others: (count: number) => `${count} online`,
};

export type PresenceStrings = typeof english;
/** Who is here now. */
export const presenceStrings = translated("presenceStrings", english);
