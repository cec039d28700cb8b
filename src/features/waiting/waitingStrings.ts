import { plural } from "../../lib/plural";
import { translated } from "../../language/translated";

const english = {
  title: "Waiting on us",
  none: "Nobody is waiting for an answer.",
  partial: "There are more; these have waited longest.",
  underMinute: "under a minute",
  reply: "First reply",
  replyHint: (replies: number) =>
    `Median of the last ${plural(replies, "first reply", "first replies")} in your rooms, counted in the firm's waiting hours.`,
  turn: { us: "Waiting on us", client: "Waiting on the client", done: "Done" },
  change: (turn: string) => `${turn}. Change whose turn it is`,
  menuHint: "Until the next message",
  minutes: (count: number) => `${count} min`,
  hours: (count: number, minutes: number) =>
    minutes === 0 ? `${count} h` : `${count} h ${minutes} min`,
  since: (time: string) => `since ${time}`,
  days: (count: number) => plural(count, "day", "days"),
};

export type WaitingStrings = typeof english;
/** Every sentence about whose turn it is. */
export const waitingStrings = translated("waitingStrings", english);
