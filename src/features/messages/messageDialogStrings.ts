import { translated } from "../../language/translated";
import { plural } from "../../lib/plural";

const MAYBE_MAILED = "It may already have been emailed; what is in a mailbox stays there.";

const english = {
  deleteDialogStrings: {
    title: "Delete this message for everyone?",
    body: "It is gone at once and can't be brought back.",
    maybeMailed: MAYBE_MAILED,
    mailed: (people: number, isAll: boolean) => {
      if (people === 0) return isAll ? "Nobody has been emailed it." : MAYBE_MAILED;
      const count = `${isAll ? "" : "at least "}${plural(people, "person", "people")}`;
      return `It was already emailed to ${count}, and stays in their ${people === 1 ? "mailbox" : "mailboxes"}.`;
    },
    confirm: "Delete message",
  },
  historyStrings: {
    title: "Edit history",
    now: "Now",
    note: "Only the team sees what a message said before.",
    loading: "Loading the history…",
  },
};

export type MessageDialogStrings = typeof english;
/** The dialogs about one message: deleting it, and what it said before. */
export const { deleteDialogStrings, historyStrings } = translated("messageDialogs", english);
