/** `npm run erase` and `npm run retention`, against the demo firm in a running Anteroom. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApp, type RunningApp } from "../app.ts";
import { callRunning } from "../control/client.ts";
import { readControl } from "../control/controlFile.ts";
import { readSettings } from "../settings/settings.ts";
import { erasePerson } from "./eraseCommand.ts";
import { tendRetention } from "./retentionCommand.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const LENA = "lena@balticlaw.example";

let folder: string;
let dataDir: string;
let app: RunningApp;
let printed: string[];
const print = (line: string) => void printed.push(line);
const answering = (answer: string) => () => Promise.resolve(answer);
const nobodyToAsk = () => Promise.reject(new Error("asked"));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "anteroom-upkeep-"));
  dataDir = join(folder, "data");
  const settings = readSettings(
    [],
    { ANTEROOM_DATA: dataDir, PORT: "0", LOG_LEVEL: "error" },
    ROOT,
  );
  app = await startApp(settings, ROOT, folder);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => (printed = []));

describe("an erasure by command", () => {
  const erase = (email: string, ask: () => Promise<string>, yes = false) =>
    erasePerson({ dataDir, email, deletesMessages: false, yes }, print, ask);
  const who = async () => await callRunning(dataDir, "erasures:who", { email: LENA });

  test("erases whose name was typed, and says when all is done; another word changes nothing", async () => {
    await erase(LENA, answering("lena"));
    expect(printed.at(-1)).toBe("Nothing was erased.");
    expect(await who()).toMatchObject({ kind: "client" });
    await erase(LENA, answering("Lena Kask"));
    expect(printed).toContain("Lena Kask, client of Baltic Law");
    expect(printed.at(-1)).toContain("Erased");
    expect(await who()).toBeNull();
  });

  test("refuses an address that nobody has, and the last owner, with one sentence", async () => {
    await expect(erase(LENA, nobodyToAsk, true)).rejects.toThrow(`the address ${LENA}`);
    await expect(erase("lena", nobodyToAsk, true)).rejects.toThrow("not an email address");
    const anna = erase("anna@northwind.example", nobodyToAsk, true);
    await expect(anna).rejects.toMatchObject({ code: "BAD_CONFIGURATION", message: /owner/ });
  });
});

describe("the retention rule by command", () => {
  const tend = (wish: object, ask: () => Promise<string> = nobodyToAsk, yes = false) =>
    tendRetention({ dataDir, keep: null, now: false, yes, ...wish }, print, ask);

  test("is shown, set once its words are typed, run at once, and taken away again", async () => {
    await tend({});
    expect(printed).toEqual(["Messages are kept for ever.   (no run yet)"]);
    await tend({ keep: 24 }, answering("yes"));
    expect(printed.at(-1)).toBe("Nothing was changed.");
    await tend({ keep: 24, now: true }, answering("24 months"));
    expect(printed.at(-1)).toMatch(/^Removed \d+ messages in/);
    printed = [];
    await tend({});
    expect(printed[0]).toMatch(/^Messages are kept for 24 months\. {3}\(latest run: .* UTC/);
    await tend({ keep: "forever" });
    expect(printed.at(-1)).toContain("for ever");
  });

  test("has nothing to run while all is kept, and takes 1 to 240 months", async () => {
    await expect(tend({ now: true }, nobodyToAsk, true)).rejects.toThrow("nothing to remove");
    await expect(tend({ keep: 0 }, nobodyToAsk, true)).rejects.toThrow("1 to 240 months");
  });
});

test("commands reach the listed functions alone, and only with the secret of the note", async () => {
  const { port, secret } = readControl(dataDir)!;
  const call = async (path: string, authorization: string) => {
    const headers = { authorization };
    const body = JSON.stringify({ path, args: {} });
    const url = `http://127.0.0.1:${port}/call`;
    return (await fetch(url, { method: "POST", headers, body })).status;
  };
  expect(await call("seed:demoPeople", `Bearer ${secret}`)).toBe(404);
  expect(await call("retention:start", "Bearer wrong")).toBe(401);
});

test("where no Anteroom runs, both say so in one line", async () => {
  const elsewhere = { dataDir: join(folder, "elsewhere"), yes: true };
  const person = { email: LENA, deletesMessages: false };
  const rule = { keep: null, now: false };
  await expect(erasePerson({ ...elsewhere, ...person }, print)).rejects.toThrow(/No Anteroom runs/);
  await expect(tendRetention({ ...elsewhere, ...rule }, print)).rejects.toThrow(/No Anteroom runs/);
});

test("the command line names whom and how long, and takes no switch without its command", () => {
  const read = (...args: string[]) => readSettings(args, {}, "/project");
  expect(read("--erase", "--email", LENA).erase).toEqual({ email: LENA, deletesMessages: false });
  expect(read("--retention", "--months", "24", "--now").retention).toEqual({ keep: 24, now: true });
  expect(read("--retention").retention).toEqual({ keep: null, now: false });
  expect(read().erase ?? read().retention).toBeNull();
  for (const args of [
    ["--erase"],
    ["--email", LENA],
    ["--delete-messages"],
    ["--now"],
    ["--retention", "--months", "many"],
    ["--retention", "--months", "3", "--forever"],
  ]) {
    expect(() => read(...args), args.join(" ")).toThrow();
  }
});
