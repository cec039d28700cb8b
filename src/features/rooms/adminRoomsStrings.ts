import { translated } from "../../language/translated";

const english = {
  title: "All rooms",
  lead: "Every room of the firm by name. What is said in a room is visible only to the people in it.",
  columns: {
    name: "Room",
    kind: "Kind",
    creator: "Created by",
    participants: "People",
    deeds: "Actions",
  },
  people: (count: number): string => (count === 1 ? "person" : "people"),
  archived: "archived",
  more: "Show more",
  empty: "There are no rooms yet.",
  denied: "Only owners and admins see the list of all rooms.",
};

export type AdminRoomsStrings = typeof english;
/** The index of all rooms that owners and admins see. */
export const adminRoomsStrings = translated("adminRoomsStrings", english);
