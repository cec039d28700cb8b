import { describe, expect, test } from "vitest";
import { IMPORTS, openTestRunner } from "../../embedded/execution/testing.ts";
import type { LogSettings } from "../settings/logSettings.ts";
import { programLog } from "./programLog.ts";
import { runLog } from "./runLog.ts";

const FUNCTIONS = `${IMPORTS}
  export const fine = query({ args: {}, handler: () => 1 });
  export const send = mutation({ args: { text: v.string() }, handler: () => null });
  export const refuse = mutation({ args: { text: v.string() }, handler: (_ctx, { text }) => {
    throw new ConvexError({ code: "ROOM_ARCHIVED", message: text }); } });
  export const breaks = mutation({ args: { text: v.string() }, returns: v.number(),
    handler: (_ctx, { text }) => text });
  export const slow = query({ args: { text: v.string() }, handler: () => {
    const end = performance.now() + 210; while (performance.now() < end); } });`;

type Line = Record<string, string | number>;

/** Runs functions with a private argument; gives what came out on both streams. */
async function linesOf(settings: Pick<LogSettings, "format" | "level">, names: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const output = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const log = programLog(settings, output, () => 0);
  const onRun = runLog(log, settings);
  const runner = await openTestRunner({ "f.ts": FUNCTIONS }, { log, onRun, slowRunMs: 200 });
  for (const name of names) {
    const args = { text: name === "send:wrong" ? ["private"] : "private" };
    const path = `f:${name.split(":")[0]}`;
    if (name === "fine") await runner.query(path);
    else if (name === "slow") await runner.query(path, args);
    else await runner.mutate(path, args);
  }
  expect([...out, ...err].join("")).not.toContain("private");
  return { out, err };
}

test("in JSON each run is one object with its function, time and outcome, and no content", async () => {
  const settings = { format: "json", level: "info" } as const;
  const { out, err } = await linesOf(settings, ["fine", "send", "refuse", "send:wrong", "breaks"]);
  expect(err).toEqual([]);
  const lines = out.map((text) => JSON.parse(text) as Line);
  const about = ({ event, kind, function: name, outcome }: Line) => [event, kind, name, outcome];
  expect(lines.filter(({ event }) => event === "run").map(about)).toEqual([
    ["run", "mutation", "f:send", "ok"],
    ["run", "mutation", "f:refuse", "ROOM_ARCHIVED"],
    ["run", "mutation", "f:send", "BAD_ARGUMENTS"],
    ["run", "mutation", "f:breaks", "FAULT"],
  ]);
  const faults = lines.filter(({ event }) => event === "fault");
  expect(faults, "what the client did wrong, and what the function did").toHaveLength(2);
  for (const { level, message, requestId } of faults) {
    expect(level).toBe("error");
    expect(message).toContain("Value: (not logged)");
    const same = lines.filter((line) => line["requestId"] === requestId);
    expect(same.map(({ event }) => event)).toEqual(["run", "fault"]);
  }
  expect(lines[0]).toMatchObject({ time: "1970-01-01T00:00:00.000Z", level: "info" });
  expect(lines[0]?.["durationMs"]).toBeTypeOf("number");
});

test("queries that went well are told at debug only", async () => {
  const { out } = await linesOf({ format: "json", level: "debug" }, ["fine"]);
  expect(JSON.parse(out[0] ?? "")).toMatchObject({ kind: "query", outcome: "ok" });
});

test("a terminal shows slow functions and faults, on its error stream, and no more", async () => {
  const settings = { format: "text", level: "info" } as const;
  const { out, err } = await linesOf(settings, ["fine", "send", "refuse", "slow", "breaks"]);
  expect(out).toEqual([]);
  expect(err).toEqual([
    expect.stringMatching(/^Slow query: f:slow took \d+ ms\.\n$/),
    expect.stringMatching(/^f:breaks failed \[[0-9a-f]{16}\]: Uncaught ReturnsValidationError/),
  ]);
});

test("a level keeps out what matters less", async () => {
  const { out } = await linesOf({ format: "json", level: "warn" }, ["send", "slow"]);
  expect(out.map((text) => (JSON.parse(text) as Line)["event"])).toEqual(["slow"]);
  const { out: errors } = await linesOf({ format: "json", level: "error" }, ["slow"]);
  expect(errors).toEqual([]);
});

describe("what somebody sent is never in the log", () => {
  const LINE_SEPARATOR = "\u2028private\u2029private";

  test("behind a character that some take for the end of its line", async () => {
    const err: string[] = [];
    const log = programLog(
      { format: "text", level: "info" },
      { out: () => {}, err: (text) => err.push(text) },
    );
    const runner = await openTestRunner({ "f.ts": FUNCTIONS }, { log });
    await runner.mutate("f:send", { text: [LINE_SEPARATOR] });
    await runner.mutate("f:breaks", { text: LINE_SEPARATOR });
    expect(err).toHaveLength(2);
    for (const text of err) expect(text).toContain("Value: (not logged)\n");
    expect(err.join("")).not.toContain("private");
  });

  test("as a line of its own, or as a command to the terminal, where an error repeats it", () => {
    const err: string[] = [];
    const output = { out: () => {}, err: (text: string) => err.push(text) };
    const log = programLog({ format: "text", level: "info" }, output);
    log.error("It failed.", new Error("No zone x\nAnteroom is ready.\r\u001b[2J\u0085\u2028end"));
    const lines = err.join("").split(/[\n\r\u0085\u2028]/);
    expect(lines.filter((line) => /^\S/.test(line))).toEqual(["It failed."]);
    expect(err.join("")).toContain("  Anteroom is ready.\\u000d\\u001b[2J\\u0085\\u2028end\n");
  });
});
