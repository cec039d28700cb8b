/** `npm run erase`: erases a person for good, by the running process. */
import { setTimeout as pause } from "node:timers/promises";
import { StartError } from "../../embedded/config.ts";
import { callRunning } from "../control/client.ts";
import { askInTerminal } from "../question.ts";
import type { ErasureWish } from "../settings/flags.ts";

export type EraseSettings = ErasureWish & {
  /** Absolute path of the data folder. */
  dataDir: string;
  /** Skip the question. */
  yes: boolean;
};

type Found = { name: string; kind: "client" | "staff"; portalName: string | null } | null;
type Progress = { done: number; parts: number } | null;

const LOOK_EVERY_MS = 200;

/**
 * Says who it is, lets their name be typed, erases, and follows that to its end.
 * @param print takes what the person should read; @param ask puts a question, see askInTerminal.
 * @throws StartError when nothing runs on the folder, nobody has the address, or the last owner has it.
 */
export async function erasePerson(
  { dataDir, email, deletesMessages, yes }: EraseSettings,
  print: (line: string) => void,
  ask = askInTerminal,
): Promise<void> {
  const person = (await callRunning(dataDir, "erasures:who", { email })) as Found;
  if (person === null) {
    throw new StartError("BAD_CONFIGURATION", `Nobody here has the address ${email}.`);
  }
  print(describe(person));
  print(
    `Name, address, picture, sessions and emails go for good; what they wrote ${deletesMessages ? "goes with its files" : "stays without their name"}.`,
  );
  const { name } = person;
  const question = `  Type their name ("${name}") to go on: `;
  if (!yes && (await ask(question, `erase ${email}`)) !== name) return print("Nothing was erased.");
  const wish = { email, deletesMessages };
  const { erasureId } = (await callRunning(dataDir, "erasures:byEmail", wish)) as {
    erasureId: string;
  };
  await follow(dataDir, erasureId, print);
  print(
    "Erased; it stands in the audit log. Backups and archives of before still hold this person.",
  );
}

function describe({ name, kind, portalName }: NonNullable<Found>): string {
  if (kind === "staff") return `${name}, of the team`;
  return `${name}, client${portalName === null ? "" : ` of ${portalName}`}`;
}

/** If the process stops meanwhile, it goes on when it is back. */
async function follow(dataDir: string, erasureId: string, print: (line: string) => void) {
  let told = -1;
  for (;;) {
    const about = { erasureId };
    const progress = (await callRunning(dataDir, "erasures:progress", about)) as Progress;
    if (progress === null) return;
    if (progress.done !== told) print(`Erasing  ${progress.done} of ${progress.parts} …`);
    told = progress.done;
    await pause(LOOK_EVERY_MS);
  }
}
