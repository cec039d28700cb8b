/** The people of a page of messages, as a query of their own. */
import { v } from "convex/values";
import { internalQuery } from "./functions";
import { readCast, vCast } from "./model/cast";

/**
 * As model/cast.readCast. It asks for nothing of its caller's, so whoever reads a page that many read
 * calls it: a server may answer them all with what it has read for the first.
 */
export const read = internalQuery({
  args: { userIds: v.array(v.id("users")), withCompanies: v.boolean() },
  returns: vCast,
  handler: async (ctx, wish) => await readCast(ctx, wish),
});
