/** A question to whoever sits at the terminal. */
import { createInterface } from "node:readline/promises";
import { StartError } from "../embedded/config.ts";

/**
 * Gives the answer without spaces around it.
 * @param deed what is asked about, for the refusal: "delete x".
 * @throws StartError where nobody can be asked, such as in a script.
 */
export async function askInTerminal(question: string, deed: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new StartError("BAD_CONFIGURATION", `Add --yes to ${deed} without being asked.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer.trim();
}
