/** A start on the data folder of an older version: it is brought up to date, whatever interrupts it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Doc, TableNames } from "../convex/_generated/dataModel";
import type { MutationCtx } from "../convex/_generated/server";
import { type Backend, startBackend } from "../embedded/backend.ts";
import { invoke } from "../embedded/execution/invoke.ts";
import { silentLog } from "../embedded/execution/log.ts";
import type { LoadedFunction } from "../embedded/modules/types.ts";
import { migrateData } from "./migrateData.ts";

const MESSAGES = 250;

/** What an older version kept of seats, messages and sent emails; the rest of it is not looked at. */
const OLD_FUNCTIONS = {
  "schema.ts": `
    import { defineSchema, defineTable } from "convex/server";
    import { v } from "convex/values";
    export default defineSchema({
      users: defineTable({ kind: v.string(), name: v.string(), email: v.string(), state: v.string(),
        role: v.string(), emailMuted: v.boolean() }),
      rooms: defineTable({ name: v.string(), kind: v.string(), creatorId: v.id("users") }),
      participants: defineTable({ roomId: v.id("rooms"), userId: v.id("users"),
        userKind: v.string(), emailOff: v.boolean() }),
      messages: defineTable({ roomId: v.id("rooms"), seq: v.number(), authorId: v.id("users"),
        time: v.number(), text: v.string(), source: v.string(), clientMessageId: v.string() })
        .index("by_room_and_seq", ["roomId", "seq"]),
      searchBackfill: defineTable({ cursor: v.string(), isDone: v.boolean() }),
    });`,
  "old.ts": `
    import { mutationGeneric as mutation } from "convex/server";
    export const fill = mutation(async ({ db }, { count }) => {
      const user = { kind: "staff", name: "Ana", email: "ana@firm.test", state: "active" };
      const userId = await db.insert("users", { ...user, role: "owner", emailMuted: false });
      const room = { name: "Kiln", kind: "client", creatorId: userId };
      const roomId = await db.insert("rooms", room);
      await db.insert("participants", { roomId, userId, userKind: "staff", emailOff: true });
      await db.insert("searchBackfill", { cursor: "old", isDone: false });
      for (let seq = 1; seq <= count; seq += 1) {
        const words = { text: "the kiln is hot", source: "app", clientMessageId: String(seq) };
        await db.insert("messages", { roomId, seq, authorId: userId, time: seq, ...words });
      }
    });`,
};

let folder: string;
let backend: Backend | undefined;
let printed: string[];
/** What each page of the latest start said, null at the end. */
let pages: unknown[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "anteroom-migrate-"));
  printed = [];
});

async function makeOldFolder(): Promise<void> {
  const functionsDir = join(folder, "convex");
  mkdirSync(functionsDir);
  for (const [name, source] of Object.entries(OLD_FUNCTIONS)) {
    writeFileSync(join(functionsDir, name), source);
  }
  const old = await start({ functionsDir });
  await old.runInternal("old:fill", { count: MESSAGES });
  await old.close();
}

afterEach(async () => {
  await backend?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Options = Partial<Parameters<typeof startBackend>[0]>;

async function start(options: Options): Promise<Backend> {
  backend = await startBackend({
    dataDir: join(folder, "data"),
    functionsDir: join(import.meta.dirname, "..", "convex"),
    port: 0,
    env: { DEMO_ISSUER: "https://issuer.test", DEMO_JWKS: "data:,", APP_URL: "https://app.test" },
    log: silentLog,
    reserveBytes: 0,
    minFreeBytes: 0,
    ...options,
  });
  return backend;
}

const print = (line: string) => void printed.push(line);

/** A start as the program makes it; the process ends before the page `crashAt`, counted from 0. */
async function startMigrating(crashAt = Number.POSITIVE_INFINITY): Promise<void> {
  pages = [];
  await start({
    beforeServing: async (run) => {
      const counted = async (path: string, args: object) => {
        if (path === "migrations:step" && pages.length === crashAt) throw new Error("crash");
        const answer = await run(path, args);
        if (path === "migrations:step") pages.push(answer);
        return answer;
      };
      await migrateData(counted, "the folder", print);
    },
  });
}

/** All documents of a table, read behind the functions' back. */
async function documentsOf<Table extends TableNames>(table: Table): Promise<Doc<Table>[]> {
  const documents: Doc<Table>[] = [];
  const target: LoadedFunction = {
    path: "test:read",
    kind: "mutation",
    visibility: "internal",
    handler: async (ctx) => {
      const { db } = ctx as MutationCtx;
      for await (const document of db.query(table)) documents.push(document);
      return null;
    },
    argsValidator: { type: "any" },
    returnsValidator: null,
    registered: null,
  };
  const { transactions } = backend!.runner;
  await transactions.write({ identity: null }, async (scope) => await invoke(scope, target, {}));
  return documents;
}

test("the data folder of an older version is in shape before anybody can connect, also where a start crashes", async () => {
  await makeOldFolder();
  // The first two migrations have one page each, so the third one's second page is lost.
  await expect(startMigrating(3)).rejects.toThrow("crash");
  await startMigrating();
  const name = "3 messages can be searched";
  expect(pages[0]).toEqual({ name, looked: 200, isDone: false });
  const messages = await documentsOf("messages");
  expect(messages.filter(({ searchText }) => searchText === "the kiln is hot")).toHaveLength(
    MESSAGES,
  );
  const [seat] = await documentsOf("participants");
  expect(seat).toMatchObject({ notify: { level: "off" } });
  expect(seat).not.toHaveProperty("emailOff");
  const [room] = await documentsOf("rooms");
  expect(room?.createdTime).toBe(room?._creationTime);
  expect(printed).toEqual([
    "Migration 1 seats have a level: 1 looked at",
    "Migration 2 rooms know when they were made: 1 looked at",
    "Migration 3 messages can be searched: 250 looked at",
  ]);
  await backend?.close();
  printed = [];
  await startMigrating();
  expect([pages, printed]).toEqual([[null], []]);
  expect(await documentsOf("messages")).toEqual(messages);
}, 120_000);

test("the data folder of a newer version is refused in one sentence, and nothing in it changes", async () => {
  const called: string[] = [];
  const run = (path: string) => {
    called.push(path);
    return Promise.resolve({ unknown: ["99 of the future"] });
  };
  await expect(migrateData(run, "/data/of/firm", print)).rejects.toMatchObject({
    code: "BAD_CONFIGURATION",
    message: expect.stringMatching(/^\/data\/of\/firm was written by a newer Anteroom/),
  });
  expect(called).toEqual(["migrations:status"]);
});
