/** The process that crash.test.ts kills: `node crashChild.mjs <dataDir> <functionsDir> <plan?>`. */
import { systemClock } from "../clock.ts";
import { openEngine } from "../execution/engine.ts";
import { silentLog } from "../execution/log.ts";

const [dataDir = "", functionsDir = "", mustPlan] = process.argv.slice(2);
const engine = await openEngine({
  dataDir,
  functionsDir,
  env: {},
  clock: systemClock,
  log: silentLog,
  origin: () => "",
  reserveBytes: 0,
});
engine.runner.onCommit(() => process.stdout.write("commit\n"));
if (mustPlan === "plan") {
  const request = { path: "jobs:planAll", args: {}, identity: null, caller: "public" as const };
  const outcome = await engine.runner.runMutation(request);
  process.stdout.write(outcome.ok ? "planned\n" : outcome.errorMessage);
}
await engine.start();
// Keeps the process alive until it is killed: the clock's timers alone would not.
setInterval(() => {}, 1000);
