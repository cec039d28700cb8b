import { expect, test } from "vitest";
import { StorageError } from "../database/errors.ts";
import type { Database } from "../database/types.ts";
import { temporaryDir } from "../modules/testing.ts";
import { errorOf, IMPORTS, openTestRunner, valueOf } from "./testing.ts";

const FILES = {
  "schema.ts": `import { defineSchema, defineTable } from "convex/server"; import { v } from "convex/values";
export default defineSchema({ notes: defineTable({ text: v.string() }) });`,
  "f.ts": `${IMPORTS}
export const put = mutation({ args: { text: v.string() }, handler: async (ctx, { text }) => {
  await ctx.db.insert("notes", { text }); if (text.startsWith("bad")) throw new Error("refused"); return text + "!"; } });
export const count = mutation({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).length });
export const list = query({ args: {}, handler: async (ctx) => (await ctx.db.query("notes").collect()).map((d) => d.text) });
export const big = mutation({ args: {}, handler: () => "x".repeat(1000000) });
`,
};
const ana = { tokenIdentifier: "i|ana", issuer: "i", subject: "ana" };
const omar = { tokenIdentifier: "i|omar", issuer: "i", subject: "omar" };

/** Counts flushes, and fails them while `fails` gives an error. */
function watchFlush(database: Database, fails: () => Error | null = () => null) {
  const flush = database.flush.bind(database);
  const watched = { count: 0 };
  database.flush = () => {
    watched.count++;
    const error = fails();
    if (error !== null) throw error;
    flush();
  };
  return watched;
}

test("mutations that wait together share one flush, in their order, and one that fails harms no neighbour", async () => {
  const { mutate, query, database } = await openTestRunner(FILES);
  const flushes = watchFlush(database);
  const texts = ["a", "bad b", "c", "bad d", "e"];
  const outcomes = await Promise.all(texts.map((text) => mutate("f:put", { text })));
  expect(flushes.count).toBe(1);
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true, false, true]);
  expect(valueOf(await query("f:list"))).toEqual(["a", "c", "e"]);
});

test("a group has at most 64 mutations", async () => {
  const { mutate, database } = await openTestRunner(FILES);
  const flushes = watchFlush(database);
  await Promise.all(Array.from({ length: 65 }, (_, i) => mutate("f:put", { text: String(i) })));
  expect(flushes.count).toBe(2);
});

test("later mutations of a group see the earlier ones, snapshots see whole groups only", async () => {
  const { mutate, query } = await openTestRunner(FILES);
  const [, count, seen] = await Promise.all([
    mutate("f:put", { text: "a" }),
    mutate("f:count"),
    query("f:list"),
  ]);
  expect(valueOf(count)).toBe(1);
  expect(valueOf(seen)).toEqual(["a"]);
});

test("nobody is answered before the flush, and timestamps rise", async () => {
  const { mutate, database } = await openTestRunner(FILES);
  const events: string[] = [];
  const flush = database.flush.bind(database);
  database.flush = () => {
    events.push("flush");
    flush();
  };
  const send = (text: string) =>
    mutate("f:put", { text }).then((outcome) => {
      events.push(text);
      return outcome.ok ? outcome.timestamp : 0n;
    });
  const [first, second] = await Promise.all([send("a"), send("b")]);
  expect(events).toEqual(["flush", "a", "b"]);
  expect(second! > first!).toBe(true);
});

test("when the disk is full everybody of the group gets a coded refusal, and writing resumes by itself (F18)", async () => {
  const { mutate, query, database } = await openTestRunner(FILES, { production: true });
  let isFull = true;
  watchFlush(database, () => (isFull ? new StorageError("STORAGE_FULL", "full") : null));
  const outcomes = await Promise.all([
    mutate("f:put", { text: "a" }),
    mutate("f:put", { text: "bad" }),
    mutate("f:count"),
  ]);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ ok: false, errorData: { code: "STORAGE_FULL" } });
  }
  isFull = false;
  expect((await mutate("f:put", { text: "b" })).ok).toBe(true);
  expect(valueOf(await query("f:list"))).toContain("b");
});

test("the same request of a session runs once and gives the same answer, also after a restart (G2)", async () => {
  const dataDir = temporaryDir();
  const session = { sessionId: "s1", requestId: 4 };
  const first = await openTestRunner(FILES, { dataDir });
  const send = (on: typeof first, text: string, requestId = 4, identity: typeof ana | null = ana) =>
    on.runner.runMutation({
      path: "f:put",
      args: { text },
      identity,
      caller: "public",
      session: { ...session, requestId },
    });
  const answers = await Promise.all([send(first, "a"), send(first, "a")]);
  expect(answers.map(valueOf)).toEqual(["a!", "a!"]);
  expect(valueOf(await send(first, "b", 5))).toBe("b!");
  first.database.close();
  const second = await openTestRunner(FILES, { dataDir });
  const late = await send(second, "a");
  expect(valueOf(late)).toBe("a!");
  expect(valueOf(await second.query("f:list"))).toEqual(["a", "b"]);
  const timestamps = [...answers, late].map((outcome) => (outcome.ok ? outcome.timestamp : 0n));
  expect(new Set(timestamps).size).toBe(1);
});

