import { translated } from "../language/translated";

const english = {
  title: "Keyboard shortcuts",
  keys: [
    { keys: ["Alt", "↑"], does: "Previous room" },
    { keys: ["Alt", "↓"], does: "Next room" },
    { keys: ["Alt", "Shift", "↓"], does: "Next room with unread messages" },
    { keys: ["Ctrl", "K"], does: "Go to a room or page, or do something" },
    { keys: ["/"], does: "Search" },
    { keys: ["Ctrl", "Shift", "F"], does: "Search, also while typing" },
    { keys: ["↑", "↓"], does: "Move in the room list" },
    { keys: ["↑"], does: "From an empty box to the messages; Enter opens a message's menu" },
    { keys: ["Esc"], does: "Back to writing" },
    { keys: ["Enter"], does: "Open the room, or send the message" },
    { keys: ["Shift", "Enter"], does: "New line in a message, or the next item of a list" },
    { keys: ["Ctrl", "B"], does: "Bold: **words**" },
    { keys: ["Ctrl", "I"], does: "Italic: _words_" },
    { keys: ["Ctrl", "E"], does: "Code: `words`" },
    { keys: ["- ", "1. ", "> "], does: "At the start of a line: list, numbers, quote" },
    { keys: ["@"], does: "Mention somebody, or the team" },
    { keys: ["Ctrl", "↑"], does: "Change your last message, from an empty box" },
    { keys: ["?"], does: "This list" },
  ],
};

export type HelpStrings = typeof english;
/** What the sheet of keyboard shortcuts says. */
export const helpStrings = translated("helpStrings", english);
