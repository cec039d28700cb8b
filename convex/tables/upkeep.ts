/** What keeps the data itself in order. */
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const upkeepTables = {
  /**
   * How far each migration has come, one row each; written by model/migrations.ts. The rows are the
   * version of the data: one with a name that this version of the code does not know is of a newer.
   */
  migrations: defineTable({
    name: v.string(),
    cursor: v.union(v.string(), v.null()),
    /** Documents looked at so far. */
    looked: v.number(),
    isDone: v.boolean(),
  }).index("by_name", ["name"]),
};
