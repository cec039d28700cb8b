/** `npm run backup`: asks the running process for a copy of its data, or copies it at rest. */
import { existsSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { backUpStopped, type BackupProgress } from "../../embedded/backup.ts";
import { StartError } from "../../embedded/config.ts";
import { DataFolderInUse, StorageError } from "../../embedded/database/errors.ts";
import { postToControl } from "../control/client.ts";
import { type Control, readControl } from "../control/controlFile.ts";
import type { BackupEvent } from "../control/controlServer.ts";
import { MailboxStore } from "../mailbox/store.ts";
import { SECRETS_FILE } from "../secrets.ts";
import { copyFolder, defaultTarget, MAILBOX_FILE } from "./copyFolder.ts";

export type BackupSettings = {
  /** Absolute path of the data folder. */
  dataDir: string;
  /** Absolute path of the copy, which must not exist yet; null: beside the data, named by the time. */
  backupTo: string | null;
};

/**
 * Makes a backup and says where it is. Gives that folder.
 * @param print takes what the person should read.
 * @throws StartError in words when there is nothing to copy or it cannot be copied.
 */
export async function backUpData(
  { dataDir, backupTo }: BackupSettings,
  print: (line: string) => void,
): Promise<string> {
  const target = backupTo ?? defaultTarget(dataDir, new Date());
  const files = await copyData(dataDir, target, print);
  print(`The copy is in ${target}   (complete, with ${files} stored files)`);
  print(`To start from it: ANTEROOM_DATA=${target} npm start`);
  return target;
}

/**
 * Copies the data into the new folder `target`: by the process that runs on it, or at rest. Gives
 * the number of stored files.
 * @throws StartError as `backUpData` does.
 */
export async function copyData(
  dataDir: string,
  target: string,
  print: (line: string) => void,
): Promise<number> {
  if (!existsSync(join(dataDir, SECRETS_FILE))) {
    throw new StartError("BAD_CONFIGURATION", `There is no data of Anteroom in ${dataDir}.`);
  }
  const onProgress = makePrinter(print);
  const control = readControl(dataDir);
  const running = control && (await askRunning(control, target));
  if (!running) return await copyAtRest(dataDir, target, onProgress, print);
  const files = await follow(running, onProgress);
  requireHere(target);
  return files;
}

/** The running process may see another folder under that name: in a container, or with a /tmp of its own. */
function requireHere(target: string): void {
  if (existsSync(target)) return;
  throw new StartError(
    "BAD_CONFIGURATION",
    `The running Anteroom has written the copy to ${target}, but in its own file system: that folder is not here. Name one that both see, such as beside the data (no --to).`,
  );
}

/** Null when that process is gone, or its port belongs to somebody else by now. */
async function askRunning(control: Control, target: string): Promise<IncomingMessage | null> {
  const response = await postToControl(control, "/backup", target);
  if (response?.statusCode === 200) return response;
  response?.destroy();
  if (response?.statusCode !== 409) return null;
  throw new StartError("DATA_FOLDER_IN_USE", "A backup is being made already, or the app stops.");
}

/** Reads the answer to its end. Gives the number of files. */
async function follow(response: IncomingMessage, onProgress: BackupProgress): Promise<number> {
  for await (const event of eventsOf(response)) {
    if (event.type === "copied") return event.files;
    if (event.type === "failed") throw new StartError("BAD_CONFIGURATION", event.message);
    onProgress(event.part, event.done);
  }
  throw new StartError("BAD_CONFIGURATION", "The app stopped before the copy was complete.");
}

/** Lines may come in pieces. A connection that breaks ends the events, as a stop does. */
async function* eventsOf(response: IncomingMessage): AsyncGenerator<BackupEvent> {
  let rest = "";
  const chunks = response.setEncoding("utf8")[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await chunks.next().catch(() => ({ done: true, value: "" }));
    if (done === true) return;
    const lines = (rest + String(value)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as BackupEvent;
  }
}

/** SQLite's locks keep everybody else out of the folder until the copy is done. */
async function copyAtRest(
  dataDir: string,
  target: string,
  onProgress: BackupProgress,
  print: (line: string) => void,
): Promise<number> {
  print(`Nothing runs on ${dataDir}: copying it at rest.`);
  const mailbox = join(dataDir, MAILBOX_FILE);
  try {
    return await copyFolder(
      {
        dataDir,
        copyData: (to, onStep) => backUpStopped(dataDir, to, onStep),
        copyMailbox: existsSync(mailbox) ? (file) => copyMailboxAtRest(mailbox, file) : null,
      },
      target,
      onProgress,
    );
  } catch (error) {
    if (error instanceof DataFolderInUse) {
      throw new StartError("DATA_FOLDER_IN_USE", `${error.message} It did not answer.`);
    }
    if (error instanceof StorageError) throw new StartError("BAD_CONFIGURATION", error.message);
    throw error;
  }
}

async function copyMailboxAtRest(mailbox: string, file: string): Promise<void> {
  const store = new MailboxStore(mailbox);
  try {
    await store.backUp(file);
  } finally {
    store.close();
  }
}

/** A line for every quarter of the database and every hundred files. */
function makePrinter(print: (line: string) => void): BackupProgress {
  let last = "";
  return (part, done) => {
    const line =
      part === "database"
        ? `Database  ${Math.floor(done * 4) * 25} %`
        : `Files     ${Math.floor(done / 100) * 100} …`;
    if (line !== last) print(line);
    last = line;
  };
}
