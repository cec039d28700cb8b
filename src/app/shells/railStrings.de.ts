import type { RailStrings } from "./railStrings";

export const railStrings: RailStrings = {
  home: "Start",
  search: "Suchen",
  portals: "Kunden",
  team: "Team",
  heldEmails: "Gehalten",
  allRooms: "Räume",
  firmSettings: "Firma",
  emailAdmin: "E-Mail",
  health: "Ordnung?",
  audit: "Protokoll",
};
