/** A backend over the fixture in a process of its own; see serverProcess.ts. */
import { startBackend } from "../backend.ts";
import type { BackendOptions } from "../backend.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as BackendOptions;
const backend = await startBackend(options).catch((error: Error) => {
  console.error(`The fixture's server could not start: ${error.message}`);
  process.exit(1);
});
process.stdout.write(`${JSON.stringify({ port: backend.port })}\n`);
// The parent holds the other end: when it goes, however it goes, so does this process.
process.stdin.on("end", () => process.exit(0)).resume();
