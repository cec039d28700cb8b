import { translated } from "../../language/translated";
import { formatNumber } from "../../lib/numbers";
import { plural } from "../../lib/plural";

const emails = (count: number) => plural(count, "email", "emails");
const minutes = (count: number) => plural(count, "minute", "minutes");

const english = {
  denied: "Only owners and admins see this page.",
  allRight: "Everything is all right.",
  troubled: (count: number) =>
    `${plural(count, "thing wants", "things want")} somebody’s attention.`,
  checksTitle: "What was looked at",
  tones: { ok: "All right", waiting: "Have a look", danger: "Act now" },
  checks: {
    settings: "Settings",
    sending: "Sending email",
    failures: "Emails that could not be sent",
    addresses: "Addresses",
    receiving: "Replies by email",
    held: "Held emails",
    speed: "The server",
    disk: "Disk",
  },
  fine: {
    settings: "Nothing that email and sign-in need is missing.",
    sending: "Nothing waits longer than it should.",
    failures: "None in the last seven days.",
    addresses: "Email reaches everybody’s address.",
    receiving: "Every reply was fetched.",
    held: "None waits for a decision.",
    speed: "It answers without delay.",
    disk: "There is room.",
  },
  missing: (names: string) => `Not set: ${names}. Without them email or sign-in does not work.`,
  paused: (count: number) =>
    `The provider refuses or does not answer; ${plural(count, "email waits", "emails wait")} for the next try, which comes by itself. If it lasts, look at the provider’s status page and the key.`,
  stuck: (count: number, waited: number) =>
    `${emails(count)} should have gone; the oldest waits since ${minutes(waited)}. Look at the server’s log.`,
  failed: (count: number) =>
    `${emails(count)} in the last seven days: refused for good, or given up after 23 hours.`,
  stopped: (count: number) =>
    `Nothing is mailed to ${plural(count, "person", "people")} any more, because the address failed.`,
  unfetched: (count: number, waited: number) =>
    `${emails(count)} arrived at the provider and could not be fetched for ${minutes(waited)}. Look at the provider’s key.`,
  lost: (count: number) => `${emails(count)} could not be fetched at all in the last seven days.`,
  held: (count: number) =>
    `${plural(count, "email waits", "emails wait")} for a decision of the people in the room.`,
  silent: "The server has said nothing of itself for minutes. Look at its log.",
  faults: (count: number) =>
    `${plural(count, "call", "calls")} broke in the last minute. The server’s log says which and why.`,
  stall: (seconds: number) =>
    `It kept everybody waiting for ${formatNumber(seconds)} s within the last minute.`,
  littleDisk: "Little room is left. Files are refused first, then messages.",
  toEmail: "See under Email",
  toHeld: "See held emails",
  serverTitle: "The server",
  onConvex: "The functions run on Convex; its dashboard shows how they do.",
  facts: {
    sockets: "Connected screens",
    runs: "Calls in the last minute",
    memory: "Memory",
    disk: "Free on disk",
    since: "Running since",
    said: "As of",
  },
};

export type HealthStrings = typeof english;
/** The sentences of the administrators' page about the deployment itself. */
export const healthStrings = translated("healthStrings", english);
