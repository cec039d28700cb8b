import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readEnvironment } from "./envFile.ts";
import { SETTING_NAMES } from "./names.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..");

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "anteroom-env-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the .env file", () => {
  test("sets what the process does not", () => {
    writeFileSync(join(root, ".env"), 'PORT=4000\nEMAIL_FROM="Firm <a@firm.example>" # whose\n');
    const { environment, mistakes } = readEnvironment(root, { PORT: "5000" });
    expect(mistakes).toEqual([]);
    expect(environment).toMatchObject({ PORT: "5000", EMAIL_FROM: "Firm <a@firm.example>" });
  });

  test("may be missing, but not when it is named", () => {
    expect(readEnvironment(root, { A: "b" })).toEqual({ environment: { A: "b" }, mistakes: [] });
    const { mistakes } = readEnvironment(root, { ANTEROOM_ENV_FILE: "other.env" });
    expect(mistakes).toEqual([expect.stringContaining("other.env cannot be read (ENOENT)")]);
  });

  test("with a name that nothing reads is a mistake; its value is not told", () => {
    writeFileSync(join(root, ".env"), "RESEND_APIKEY=re_secret\nVITE_X=1\nCONVEX_DEPLOYMENT=x\n");
    const { mistakes } = readEnvironment(root, {});
    expect(mistakes).toEqual([`RESEND_APIKEY in ${join(root, ".env")} is no setting of Anteroom.`]);
  });
});

describe(".env.example", () => {
  const text = readFileSync(join(PROJECT, ".env.example"), "utf8");
  const assignments = [...text.matchAll(/^# ?([A-Z_]+)=(.*)$/gm)];

  test("explains every variable once, and no other", () => {
    const names = assignments.map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(SETTING_NAMES));
    expect(names).toHaveLength(SETTING_NAMES.length);
  });

  test("sets nothing, and with everything in it taken for true it starts", () => {
    expect(text).not.toMatch(/^[A-Z]/m);
    const examples = assignments.map(([, name, value]) => `${name}=${value}`).join("\n");
    writeFileSync(join(root, ".env"), examples);
    const { environment, mistakes } = readEnvironment(root, {});
    const settings = readSettings([], environment, root, mistakes);
    expect(settings).toMatchObject({ isProduction: true, signIn: { kind: "clerk" } });
  });
});
