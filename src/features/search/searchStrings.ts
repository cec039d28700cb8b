import { translated } from "../../language/translated";

const english = {
  title: "Search",
  label: "Search messages, files and rooms",
  placeholder: "Search",
  clear: "Clear the search",
  hint: "Looks in the rooms you take part in. Put words in quotation marks to find them side by side.",
  recent: "Recent searches",
  clearRecent: "Clear",
  filters: "Narrow down",
  addFilter: {
    from: "From somebody",
    me: "From me",
    in: "In a room",
    link: "With a link",
    image: "With an image",
    file: "With a file",
    before: "Before a day",
    after: "Since a day",
  },
  chip: {
    from: (name: string) => (name.toLowerCase() === "me" ? "From me" : `From ${name}`),
    in: (name: string) => `In ${name}`,
    before: (day: string) => `Before ${day}`,
    after: (day: string) => `Since ${day}`,
  },
  removeFilter: (label: string) => `Remove the filter “${label}”`,
  rooms: "Rooms",
  archived: "Archived",
  you: "You",
  teamOnly: "Team only",
  allInRoom: "More from this room",
  olderRooms: "Search older rooms",
  searching: "Searching…",
  found: (hits: number, isAll: boolean) =>
    `${hits}${isAll ? "" : "+"} ${hits === 1 ? "message" : "messages"}`,
  none: (query: string) => `No messages match “${query}”.`,
  noneHint: "Search looks at message text and file names.",
  failed: "The search didn't get through.",
  retry: "Try again",
};

export type SearchStrings = typeof english;
/** Every sentence of the search page. */
export const searchStrings = translated("searchStrings", english);
