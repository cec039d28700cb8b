/** A place for what is not complete yet, beside the name that it will have. */
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const PRIVATE_FOLDER_MODE = 0o700;

/**
 * Gives `work` a new private folder on the disk of `target`; whatever is still in it afterwards is
 * removed, also when the person interrupts the command.
 */
export async function withDraft<T>(
  target: string,
  work: (draft: string) => Promise<T>,
): Promise<T> {
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString("hex")}`);
  const remove = () => rmSync(draft, { recursive: true, force: true });
  const onSignal = () => {
    remove();
    process.exit(1);
  };
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  mkdirSync(draft, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  try {
    return await work(draft);
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    remove();
  }
}
