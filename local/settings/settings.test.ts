import { describe, expect, test } from "vitest";
import { StartError } from "../../embedded/config.ts";
import type { Environment } from "./envFile.ts";
import { readSettings } from "./settings.ts";

const ROOT = "/project";
const CLERK = { CLERK_JWT_ISSUER_DOMAIN: "https://example.clerk.accounts.dev" };
const RESEND = {
  RESEND_API_KEY: "re_x",
  RESEND_WEBHOOK_SECRET: "whsec_eA==",
  EMAIL_FROM: "Firm <chat@firm.example>",
  INBOUND_DOMAIN: "in.firm.example",
  APP_URL: "https://chat.firm.example/",
};

/** What is said of settings that do not start. */
function refusalOf(args: string[], environment: Environment, mistakes: string[] = []): string {
  try {
    readSettings(args, environment, ROOT, mistakes);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
}

describe("settings", () => {
  test("without any: the demo, on this computer only, with a local mailbox", () => {
    expect(readSettings([], {}, ROOT)).toMatchObject({
      port: 3210,
      host: "127.0.0.1",
      dataDir: "/project/.anteroom",
      appUrl: null,
      mail: { kind: "local" },
      signIn: { kind: "demo" },
      dev: false,
      reset: false,
      open: false,
    });
  });

  test("Clerk and Resend replace the demo and the mailbox", () => {
    const settings = readSettings([], { ...CLERK, ...RESEND, HOST: "0.0.0.0" }, ROOT);
    expect(settings.signIn.kind).toBe("clerk");
    expect(settings.mail).toMatchObject({ kind: "resend", apiKey: "re_x" });
    expect(settings.appUrl).toBe("https://chat.firm.example");
  });

  test.each([
    ["an unknown flag", ["--demo"], {}, "--demo"],
    ["a port that is no number", [], { PORT: "http" }, "PORT"],
    ["a port that is too large", [], { PORT: "65536" }, "PORT"],
    ["an address without a scheme", [], { APP_URL: "chat.firm.example" }, "APP_URL"],
    [
      "an issuer that is no address",
      [],
      { CLERK_JWT_ISSUER_DOMAIN: "clerk" },
      "CLERK_JWT_ISSUER_DOMAIN",
    ],
    [
      "Resend without its secret",
      [],
      { ...CLERK, ...RESEND, RESEND_WEBHOOK_SECRET: "" },
      "RESEND_WEBHOOK_SECRET",
    ],
  ])("refuses %s and names it", (_what, args, environment, name) => {
    expect(() => readSettings(args, environment, ROOT)).toThrow(StartError);
    expect(() => readSettings(args, environment, ROOT)).toThrow(name);
  });

  test("everything that is wrong is told at once, and no secret with it", () => {
    const wrong = {
      ...RESEND,
      PORT: "http",
      APP_URL: "chat.firm.example",
      EMAIL_FROM: "the firm",
      INBOUND_DOMAIN: "in",
      RESEND_WEBHOOK_SECRET: "hush-hush",
      CLERK_WEBHOOK_SECRET: "hush too",
      LOG_FORMAT: "xml",
      SLOW_FUNCTION_MS: "0",
    };
    const mistakes = ["SMTP_HOST in /project/.env is no setting of Anteroom."];
    const refusal = refusalOf(["--no-demo", "--fast"], wrong, mistakes);
    for (const name of [...Object.keys(wrong), "SMTP_HOST", "--fast"]) {
      if (name !== "RESEND_API_KEY") expect(refusal).toContain(name);
    }
    expect(refusal).not.toMatch(/hush|re_x/);
    expect(refusal.split("\n")[0]).toBe("10 settings are wrong:");
    expect(refusalOf([], { PORT: "http" })).toMatch(/^PORT must be/);
  });

  test("trusted proxies are addresses and networks", () => {
    const proxies = (TRUSTED_PROXIES: string) => readSettings([], { TRUSTED_PROXIES }, ROOT);
    expect(proxies("loopback, 10.0.0.0/8").trustedProxies).toEqual(["loopback", "10.0.0.0/8"]);
    expect(readSettings([], {}, ROOT).trustedProxies).toEqual([]);
    expect(refusalOf([], { TRUSTED_PROXIES: "everybody" })).toContain("TRUSTED_PROXIES");
  });

  test("production starts neither the demo nor the mailbox, nor without what makes it safe", () => {
    const production = { NODE_ENV: "production" };
    const bare = refusalOf([], production);
    expect(bare).toContain("ANTEROOM_DEMO=0");
    expect(bare).toContain("RESEND_API_KEY");
    const inTheClear = { ...RESEND, ...production, APP_URL: "http://chat.firm.example" };
    expect(refusalOf(["--no-demo"], inTheClear)).toContain("https");
    expect(refusalOf([], { ...CLERK, ...RESEND, ...production })).toContain("CLERK_WEBHOOK_SECRET");
    const whole = readSettings(["--no-demo"], { ...RESEND, ...production }, ROOT);
    expect(whole).toMatchObject({ isProduction: true, log: { format: "json", level: "info" } });
    const backup = readSettings(["--backup"], production, ROOT);
    expect(backup.backup, "a backup opens no door").toBe(true);
  });

  test("a backup goes beside the data unless told; relative folders start at the project", () => {
    const targetOf = (...args: string[]) => readSettings(["--backup", ...args], {}, ROOT).backupTo;
    expect(targetOf()).toBeNull();
    expect(targetOf("--to", "copies/monday")).toBe("/project/copies/monday");
    expect(targetOf("--to=/mnt/nas/monday")).toBe("/mnt/nas/monday");
    expect(() => readSettings(["--to", "x"], {}, ROOT)).toThrow("--backup");
    expect(readSettings([], {}, ROOT).backup).toBe(false);
  });

  test("--no-demo or ANTEROOM_DEMO=0: people sign in by themselves, also over a network", () => {
    expect(readSettings(["--no-demo"], {}, ROOT).signIn.kind).toBe("builtIn");
    expect(readSettings([], { ANTEROOM_DEMO: "0" }, ROOT).signIn.kind).toBe("builtIn");
    expect(readSettings([], { ANTEROOM_DEMO: "1" }, ROOT).signIn.kind).toBe("demo");
    expect(() => readSettings([], { ANTEROOM_DEMO: "no" }, ROOT)).toThrow("ANTEROOM_DEMO");
    const open = readSettings(["--no-demo"], { ...RESEND, HOST: "0.0.0.0" }, ROOT);
    expect([open.signIn.kind, open.mail.kind]).toEqual(["builtIn", "resend"]);
  });

  test("a demo without passwords is never open to a network, nor can it send real email", () => {
    expect(() => readSettings([], { HOST: "0.0.0.0" }, ROOT)).toThrow(/password/);
    expect(() => readSettings([], RESEND, ROOT)).toThrow(/demo/);
  });

  test("the local mailbox is never open to a network", () => {
    expect(() => readSettings([], { ...CLERK, HOST: "0.0.0.0" }, ROOT)).toThrow(/mailbox/);
    expect(() => readSettings(["--no-demo"], { HOST: "0.0.0.0" }, ROOT)).toThrow(/mailbox/);
    expect(readSettings([], CLERK, ROOT).mail.kind).toBe("local");
  });
});
