import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../embedded/database/database.ts";
import { systemClock } from "../../embedded/clock.ts";
import { keepSecrets } from "../secrets.ts";
import { MailboxStore } from "../mailbox/store.ts";
import { readControl, writeControl } from "../control/controlFile.ts";
import {
  type ControlServer,
  type MakeBackup,
  openControlServer,
} from "../control/controlServer.ts";
import { backUpData } from "./command.ts";
import { copyFolder, defaultTarget } from "./copyFolder.ts";

let folder: string;
let dataDir: string;
let printed: string[];
let servers: ControlServer[];
const print = (line: string) => void printed.push(line);
const ignore = () => {};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "anteroom-backup-"));
  dataDir = join(folder, "data");
  printed = [];
  servers = [];
  await keepSecrets(dataDir);
});
afterEach(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function offer(makeBackup: MakeBackup): Promise<ControlServer> {
  const call = () => Promise.reject(new Error("no calls here"));
  const server = await openControlServer(dataDir, { backUp: makeBackup, call });
  servers.push(server);
  return server;
}

function ask(server: ControlServer, authorization: string | null, method = "POST") {
  const headers: Record<string, string> = authorization === null ? {} : { authorization };
  const body = method === "POST" ? { body: join(folder, "copy") } : {};
  return fetch(`http://127.0.0.1:${server.port}/backup`, { method, headers, ...body });
}

const openData = () =>
  openDatabase({
    file: join(dataDir, "database.sqlite"),
    schemaJson: null,
    systemTables: [],
    clock: systemClock,
    reserveBytes: 0,
  });

describe("the running process", () => {
  test("makes a backup only for who knows the secret of its note", async () => {
    let made = 0;
    const server = await offer(() => Promise.resolve((made += 1)));
    const { secret } = readControl(dataDir)!;
    const wrong = [null, "", "Bearer", `Bearer ${secret.slice(1)}`, `Bearer ${secret}0`, secret];
    for (const authorization of wrong) {
      expect((await ask(server, authorization)).status, String(authorization)).toBe(401);
    }
    expect((await ask(server, `Bearer ${secret}`, "GET")).status).toBe(404);
    expect(made).toBe(0);
    const right = await ask(server, `Bearer ${secret}`);
    expect([right.status, made]).toEqual([200, 1]);
    await right.text();
  });

  test("keeps its note for its owner alone, and only while it runs", async () => {
    const server = await offer(() => Promise.resolve(0));
    const file = join(dataDir, "control.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readControl(dataDir)).toMatchObject({ pid: process.pid, port: server.port });
    await server.close();
    expect(existsSync(file)).toBe(false);
    await expect(ask(server, null)).rejects.toThrow();
  });

  test("makes one backup at a time", async () => {
    let finish: (files: number) => void = ignore;
    await offer(() => new Promise((resolve) => (finish = resolve)));
    const { secret, port } = readControl(dataDir)!;
    const first = await fetch(`http://127.0.0.1:${port}/backup`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: join(folder, "first"),
    });
    const second = backUpData({ dataDir, backupTo: join(folder, "second") }, print);
    await expect(second).rejects.toMatchObject({ code: "DATA_FOLDER_IN_USE" });
    finish(7);
    expect(await first.text()).toContain('"files":7');
    expect(readdirSync(folder)).toEqual(["data"]);
  });

  test("gives a backup up when it stops, and the command says so", async () => {
    let step: () => void = ignore;
    const isUnderWay = new Promise<void>((underWay) => {
      void offer(async (_target, onProgress) => {
        onProgress("database", 0.5);
        underWay();
        await new Promise<void>((resolve) => (step = resolve));
        onProgress("database", 1);
        return 0;
      });
    });
    while (readControl(dataDir) === null) await new Promise(setImmediate);
    const asking = backUpData({ dataDir, backupTo: join(folder, "copy") }, print);
    const refused = expect(asking).rejects.toThrow(/given up|stopped/);
    await isUnderWay;
    const closing = servers[0]!.close();
    step();
    await closing;
    await refused;
    expect(printed).toContain("Database  50 %");
  });

  test("gives a backup up when who asked for it has gone", async () => {
    let report: (reason: unknown) => void = ignore;
    const outcome = new Promise<unknown>((resolve) => (report = resolve));
    const server = await offer(async (_target, onProgress) => {
      try {
        for (let step = 0; ; step++) {
          onProgress("files", step);
          await new Promise(setImmediate);
        }
      } catch (error) {
        report(error);
        throw error;
      }
    });
    const asker = new AbortController();
    const { secret } = readControl(dataDir)!;
    await fetch(`http://127.0.0.1:${server.port}/backup`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: join(folder, "copy"),
      signal: asker.signal,
    });
    asker.abort();
    expect(String(await outcome)).toContain("given up");
  });

  test("whose folders are not the command's own is found out, and no copy is claimed", async () => {
    await offer(() => Promise.resolve(3));
    const asking = backUpData({ dataDir, backupTo: join(folder, "copy") }, print);
    await expect(asking).rejects.toThrow("that folder is not here");
    expect(printed.join()).not.toContain("The copy is in");
  });

  test("passes on why a backup failed", async () => {
    await offer(() => Promise.reject(new Error("The disk is full.")));
    const asking = backUpData({ dataDir, backupTo: null }, print);
    await expect(asking).rejects.toThrow("The disk is full.");
  });
});

