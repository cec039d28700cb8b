/** Addresses to which mail has stopped, for staff: they see it, and can try again. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { notFound } from "./errors";
import { staffMutation, staffQuery } from "./functions";
import { bounded, vPaginated } from "./model/pagination";
import { mailStopOf, resumeMail, vMailStop } from "./model/stoppedAddresses";

/** People to whom nothing is mailed since their address failed, latest first. Staff only. */
export const list = staffQuery({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPaginated(
    v.object({ userId: v.id("users"), name: v.string(), email: v.string(), stop: vMailStop }),
  ),
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("users")
      .withIndex("by_emailStoppedTime", (q) => q.gt("emailStoppedTime", 0))
      .order("desc")
      .paginate(bounded(paginationOpts));
    const page = result.page.map((user) => {
      const { _id, name, email } = user;
      return { userId: _id, name, email, stop: mailStopOf(user) };
    });
    return { ...result, page };
  },
});

/** Mails to a person again whose address had failed. Audited. Errors: FORBIDDEN, NOT_FOUND. */
export const resume = staffMutation({
  args: { userId: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const userId = ctx.db.normalizeId("users", args.userId);
    const user = userId === null ? null : await ctx.db.get("users", userId);
    if (user === null) throw notFound();
    await resumeMail(ctx, ctx.viewer, user);
    return null;
  },
});
