/**
 * `npm run test:deployment`: the conformance suite against a deployment of its fixture, named by
 * CONFORMANCE_URL. `-- --keys` makes the key that both need; `-- --own` starts the embedded backend
 * in another process and takes that for the deployment. See docs/convex.md.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { exportJWK, generateKeyPair } from "jose";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SUITE = join("embedded", "conformance");
/**
 * What clients see of any deployment. Left out are the files that need our own process or disk (crash,
 * fullDisk, clock), that hold our own answers (admin, adminDoor, transcript), and that try the judge
 * alone (history).
 */
const FILES = [
  "queries",
  "pagination",
  "identity",
  "reconnect",
  "http",
  "download",
  "abuse",
  "stalledClient",
  "storm",
];

if (process.argv.includes("--keys")) await printKeys();
else if (process.argv.includes("--own")) process.exitCode = await runOnOwn();
else process.exitCode = await runOnDeployment();

async function makeKeys() {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const { d, ...shared } = { ...(await exportJWK(privateKey)), alg: "ES256", kid: "custom-1" };
  const jwks = Buffer.from(JSON.stringify({ keys: [shared] })).toString("base64");
  const variables = {
    FIXTURE_ISSUER: "https://fixture.example",
    FIXTURE_JWKS: `data:application/json;base64,${jwks}`,
    FIXTURE_OIDC_DOMAIN: "https://oidc.invalid",
  };
  return { variables, key: JSON.stringify({ ...shared, d }) };
}

async function printKeys() {
  const { variables, key } = await makeKeys();
  console.log("# In embedded/conformance/fixture, for a deployment made for this alone:");
  for (const [name, value] of Object.entries(variables)) {
    console.log(`npx convex env set ${name} ${value}`);
  }
  console.log("# For the run:");
  console.log(`export CONFORMANCE_KEY='${key}'`);
}

async function runOnDeployment() {
  for (const name of ["CONFORMANCE_URL", "CONFORMANCE_KEY"]) {
    if (process.env[name]) continue;
    console.error(`${name} is not set: see docs/convex.md.`);
    return 1;
  }
  return await runSuite({});
}

async function runOnOwn() {
  const { variables, key } = await makeKeys();
  const folder = mkdtempSync(join(tmpdir(), "anteroom-deployment-"));
  // Inside the project, so that the bundle finds its packages.
  const program = join(ROOT, "node_modules", ".cache", `deployment-${process.pid}.mjs`);
  const entryPoints = [join(ROOT, SUITE, "serverEntry.ts")];
  const target = { bundle: true, platform: "node", format: "esm", packages: "external" };
  await build({ entryPoints, outfile: program, ...target, logLevel: "error" });
  const functionsDir = join(ROOT, SUITE, "fixture", "convex");
  const options = { dataDir: folder, functionsDir, port: 0, env: variables };
  const server = spawn(process.execPath, [program, JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  // It writes down each failing call, and failing calls are what the suite makes.
  let said = "";
  server.stderr.on("data", (chunk) => (said += chunk));
  const ended = new Promise((resolve) => server.once("exit", resolve));
  try {
    const line = new Promise((resolve) => createInterface(server.stdout).once("line", resolve));
    const ready = await Promise.race([line, ended]);
    if (typeof ready !== "string") throw new Error(`The server did not start: ${said}`);
    const url = `http://127.0.0.1:${JSON.parse(ready).port}`;
    return await runSuite({ CONFORMANCE_URL: url, CONFORMANCE_KEY: key });
  } finally {
    server.kill();
    await ended;
    rmSync(program, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

function runSuite(variables) {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const files = FILES.map((name) => join(SUITE, `${name}.test.ts`));
  // One after the other: they share the deployment's data.
  const args = [vitest, "run", "--project", "node", "--no-file-parallelism", ...files];
  const env = { ...process.env, ...variables };
  const run = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit", env });
  return new Promise((resolve) => run.once("exit", (status) => resolve(status ?? 1)));
}
