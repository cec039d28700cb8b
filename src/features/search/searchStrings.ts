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
  openFilter: {
    from: "Write a name, or a part of it, behind “from:”.",
    in: "Write the name of a room, or one word of it, behind “in:”.",
    before: "Write a day behind “before:”, such as 2026-05-03, or “yesterday”.",
    after: "Write a day behind “after:”, such as 2026-05-03, or “yesterday”.",
  },
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
