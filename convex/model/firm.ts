/** The one firm of this deployment. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";

/** The firm's document; NOT_FOUND before it is set up. */
export async function requireFirm(ctx: QueryCtx): Promise<Doc<"firm">> {
  const firm = await ctx.db.query("firm").first();
  if (firm === null) throw notFound();
  return firm;
}

/** A colour as it is stored: "#rrggbb" in lower case. Error: INVALID_ARGUMENT. */
export function colour(text: string): string {
  const color = text.toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(color)) return color;
  throw appError("INVALID_ARGUMENT", "A colour looks like #2f6f5e.");
}
