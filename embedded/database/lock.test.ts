import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { bundleScript, startScript } from "./childProcess.ts";
import { DataFolderInUse } from "./errors.ts";
import { openTestDatabase, temporaryFolder } from "./testing.ts";

/** Opens the database of a folder, says so, and stays until it is killed. */
const holderOf = (folder: string) =>
  bundleScript(`
    import { openDatabase } from "./database.ts";
    import { systemClock } from "../clock.ts";
    try {
      openDatabase({
        file: ${JSON.stringify(path.join(folder, "data.sqlite"))},
        schemaJson: null, systemTables: [], clock: systemClock, reserveBytes: 0,
      });
      console.log("opened");
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.code + ": " + error.message);
    }
  `);

describe("a data folder", () => {
  it("belongs to one process: a second one is refused with the first one's number", async () => {
    const folder = temporaryFolder();
    const script = await holderOf(folder);
    const database = openTestDatabase(null, { folder });
    const second = startScript(process.execPath, [script]);
    await second.ended;
    expect(second.output()).toMatch(/^DATA_FOLDER_IN_USE: .*Stop that one/);
    expect(second.output()).toContain(`process ${process.pid}`);
    database.close();
    const third = startScript(process.execPath, [script]);
    await third.waitFor("opened");
  });

  it("is refused by SQLite's own lock where the lock file is lost", async () => {
    const folder = temporaryFolder();
    const holder = startScript(process.execPath, [await holderOf(folder)]);
    await holder.waitFor("opened");
    fs.rmSync(path.join(folder, "lock"));
    expect(() => openTestDatabase(null, { folder })).toThrow(DataFolderInUse);
  });

  it("is free again at once when its process was killed", async () => {
    const folder = temporaryFolder();
    const holder = startScript(process.execPath, [await holderOf(folder)]);
    await holder.waitFor("opened");
    expect(() => openTestDatabase(null, { folder })).toThrow(DataFolderInUse);
    holder.child.kill("SIGKILL");
    await holder.ended;
    expect(fs.existsSync(path.join(folder, "lock"))).toBe(true);
    expect(() => openTestDatabase(null, { folder })).not.toThrow();
  });

  it.each([
    [
      "another process that got the same number",
      { pid: process.pid, bootId: null, startTicks: "1" },
    ],
    ["a process of before the last boot", { pid: process.pid, bootId: "other", startTicks: null }],
    ["no process", { pid: 2 ** 30, bootId: null, startTicks: null }],
    ["nobody", "not even JSON"],
  ])("is not held back by a lock file that names %s", (_, owner) => {
    const folder = temporaryFolder();
    const text = typeof owner === "string" ? owner : JSON.stringify(owner);
    fs.writeFileSync(path.join(folder, "lock"), text);
    const database = openTestDatabase(null, { folder });
    const current = JSON.parse(fs.readFileSync(path.join(folder, "lock"), "utf8")) as object;
    expect(current).toMatchObject({ pid: process.pid });
    database.close();
    expect(fs.existsSync(path.join(folder, "lock"))).toBe(false);
  });
});
