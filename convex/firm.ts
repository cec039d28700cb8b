/** The firm as everybody may see it, also before signing in. */
import { v } from "convex/values";
import { publicQuery } from "./functions";
import { requireFirm } from "./model/firm";

/** Name and accent colour ("#rrggbb"). Error: NOT_FOUND before the firm is set up. */
export const branding = publicQuery({
  args: {},
  returns: v.object({ name: v.string(), accentColor: v.string() }),
  handler: async (ctx) => {
    const firm = await requireFirm(ctx);
    return { name: firm.name, accentColor: firm.accentColor };
  },
});
