/** The one firm of this deployment. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { notFound } from "../errors";

/** The firm's document; NOT_FOUND before it is set up. */
export async function requireFirm(ctx: QueryCtx): Promise<Doc<"firm">> {
  const firm = await ctx.db.query("firm").first();
  if (firm === null) throw notFound();
  return firm;
}
