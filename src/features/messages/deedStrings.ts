import { translated } from "../../language/translated";

const english = {
  deedStrings: {
    more: (message: string) => `More for the message of ${message}`,
    moreTooltip: "More",
    menu: "Message",
    copy: "Copy text",
    copied: "Text copied",
    copyLink: "Copy link",
    linkCopied: "Link copied",
    notCopied: "Your browser did not allow copying.",
    edit: "Edit",
    history: "Edit history",
    delete: "Delete…",
  },
  editStrings: {
    label: "Change the message",
    save: "Save",
    cancel: "Cancel",
    keys: "Escape to cancel, Enter to save",
    edited: "edited",
    editedAt: (time: string) => `Edited ${time}`,
    tooLate: "The time for changing this message is over. You can still copy your text.",
  },
  quoteStrings: {
    reply: "Reply",
    replyTo: (message: string) => `Reply to the message of ${message}`,
    jump: "Show this message",
    deleted: "The message was deleted",
    answering: (author: string) => `Answering ${author}`,
    answeringYourself: "Answering yourself",
    cancel: "Don't answer this message",
  },
  reactionStrings: {
    react: "React",
    menu: "React…",
    reactTo: (message: string) => `React to the message of ${message}`,
    list: "Reactions",
    chip: (emoji: string, count: number | null) => (count === null ? emoji : `${emoji}, ${count}`),
    pick: "Pick a reaction",
    quick: (emoji: string) => `React with ${emoji}`,
    more: "More emoji",
    search: "Search emoji",
    loading: "Loading…",
    none: "No emoji found",
  },
  composerStrings: {
    emoji: "Insert an emoji",
  },
  pinStrings: {
    pin: "Pin for everybody here",
    unpin: "Unpin",
    list: "Pinned messages",
    none: "Nothing pinned yet. The team pins a message from its menu.",
    count: (count: number) => (count === 1 ? "1 pinned" : `${count} pinned`),
  },
  markUnreadStrings: {
    action: "Mark unread from here",
    done: "Marked as unread",
  },
};

export type DeedStrings = typeof english;
/** What can be done with a message: the sentences of its toolbar, menu, editor and dialogs. */
export const {
  deedStrings,
  editStrings,
  quoteStrings,
  reactionStrings,
  composerStrings,
  pinStrings,
  markUnreadStrings,
} = translated("deeds", english);
