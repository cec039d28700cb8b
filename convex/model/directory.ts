/** The people whom staff can seat in a room. */
import type { Infer } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import type { vDirectory } from "./views";

const STAFF_LIMIT = 500;
const PORTAL_LIMIT = 500;
const CONTACTS_PER_PORTAL_LIMIT = 50;

/** All staff and all portals with their contacts, by name; bounded by the limits above. */
export async function listDirectory(ctx: QueryCtx): Promise<Infer<typeof vDirectory>> {
  const staff = await ctx.db
    .query("users")
    .withIndex("by_kind_and_name", (q) => q.eq("kind", "staff"))
    .take(STAFF_LIMIT);
  const portals = await ctx.db.query("portals").withIndex("by_name").take(PORTAL_LIMIT);
  return {
    staff: staff.map((user) => ({
      userId: user._id,
      name: user.name,
      role: user.role ?? ("member" as const),
      state: user.state,
    })),
    portals: await Promise.all(
      portals.map(async (portal) => ({
        portalId: portal._id,
        name: portal.name,
        contacts: (
          await ctx.db
            .query("users")
            .withIndex("by_portalId", (q) => q.eq("portalId", portal._id))
            .take(CONTACTS_PER_PORTAL_LIMIT)
        ).map(({ _id, name, email, state }) => ({ userId: _id, name, email, state })),
      })),
    ),
  };
}
