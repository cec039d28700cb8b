import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../clock.ts";
import { collect, openTestDatabase, read, tableScan, temporaryFolder } from "./testing.ts";

const schema = defineSchema({ rooms: defineTable({ name: v.string() }) });

describe("times and ids", () => {
  it("rise strictly, also when the clock stands still or jumps back, and over restarts", () => {
    const clock = new ManualClock();
    const folder = temporaryFolder();
    const times: number[] = [];
    const timestamps: bigint[] = [];
    const ids: string[] = [];
    for (const jump of [0, -3_600_000, -86_400_000, 5, -1]) {
      clock.set(clock.now() + jump);
      const database = openTestDatabase(schema, { clock, folder });
      timestamps.push(database.latestTimestamp);
      for (let i = 0; i < 3; i++) {
        const transaction = database.beginWrite();
        const id = transaction.insert("rooms", { name: "A" });
        ids.push(id);
        times.push(transaction.get("rooms", id)!._creationTime);
        timestamps.push(database.commit(transaction)!.timestamp);
      }
      database.close();
    }
    const rising = <T>(list: T[]) => list.every((item, i) => i === 0 || list[i - 1]! < item);
    expect(rising(times)).toBe(true);
    expect(rising(timestamps)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    const database = openTestDatabase(schema, { clock, folder });
    const stored = read(database, (t) => collect(t, tableScan("rooms")));
    expect(stored.map((document) => document._id)).toEqual(ids);
  });

  it("follow the wall clock in nanoseconds when it is ahead", () => {
    const clock = new ManualClock();
    const database = openTestDatabase(schema, { clock });
    clock.set(clock.now() + 1_000);
    const transaction = database.beginWrite();
    transaction.insert("rooms", { name: "A" });
    expect(database.commit(transaction)!.timestamp).toBe(BigInt(clock.now()) * 1_000_000n);
  });
});
