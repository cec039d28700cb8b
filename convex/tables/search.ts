/** Searching. */
import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vSearchWish } from "../validators";

export const searchTables = {
  /**
   * What people search for, the latest five pages of each: asked for by search.begin, which counts
   * them, and read by search.messages, which can't. Nobody but their own person gets to see them.
   */
  searches: defineTable({ userId: v.id("users"), wish: vSearchWish }).index("by_userId", [
    "userId",
  ]),
};
