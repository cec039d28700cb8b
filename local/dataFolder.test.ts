import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MailboxStore } from "./mailbox/store.ts";
import { resetData } from "./reset.ts";
import { keepSecrets } from "./secrets.ts";
import { readSettings, type Settings } from "./settings/settings.ts";

let dataDir: string;
let settings: Settings;
let printed: string[];
const print = (line: string) => void printed.push(line);

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "anteroom-data-"));
  settings = readSettings(["--reset", "--yes"], { ANTEROOM_DATA: dataDir }, "/");
  printed = [];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("secrets", () => {
  test("are made once, stay the same, and only the owner may read them", async () => {
    const first = await keepSecrets(dataDir);
    expect(await keepSecrets(dataDir)).toEqual(first);
    expect(first.webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const path = join(dataDir, "secrets.json");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    await keepSecrets(dataDir);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("differ between folders", async () => {
    const first = await keepSecrets(join(dataDir, "a"));
    const second = await keepSecrets(join(dataDir, "b"));
    expect(first.demoSigningKey.d).not.toBe(second.demoSigningKey.d);
    expect(first.webhookSecret).not.toBe(second.webhookSecret);
  });

  test("a damaged file stops the start instead of being replaced", async () => {
    const path = join(dataDir, "secrets.json");
    writeFileSync(path, '{"webhookSecret":');
    await expect(keepSecrets(dataDir)).rejects.toThrow("damaged");
    expect(statSync(path).size).toBe(17);
  });
});

describe("reset", () => {
  test("deletes the folder of an Anteroom that does not run", async () => {
    await keepSecrets(dataDir);
    new MailboxStore(join(dataDir, "mailbox.sqlite")).close();
    await resetData(settings, print);
    expect(existsSync(dataDir)).toBe(false);
    expect(printed.join()).toContain("Deleted");
  });

  test("is refused while a process holds the folder, and nothing is deleted", async () => {
    await keepSecrets(dataDir);
    const store = new MailboxStore(join(dataDir, "mailbox.sqlite"));
    await expect(resetData(settings, print)).rejects.toMatchObject({ code: "DATA_FOLDER_IN_USE" });
    expect(existsSync(join(dataDir, "secrets.json"))).toBe(true);
    store.close();
  });

  test("is refused for a folder that is not one of ours", async () => {
    writeFileSync(join(dataDir, "thesis.txt"), "years of work");
    await expect(resetData(settings, print)).rejects.toMatchObject({ code: "BAD_CONFIGURATION" });
    expect(existsSync(join(dataDir, "thesis.txt"))).toBe(true);
  });

  test("without --yes and without a terminal nobody can be asked, so nothing is deleted", async () => {
    await keepSecrets(dataDir);
    await expect(resetData({ ...settings, yes: false }, print)).rejects.toThrow("--yes");
    expect(existsSync(join(dataDir, "secrets.json"))).toBe(true);
  });

  test("without any data says so", async () => {
    rmSync(dataDir, { recursive: true });
    await resetData(settings, print);
    expect(printed.join()).toContain("no data");
  });
});

describe("the mailbox's file", () => {
  const sent = (id: string) => ({
    id,
    time: 1,
    status: "queued",
    messageId: `<${id}@ses>`,
    payload: {
      from: "a@firm.example",
      to: [`${id}@acme.example`],
      cc: [],
      bcc: [],
      reply_to: [],
      subject: `About ${id}`,
      html: null,
      text: "x",
      headers: {},
      tags: [],
      attachments: [],
    },
  });

  test("emails and idempotent answers survive closing", () => {
    const path = join(dataDir, "mailbox.sqlite");
    const first = new MailboxStore(path);
    first.addSent(sent("e1"));
    first.rememberAnswer("digest/1", "abc", '{"id":"e1"}', 10);
    first.close();
    const second = new MailboxStore(path);
    expect(second.sent("e1")?.subject).toBe("About e1");
    expect(second.idempotentAnswer("digest/1", 9)?.answer).toBe('{"id":"e1"}');
    expect(second.idempotentAnswer("digest/1", 10)).toBeNull();
    second.close();
  });

  test("a second process cannot open it", () => {
    const path = join(dataDir, "mailbox.sqlite");
    const store = new MailboxStore(path);
    expect(() => new MailboxStore(path)).toThrow(Database.SqliteError);
    store.close();
  });

  test("keeps the 500 newest and finds by person and subject, ignoring case", () => {
    const store = new MailboxStore(":memory:");
    for (let number = 1; number <= 503; number++) store.addSent(sent(`e${number}`));
    const all = store.list({});
    expect(all).toHaveLength(500);
    expect(all[0]?.id).toBe("e503");
    expect(store.sent("e3")).toBeNull();
    expect(store.list({ search: "ABOUT E50" }).map(({ id }) => id)).toEqual([
      "e503",
      "e502",
      "e501",
      "e500",
      "e50",
    ]);
    expect(store.list({ search: "nobody" })).toEqual([]);
    store.close();
  });

  test("who waits for a change is woken by the next one and not before", async () => {
    const store = new MailboxStore(":memory:");
    let woken = false;
    const waiting = store.changedSince(store.version).then(() => (woken = true));
    await Promise.resolve();
    expect(woken).toBe(false);
    store.addSent(sent("e1"));
    await waiting;
    expect(woken).toBe(true);
    store.close();
  });
});
