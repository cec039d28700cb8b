/** The people whom a page of messages has to do with: what its views say of them, read once each. */
import { type Infer, v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vUserKind } from "../validators";
import { requireFirm } from "./firm";
import { avatarOf, vAvatar } from "./views";

/** A person as views know them. `company` is the name of their portal, where it was asked for. */
export const vPerson = v.object({
  _id: v.id("users"),
  name: v.string(),
  kind: vUserKind,
  company: v.union(v.string(), v.null()),
  avatar: vAvatar,
});
export type Person = Infer<typeof vPerson>;

/** Everybody who was asked for and exists, and the firm. Server only: views show names, never this. */
export const vCast = v.object({
  firm: v.object({ name: v.string(), studioIdentity: v.boolean() }),
  people: v.array(vPerson),
});
export type Cast = Infer<typeof vCast>;

/** Whose words or deeds are shown; companies are for staff readers. */
export type CastWish = { userIds: Id<"users">[]; withCompanies: boolean };

/** Reads them. Error: NOT_FOUND before there is a firm. */
export async function readCast(ctx: QueryCtx, { userIds, withCompanies }: CastWish): Promise<Cast> {
  const firm = await requireFirm(ctx);
  const companies = new Map<Id<"portals">, string>();
  const people: Person[] = [];
  for (const userId of userIds) {
    const user = await ctx.db.get("users", userId);
    if (user === null) continue;
    const portalId = withCompanies ? user.portalId : undefined;
    if (portalId !== undefined && !companies.has(portalId)) {
      companies.set(portalId, (await ctx.db.get("portals", portalId))?.name ?? "");
    }
    const company = portalId === undefined ? null : companies.get(portalId)!;
    const { _id, name, kind } = user;
    people.push({ _id, name, kind, company, ...avatarOf(user) });
  }
  return { firm: { name: firm.name, studioIdentity: firm.studioIdentity }, people };
}
