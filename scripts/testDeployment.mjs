/**
 * `npm run test:deployment`: the conformance suite against a deployment of its fixture, named by
 * CONFORMANCE_URL; `-- --keys` makes the key that both need. See docs/convex.md.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { exportJWK, generateKeyPair } from "jose";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What stock clients see of any deployment; the others are about one process and its disk. */
const FILES = ["queries", "pagination", "identity", "reconnect"];

if (process.argv.includes("--keys")) await printKeys();
else process.exitCode = run();

async function printKeys() {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const { d, ...shared } = { ...(await exportJWK(privateKey)), alg: "ES256", kid: "custom-1" };
  const jwks = Buffer.from(JSON.stringify({ keys: [shared] })).toString("base64");
  console.log("# In embedded/conformance/fixture, for a deployment made for this alone:");
  console.log("npx convex env set FIXTURE_ISSUER https://fixture.example");
  console.log(`npx convex env set FIXTURE_JWKS data:application/json;base64,${jwks}`);
  console.log("npx convex env set FIXTURE_OIDC_DOMAIN https://oidc.invalid");
  console.log("# For the run:");
  console.log(`export CONFORMANCE_KEY='${JSON.stringify({ ...shared, d })}'`);
}

function run() {
  for (const name of ["CONFORMANCE_URL", "CONFORMANCE_KEY"]) {
    if (process.env[name]) continue;
    console.error(`${name} is not set: see docs/convex.md.`);
    return 1;
  }
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const files = FILES.map((name) => join("embedded", "conformance", `${name}.test.ts`));
  // One after the other: they share the deployment's data.
  const args = [vitest, "run", "--project", "node", "--no-file-parallelism", ...files];
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1;
}
