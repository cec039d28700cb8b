/** `npm run retention`: shows, sets and runs the rule of how long messages are kept, by the running process. */
import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "../../embedded/config.ts";
import { callRunning } from "../control/client.ts";
import { askInTerminal } from "../question.ts";
import type { RetentionWish } from "../settings/flags.ts";

export type RetentionSettings = RetentionWish & {
  /** Absolute path of the data folder. */
  dataDir: string;
  /** Skip the question. */
  yes: boolean;
};

type Removed = { rooms: number; messages: number; notes: number; emails: number };
type Status = {
  months: number | null;
  latest: { startedTime: number; finishedTime: number | null; removed: Removed } | null;
  found: { messages: number; rooms: number } | null;
};
type Print = (line: string) => void;

const LOOK_EVERY_MS = 200;
/** So many are counted, and no more. */
const COUNTED = 100;

/**
 * Shows the rule and its latest run; sets another one where one was named; runs it where that was asked.
 * What removes messages asks for a word to be typed.
 * @param print takes what the person should read; @param ask puts a question, see askInTerminal.
 * @throws StartError when nothing runs on the folder, the number is none, or there is nothing to run.
 */
export async function tendRetention(
  { dataDir, keep, now, yes }: RetentionSettings,
  print: Print,
  ask = askInTerminal,
): Promise<void> {
  const readStatus = async (months: object = {}) =>
    (await callRunning(dataDir, "retention:status", { now: Date.now(), ...months })) as Status;
  const status = await readStatus(typeof keep === "number" ? { months: keep } : {});
  print(`Messages are kept ${inWords(status.months)}.   ${latestInWords(status.latest)}`);
  if (status.found !== null) print(foundInWords(status.found, keep, now));
  if (now && (keep === "forever" || (keep === null && status.months === null))) {
    throw new StartError("BAD_CONFIGURATION", "What is kept for ever has nothing to remove.");
  }
  if (keep === null && !now) return;
  if (keep !== "forever" && !yes) {
    const word = typeof keep === "number" ? `${keep} months` : "remove";
    const answer = await ask(`  Type "${word}" to go on: `, "change what is kept");
    if (answer !== word) return print("Nothing was changed.");
  }
  if (keep !== null) {
    const months = keep === "forever" ? null : keep;
    await callRunning(dataDir, "retention:setByCommand", { months });
    print(`From now on messages are kept ${inWords(months)}; it stands in the audit log.`);
  }
  if (now) await run(dataDir, readStatus, print);
}

async function run(dataDir: string, readStatus: () => Promise<Status>, print: Print) {
  await callRunning(dataDir, "retention:start", {});
  let told = "";
  for (;;) {
    const { latest } = await readStatus();
    if (latest?.finishedTime !== null && latest !== null) {
      return print(`Removed ${removedInWords(latest.removed)}.`);
    }
    const line = `Removing  ${removedInWords(latest?.removed ?? null)} …`;
    if (line !== told) print(line);
    told = line;
    await pause(LOOK_EVERY_MS);
  }
}

function inWords(months: number | null): string {
  return months === null ? "for ever" : `for ${months} months`;
}

function latestInWords(latest: Status["latest"]): string {
  if (latest === null) return "(no run yet)";
  const { startedTime, finishedTime, removed } = latest;
  const time = `${new Date(startedTime).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  if (finishedTime === null) return `(a run of ${time} is under way)`;
  return `(latest run: ${time}, ${removedInWords(removed)})`;
}

function foundInWords(
  { messages, rooms }: { messages: number; rooms: number },
  keep: RetentionSettings["keep"],
  now: boolean,
) {
  const count = messages < COUNTED ? `${messages} messages` : `${COUNTED} messages or more`;
  const rule = typeof keep === "number" ? `Older than ${keep} months` : "Older than that";
  return `${rule}: ${count} in ${rooms} rooms${now ? "" : " (the next night's run removes them)"}.`;
}

function removedInWords(removed: Removed | null): string {
  const { messages, rooms, notes, emails } = removed ?? {
    messages: 0,
    rooms: 0,
    notes: 0,
    emails: 0,
  };
  return `${messages} messages in ${rooms} rooms, ${notes} notes, ${emails} emails`;
}
