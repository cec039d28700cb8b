/** A page of messages as the viewer of a room may see it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { requireFirm } from "./firm";
import { roomFacts } from "./rooms";
import { userLookup } from "./users";
import { type MessageView, toMessageView } from "./views";

/** Views of `messages`, in their order. Authors and companies are read once each. */
export async function listMessageViews(
  ctx: QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> },
  messages: Doc<"messages">[],
): Promise<MessageView[]> {
  const { viewer } = ctx;
  const firm = await requireFirm(ctx);
  const room = roomFacts(ctx.room);
  const getUser = userLookup(ctx);
  const companies = new Map<Id<"portals">, string>();
  const companyOf = async (author: Doc<"users"> | null) => {
    if (viewer.kind !== "staff" || author?.portalId === undefined) return null;
    let name = companies.get(author.portalId);
    if (name === undefined) {
      name = (await ctx.db.get("portals", author.portalId))?.name ?? "";
      companies.set(author.portalId, name);
    }
    return name;
  };
  const views: MessageView[] = [];
  for (const message of messages) {
    const author = await getUser(message.authorId);
    const deletedBy = message.deletedById === undefined ? null : await getUser(message.deletedById);
    const company = await companyOf(author);
    views.push(toMessageView(message, { viewer, room, firm, author, company, deletedBy }));
  }
  return views;
}
