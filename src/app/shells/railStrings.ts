import { translated } from "../../language/translated";

const english = {
  home: "Home",
  search: "Search",
  portals: "Clients",
  team: "Team",
  heldEmails: "Held",
  allRooms: "Rooms",
  firmSettings: "Firm",
  emailAdmin: "Email",
  health: "All right?",
  audit: "Audit",
};

export type RailStrings = typeof english;
/** One word under each of the rail's icons; each is a part of the link's whole name, so that it can be called by voice. */
export const railStrings = translated("railStrings", english);
