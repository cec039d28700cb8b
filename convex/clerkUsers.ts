/** People who sign in with Clerk: what changes there is kept up here. */
import { v } from "convex/values";
import { internalMutation } from "./functions";
import { applyClerkChange } from "./model/clerkUsers";
import { vClerkChange } from "./model/clerkEvent";

/** Applies one change, once per webhook id and never over a newer one. */
export const apply = internalMutation({
  args: { webhookId: v.string(), event: vClerkChange },
  returns: v.null(),
  handler: async (ctx, { webhookId, event }) => {
    const known = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_webhookId", (q) => q.eq("webhookId", webhookId))
      .first();
    if (known !== null) return null;
    await ctx.db.insert("webhookDeliveries", { webhookId });
    await applyClerkChange(ctx, event);
    return null;
  },
});
