import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundleScript, startScript } from "./childProcess.ts";
import { openSqlite } from "./sqliteFile.ts";
import {
  collect,
  exportSchema,
  openTestDatabase,
  read,
  tableScan,
  temporaryFolder,
  write,
} from "./testing.ts";
import type { Database } from "./types.ts";

const schema = defineSchema({
  notes: defineTable({ text: v.string() })
    .index("by_text", ["text"])
    .searchIndex("search_text", { searchField: "text" }),
});

const commitNote = (database: Database, text: string): string => {
  const transaction = database.beginWrite();
  const id = transaction.insert("notes", { text });
  database.commit(transaction);
  return id;
};
const texts = (database: Database) =>
  read(database, (t) => collect(t, tableScan("notes")).map((note) => note.text));

const hasStrace = (() => {
  try {
    execFileSync("strace", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describe("settings", () => {
  it("are WAL with a full sync at each commit, and an exclusive lock", () => {
    const sqlite = openSqlite({ file: path.join(temporaryFolder(), "data.sqlite") });
    sqlite.exec("CREATE TABLE probe (n)");
    sqlite.exec("INSERT INTO probe VALUES (1)");
    expect(sqlite.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(sqlite.pragma("synchronous", { simple: true })).toBe(2);
    expect(sqlite.pragma("locking_mode", { simple: true })).toBe("exclusive");
    expect(sqlite.pragma("foreign_keys", { simple: true })).toBe(1);
    sqlite.close();
  });
});

describe.skipIf(!hasStrace)("the number of fsyncs", () => {
  it("is one a flush, however many commits it covers, and none without commits", async () => {
    const folder = temporaryFolder();
    const script = await bundleScript(`
      import fs from "node:fs";
      import { openDatabase } from "./database.ts";
      import { systemClock } from "../clock.ts";
      const database = openDatabase({
        file: ${JSON.stringify(path.join(folder, "data.sqlite"))},
        schemaJson: ${JSON.stringify(exportSchema(schema))},
        systemTables: [], clock: systemClock, reserveBytes: 0,
      });
      const commit = () => {
        const transaction = database.beginWrite();
        transaction.insert("notes", { text: "x" });
        database.commit(transaction);
      };
      const mark = (name) => fs.existsSync("/mark-" + name);
      commit(); database.flush();
      mark("single");
      for (let i = 0; i < 10; i++) { commit(); database.flush(); }
      mark("group");
      for (let i = 0; i < 10; i++) commit();
      database.flush();
      mark("idle");
      for (let i = 0; i < 10; i++) { database.flush(); database.beginRead().close(); }
      mark("end");
      process.kill(process.pid, "SIGKILL");
    `);
    const trace = path.join(folder, "trace");
    const calls = "fsync,fdatasync,access,statx,stat,newfstatat";
    await startScript("strace", [
      "-f",
      "-e",
      `trace=${calls}`,
      "-o",
      trace,
      process.execPath,
      script,
    ]).ended;
    const lines = fs.readFileSync(trace, "utf8").split("\n");
    const between = (from: string, to: string) => {
      const at = (name: string) => lines.findIndex((line) => line.includes(`/mark-${name}`));
      expect(at(from)).toBeGreaterThan(0);
      return lines.slice(at(from), at(to)).filter((line) => /f(data)?sync\(/.test(line)).length;
    };
    expect(between("single", "group")).toBe(10);
    expect(between("group", "idle")).toBe(1);
    expect(between("idle", "end")).toBe(0);
  });
});

describe("after a power cut", () => {
  it("every flushed commit is there, whole, wherever the log was cut behind it", () => {
    const folder = temporaryFolder();
    const database = openTestDatabase(schema, { folder });
    const file = path.join(folder, "data.sqlite");
    const logSize = () => fs.statSync(`${file}-wal`).size;
    const flushed: { notes: number; bytes: number }[] = [];
    for (let group = 0, notes = 0; group < 12; group++) {
      for (let i = 0; i <= group % 4; i++, notes++) commitNote(database, `note ${notes}`);
      database.flush();
      flushed.push({ notes: notes, bytes: logSize() });
    }
    const [main, log] = [fs.readFileSync(file), fs.readFileSync(`${file}-wal`)];
    database.close();

    fc.assert(
      fc.property(
        fc.nat(flushed.length - 1),
        fc.nat(60_000),
        fc.constantFrom("cut", "zeros", "noise"),
        (group, extra, tail) => {
          const { notes, bytes } = flushed[group]!;
          const end = Math.min(bytes + extra, log.length);
          const rest = Buffer.alloc(log.length - end, tail === "noise" ? 0xa5 : 0);
          const copy = temporaryFolder();
          fs.writeFileSync(path.join(copy, "data.sqlite"), main);
          fs.writeFileSync(
            path.join(copy, "data.sqlite-wal"),
            Buffer.concat([log.subarray(0, end), tail === "cut" ? Buffer.alloc(0) : rest]),
          );
          const restored = openTestDatabase(schema, { folder: copy });
          const found = texts(restored);
          expect(found.length).toBeGreaterThanOrEqual(notes);
          // Groups are whole or absent: no count between two flushes.
          expect(flushed.map((each) => each.notes)).toContain(found.length);
          expect(found).toEqual(found.map((_, i) => `note ${i}`));
          restored.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("nothing is there that was not flushed, and indexes agree with documents", () => {
    const folder = temporaryFolder();
    const database = openTestDatabase(schema, { folder });
    commitNote(database, "kept");
    database.flush();
    commitNote(database, "lost");
    const copy = temporaryFolder();
    for (const name of ["data.sqlite", "data.sqlite-wal"]) {
      fs.copyFileSync(path.join(folder, name), path.join(copy, name));
    }
    const restored = openTestDatabase(schema, { folder: copy });
    expect(texts(restored)).toEqual(["kept"]);
    restored.close();
    expect(new Sqlite(path.join(copy, "data.sqlite")).pragma("integrity_check")).toEqual([
      { integrity_check: "ok" },
    ]);
  });
});

describe("what is deleted", () => {
  it("is not found in the file any more: not the text, not its search terms, not its index key", () => {
    const folder = temporaryFolder();
    const database = openTestDatabase(schema, { folder });
    const secrets: string[] = [];
    write(database, (t) => {
      for (let i = 0; i < 400; i++) {
        const id = t.insert("notes", { text: `${i % 40 ? "harmless" : "confidential"} note ${i}` });
        if (i % 40 === 0) secrets.push(id);
      }
    });
    const isInFile = () => {
      database.close();
      return fs.readFileSync(path.join(folder, "data.sqlite")).includes("confidential");
    };
    write(database, (t) => {
      for (const [i, id] of secrets.entries()) {
        if (i % 2) t.delete("notes", id);
        else t.patch("notes", id, { text: "edited" });
      }
    });
    expect(isInFile()).toBe(false);
    expect(fs.existsSync(path.join(folder, "data.sqlite-wal"))).toBe(false);
  });
});

describe("a reader", () => {
  it("is shown nothing that a power cut could take back", () => {
    const folder = temporaryFolder();
    const database = openTestDatabase(schema, { folder });
    commitNote(database, "seen");
    expect(texts(database)).toEqual(["seen"]);
    const copy = temporaryFolder();
    for (const name of ["data.sqlite", "data.sqlite-wal"]) {
      fs.copyFileSync(path.join(folder, name), path.join(copy, name));
    }
    expect(texts(openTestDatabase(schema, { folder: copy }))).toEqual(["seen"]);
  });
});

describe("a process that is killed", () => {
  it("loses nothing that it has acknowledged, and leaves no lock behind", async () => {
    const folder = temporaryFolder();
    const script = await bundleScript(`
      import { openDatabase } from "./database.ts";
      import { systemClock } from "../clock.ts";
      const database = openDatabase({
        file: ${JSON.stringify(path.join(folder, "data.sqlite"))},
        schemaJson: ${JSON.stringify(exportSchema(schema))},
        systemTables: [], clock: systemClock, reserveBytes: 0,
      });
      for (let i = 0; ; i++) {
        const transaction = database.beginWrite();
        transaction.insert("notes", { text: String(i) });
        database.commit(transaction);
        if (i % 3 === 2) { database.flush(); process.stdout.write("acknowledged " + i + "\\n"); }
        if (i % 60 === 59) await new Promise((resolve) => setImmediate(resolve));
      }
    `);
    for (const enough of ["acknowledged 299", "acknowledged 899"]) {
      fs.rmSync(path.join(folder, "data.sqlite"), { force: true });
      fs.rmSync(path.join(folder, "data.sqlite-wal"), { force: true });
      const run = startScript(process.execPath, [script]);
      await run.waitFor(enough);
      run.child.kill("SIGKILL");
      await run.ended;
      const last = Number(/acknowledged (\d+)\n[^\n]*$/.exec(run.output())![1]);
      const database = openTestDatabase(schema, { folder });
      const found = texts(database);
      expect(found.length).toBeGreaterThan(last);
      expect(found).toEqual(found.map((_, i) => String(i)));
      database.close();
    }
  });
});
