import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MailboxStore } from "./mailbox/store.ts";

const SCRIPT = join(import.meta.dirname, "start.mjs");

const PRODUCTION = {
  NODE_ENV: "production",
  ANTEROOM_DEMO: "0",
  APP_URL: "https://chat.firm.example",
  EMAIL_FROM: "Firm <chat@firm.example>",
  INBOUND_DOMAIN: "in.firm.example",
  RESEND_API_KEY: "re_test",
  RESEND_WEBHOOK_SECRET: "whsec_dGVzdA==",
  // Nobody listens there: nothing may leave this computer.
  RESEND_BASE_URL: "http://127.0.0.1:9",
};

let dataDir: string;
let children: ChildProcess[];
beforeEach(() => {
  children = [];
  dataDir = mkdtempSync(join(tmpdir(), "anteroom-start-"));
});
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** Without pages, and without a developer's .env. */
function programEnvironment() {
  const extras = { ANTEROOM_DEV_BACKEND: "1", ANTEROOM_ENV_FILE: devNull };
  return { ...process.env, ANTEROOM_DATA: dataDir, ...extras };
}

/** Runs the program to its end, without pages so that no web build is needed. */
function run(environment: Record<string, string>, args: string[] = []) {
  const env = { ...programEnvironment(), ...environment };
  const child = spawn(process.execPath, [SCRIPT, ...args], { env });
  children.push(child);
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.once("exit", (code) => resolve({ code, errors: errors.trim() }));
  });
}

function occupyPort(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

describe("a start that cannot be", () => {
  test("ends with one line and a failing code when the port is taken", async () => {
    const other = await occupyPort();
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await run({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(errors.split("\n")).toHaveLength(1);
    expect(errors).toContain(`Port ${port}`);
    expect(errors).toContain("PORT=3211");
  });

  test("ends with one line and a failing code when the data folder is in use", async () => {
    const holder = new MailboxStore(join(dataDir, "mailbox.sqlite"));
    const { code, errors } = await run({ PORT: "0" });
    holder.close();
    expect(code).toBe(1);
    expect(errors.split("\n")).toHaveLength(1);
    expect(errors).toContain("in use");
  });

  test("ends with one line when a setting is wrong", async () => {
    const { code, errors } = await run({ PORT: "chat" });
    expect(code).toBe(1);
    expect(errors).toMatch(/^PORT must be a number/);
  });
});

describe("the demo's data without the demo", () => {
  /** What a start says until it is ready; it is stopped then. */
  function outputOf(environment: Record<string, string>): Promise<string> {
    const child = spawn(process.execPath, [SCRIPT], {
      env: { ...programEnvironment(), PORT: "0", NODE_ENV: "test", ...environment },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    children.push(child);
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("message", () => child.kill("SIGTERM"));
    return new Promise((resolve) => child.once("close", () => resolve(output)));
  }

  test("is told of at the start, and does not start in production", async () => {
    expect(await outputOf({})).not.toContain("demo");
    const output = await outputOf({ ANTEROOM_DEMO: "0" });
    expect(output).toContain("holds the demo firm, but the demo is off");
    expect(output).not.toContain("/set-up#");
    const refused = await run({ ...PRODUCTION, PORT: "0" });
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.errors.split("\n")).toHaveLength(1);
    expect(refused.errors).toContain("holds the demo firm, and NODE_ENV is production");
  }, 60_000);

  test("is not taken for a firm's own, whose log is JSON and holds no secret, nor does a file that others may read", async () => {
    chmodSync(dataDir, 0o755);
    const output = await outputOf(PRODUCTION);
    const files = readdirSync(dataDir);
    expect(files).toContain("database.sqlite");
    for (const name of files) expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0);
    expect(output).toContain("/set-up#");
    expect(output).not.toContain("demo");
    expect(output).not.toMatch(/re_test|whsec_|"d":/);
    for (const line of output.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
  });
});
