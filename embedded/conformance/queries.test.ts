import { ConvexError, type Value } from "convex/values";
import { describe, expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api.js";
import { Fixture, Recorder } from "./harness.ts";

const SECRET_PATHS = [
  "counters:incrementInternally",
  "counters:missing",
  "missing:missing",
  "_system/cli/tables:default",
  "../../x:y",
  "counters:__proto__",
];

describe("a subscribed stock client", () => {
  test("sees a change by somebody else, and nothing when its result stays the same", async () => {
    const fixture = await Fixture.start();
    const [reader, writer] = [fixture.client(), fixture.client()];
    const values = new Recorder<number>();
    const parities = new Recorder<boolean>();
    reader.onUpdate(api.counters.get, { name: "a" }, values.push);
    reader.onUpdate(api.counters.isEven, { name: "a" }, parities.push);
    await values.until((value) => value === 0);
    for (const by of [2, 2, 1]) await writer.mutation(api.counters.increment, { name: "a", by });
    await values.until((value) => value === 5);
    await parities.until((even) => !even);
    expect(parities.values).toEqual([true, false]);
    await writer.mutation(api.counters.increment, { name: "b" });
    expect(values.values.every((value, i) => i === 0 || value > values.values[i - 1]!)).toBe(true);
  });

  test("is up to date when its own mutation resolves", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const values = new Recorder<number>();
    client.onUpdate(api.counters.get, { name: "a" }, values.push);
    await values.until((value) => value === 0);
    for (let expected = 1; expected <= 20; expected += 1) {
      await client.mutation(api.counters.increment, { name: "a" });
      expect(values.last).toBe(expected);
    }
  });

  test("gets a failing query's data, and its value again once it succeeds", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const values = new Recorder<number>();
    const errors = new Recorder<Error>();
    const args = { name: "a", limit: 1 };
    client.onUpdate(api.counters.getUpTo, args, values.push, errors.push);
    await values.until((value) => value === 0);
    await client.mutation(api.counters.increment, { name: "a", by: 2 });
    const error = await errors.until(() => true);
    expect(error).toBeInstanceOf(ConvexError);
    expect((error as ConvexError<Value>).data).toEqual({ code: "ABOVE_LIMIT", value: 2 });
    await client.mutation(api.counters.increment, { name: "a", by: -1 });
    await values.until((value) => value === 1);
  });

  test("gets a result of several megabytes in chunks", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const results = new Recorder<string>();
    client.onUpdate(api.lists.long, { characters: 6_000_000 }, results.push);
    const result = await results.until(() => true);
    expect(result).toBe("ä😀".repeat(2_000_000));
  });
});

describe("mutations and actions of a stock client", () => {
  test("a refused mutation carries its data and leaves nothing behind", async () => {
    const fixture = await Fixture.start();
    const client = fixture.client();
    const refused = client.mutation(api.counters.refuse, { name: "a" });
    await expect(refused).rejects.toMatchObject({ data: { code: "REFUSED", name: "a" } });
    expect(await client.query(api.counters.get, { name: "a" })).toBe(0);
  });

  test("in production an unexpected error tells the client nothing", async () => {
    const fixture = await Fixture.start({ production: true });
    const crashed = fixture.client().mutation(api.counters.crash, {});
    await expect(crashed).rejects.toThrow(/Server Error/);
    await expect(crashed).rejects.not.toThrow(/secret/);
  });

  test("wrong arguments and a wrong kind of function are refused", async () => {
    const client = (await Fixture.start()).client();
    const wrong = client.mutation(api.counters.increment, { name: 1 } as never);
    await expect(wrong).rejects.toThrow(/ArgumentValidationError/);
    await expect(
      client.mutation(api.counters.get as never, { name: "a" } as never),
    ).rejects.toThrow();
  });

  test("an action runs its transactions and gives their result", async () => {
    const client = (await Fixture.start()).client();
    expect(await client.action(api.counters.incrementTwice, { name: "a" })).toBe(2);
  });

  test("a scheduled function runs after its mutation and reaches subscribers", async () => {
    const client = (await Fixture.start()).client();
    const values = new Recorder<number>();
    client.onUpdate(api.counters.get, { name: "a" }, values.push);
    await client.mutation(api.counters.incrementLater, { name: "a", delayMs: 5 });
    await values.until((value) => value === 1);
  });

  test("internal, missing and system functions are told apart by nobody", async () => {
    const client = (await Fixture.start()).client();
    const args = { name: "a" } as never;
    const calls = [
      (path: string) => client.query(path as never, args),
      (path: string) => client.mutation(path as never, args),
      (path: string) => client.action(path as never, args),
    ];
    const texts = new Set<string>();
    for (const path of SECRET_PATHS) {
      for (const call of calls) {
        const text = await call(path).then(
          () => "it ran",
          (error: Error) => error.message,
        );
        texts.add(text.replaceAll(path, "").replace(/\[(CONVEX .\(\)|Request ID: \w+)\]/g, ""));
      }
    }
    expect([...texts]).toHaveLength(1);
    expect(await client.query(api.counters.get, { name: "a" })).toBe(0);
  });
});