test("a request below those that a session has sent is looked up as well, and runs if it is new", async () => {
  const { runner, query } = await openTestRunner(FILES);
  const send = (text: string, requestId: number) =>
    runner.runMutation({
      path: "f:put",
      args: { text },
      identity: null,
      caller: "public",
      session: { sessionId: "s", requestId },
    });
  await send("five", 5);
  expect(valueOf(await send("three", 3))).toBe("three!");
  expect(valueOf(await send("again", 3))).toBe("three!");
  expect(valueOf(await send("again", 5))).toBe("five!");
  expect(valueOf(await query("f:list"))).toEqual(["five", "three"]);
});

test("a failed request is not kept: it may be sent again and then succeed", async () => {
  const { runner, query } = await openTestRunner(FILES);
  const send = (text: string) =>
    runner.runMutation({
      path: "f:put",
      args: { text },
      identity: null,
      caller: "public",
      session: { sessionId: "s", requestId: 1 },
    });
  expect((await send("bad")).ok).toBe(false);
  expect(valueOf(await send("good"))).toBe("good!");
  expect(valueOf(await query("f:list"))).toEqual(["good"]);
});

test("a request id is worth nothing to another caller, and not for another function", async () => {
  const { runner, query } = await openTestRunner(FILES);
  const session = { sessionId: "s", requestId: 1 };
  const request = { path: "f:put", args: { text: "a" }, caller: "public" as const, session };
  expect((await runner.runMutation({ ...request, identity: ana })).ok).toBe(true);
  const stolen = await runner.runMutation({ ...request, identity: omar });
  expect(errorOf(stolen)).toContain("already used");
  expect(JSON.stringify(stolen)).not.toContain("a!");
  expect((await runner.runMutation({ ...request, identity: null })).ok).toBe(false);
  const other = { ...request, path: "f:count", args: {}, identity: ana };
  expect((await runner.runMutation(other)).ok).toBe(false);
  expect(valueOf(await query("f:list"))).toEqual(["a"]);
});

test("a result that could not be kept for a repetition fails the mutation instead of risking it", async () => {
  const { runner } = await openTestRunner(FILES);
  const request = { path: "f:big", args: {}, identity: null, caller: "public" as const };
  expect((await runner.runMutation(request)).ok).toBe(true);
  const session = { sessionId: "s", requestId: 1 };
  expect(errorOf(await runner.runMutation({ ...request, session }))).toContain("900 kB");
});

test("nothing commits while a snapshot is in use, and it cannot be used afterwards", async () => {
  const { runner, mutate } = await openTestRunner(FILES);
  const list = { path: "f:list", args: {}, identity: null, caller: "public" as const };
  let escaped: Parameters<Parameters<typeof runner.atSnapshot>[0]>[0] | undefined;
  let writing: ReturnType<typeof mutate> | undefined;
  const [before, after] = await runner.atSnapshot(async (snapshot) => {
    escaped = snapshot;
    const first = await snapshot.runQuery({ ...list, journal: null });
    writing = mutate("f:put", { text: "a" });
    await new Promise((resolve) => setImmediate(resolve));
    const second = await snapshot.runQuery({ ...list, journal: null });
    expect(second.timestamp).toBe(snapshot.timestamp);
    return [first, second];
  });
  expect([valueOf(before!), valueOf(after!)]).toEqual([[], []]);
  expect((await writing!).ok).toBe(true);
  await expect(escaped!.runQuery({ ...list, journal: null })).rejects.toThrow("ended");
});

test("a disk that is really full loses nothing that was acknowledged, and reading goes on (G1, F18)", async () => {
  const { mutate, query } = await openTestRunner(FILES, { maxBytes: 1_500_000, production: true });
  const acknowledged: string[] = [];
  let refused = 0;
  for (let i = 0; refused < 3; i++) {
    const texts = Array.from({ length: 8 }, (_, j) => `${i} ${j} `.padEnd(5000, "x"));
    for (const [j, outcome] of (
      await Promise.all(texts.map((text) => mutate("f:put", { text })))
    ).entries()) {
      if (outcome.ok) acknowledged.push(texts[j]!);
      else {
        refused++;
        expect(outcome).toMatchObject({ errorData: { code: "STORAGE_FULL" } });
      }
    }
  }
  expect(acknowledged.length).toBeGreaterThan(50);
  expect(valueOf(await query("f:list"))).toEqual(acknowledged);
});