describe("without a running process", () => {
  test("the folder is copied at rest, also when a crashed one left its note", async () => {
    openData().close();
    new MailboxStore(join(dataDir, "mailbox.sqlite")).close();
    const stranger = createServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as AddressInfo;
    writeControl(dataDir, { pid: process.pid, port, secret: "of a process that crashed" });
    const target = await backUpData({ dataDir, backupTo: join(folder, "copy") }, print);
    stranger.closeAllConnections();
    stranger.close();
    expect(readdirSync(target).toSorted()).toEqual([
      "database.sqlite",
      "files",
      "mailbox.sqlite",
      "secrets.json",
    ]);
    expect(await keepSecrets(target)).toEqual(await keepSecrets(dataDir));
    expect(statSync(join(target, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(printed.at(-2)).toContain(target);
  });

  test("a database that somebody holds who does not answer is said so, and nothing stays", async () => {
    const database = openData();
    const target = join(folder, "copy");
    await expect(backUpData({ dataDir, backupTo: target }, print)).rejects.toMatchObject({
      code: "DATA_FOLDER_IN_USE",
    });
    database.close();
    expect(readdirSync(folder)).toEqual(["data"]);
  });

  test("a folder without data is no reason to make a copy", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    const asking = backUpData({ dataDir: empty, backupTo: null }, print);
    await expect(asking).rejects.toThrow("no data");
    expect(readdirSync(folder).toSorted()).toEqual(["data", "empty"]);
  });
});

describe("the copy", () => {
  const copy = (target: string, copyData = () => Promise.resolve(0)) =>
    copyFolder({ dataDir, copyData, copyMailbox: null }, target, ignore);

  test("has its name only when it is whole; when a part fails nothing stays", async () => {
    const target = join(folder, "copies", "one");
    const failing = copy(target, () => {
      expect(existsSync(target)).toBe(false);
      expect(readdirSync(join(folder, "copies"))).toHaveLength(1);
      return Promise.reject(new Error("no more space"));
    });
    await expect(failing).rejects.toThrow("no more space");
    expect(readdirSync(join(folder, "copies"))).toEqual([]);
    await copy(target);
    expect(readdirSync(join(folder, "copies"))).toEqual(["one"]);
  });

  test("overwrites nothing and does not go into what it copies", async () => {
    const taken = join(folder, "taken");
    mkdirSync(taken);
    writeFileSync(join(taken, "thesis.txt"), "years of work");
    for (const target of [taken, dataDir, join(dataDir, "files", "copy")]) {
      await expect(copy(target), target).rejects.toMatchObject({ code: "BAD_CONFIGURATION" });
    }
    expect(readdirSync(taken)).toEqual(["thesis.txt"]);
    expect(readdirSync(dataDir)).toEqual(["secrets.json"]);
  });

  test("lies beside the data under the time, unless told otherwise", () => {
    const now = new Date(Date.UTC(2030, 0, 2, 3, 4, 5, 678));
    expect(defaultTarget("/srv/chat", now)).toBe("/srv/chat-backups/2030-01-02T03-04-05Z");
  });
});
