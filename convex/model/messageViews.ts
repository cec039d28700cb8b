/** A page of messages as the viewer of a room may see it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { requireFirm } from "./firm";
import { roomFacts } from "./rooms";
import { type MessageFacts, type MessageView, toMessageView } from "./views";

type RoomViewerCtx = QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> };

/** Views of `messages`, in their order. Authors and companies are read once each. */
export async function listMessageViews(
  ctx: RoomViewerCtx,
  messages: Doc<"messages">[],
): Promise<MessageView[]> {
  const { viewer } = ctx;
  const firm = await requireFirm(ctx);
  const reader = { kind: viewer.kind };
  const room = roomFacts(ctx.room);
  const people = await peopleIn(ctx, messages);
  const companies = viewer.kind === "staff" ? await companiesOf(ctx, people.values()) : null;
  const person = (id: Id<"users">) => people.get(id) ?? null;
  return messages.map((message) => {
    const { authorId, deletedById, acceptedById } = message;
    const author = person(authorId);
    return sharedView(message, {
      reader,
      mine: authorId === viewer._id,
      room,
      firm,
      author,
      company: author?.portalId === undefined ? null : (companies?.get(author.portalId) ?? null),
      deletedBy: deletedById === undefined ? null : person(deletedById),
      acceptedBy: acceptedById === undefined ? null : person(acceptedById),
      you: message.mentions?.includes(viewer._id) === true ? viewer : null,
      mentioned: (message.mentions ?? []).flatMap((id) => person(id) ?? []),
    });
  });
}

async function peopleIn(ctx: QueryCtx, messages: Doc<"messages">[]) {
  const people = new Map<Id<"users">, Doc<"users"> | null>();
  for (const { authorId, deletedById, acceptedById, mentions = [] } of messages) {
    for (const id of [authorId, deletedById, acceptedById, ...mentions]) {
      if (id !== undefined && !people.has(id)) people.set(id, await ctx.db.get("users", id));
    }
  }
  return people;
}

async function companiesOf(ctx: QueryCtx, people: Iterable<Doc<"users"> | null>) {
  const names = new Map<Id<"portals">, string>();
  for (const person of people) {
    const id = person?.portalId;
    if (id === undefined || names.has(id)) continue;
    names.set(id, (await ctx.db.get("portals", id))?.name ?? "");
  }
  return names;
}

type Known = { facts: MessageFacts; view: MessageView };

/** By message, then by what tells readers apart; only for documents that nothing can change. */
const knownViews = new WeakMap<Doc<"messages">, Map<string, Known>>();

/**
 * `toMessageView`, made once for all readers to whom the message looks the same, where the server
 * gives them the same frozen documents; elsewhere made anew each time. Everything that the view is
 * made of is compared, so an author's new name makes a new view.
 */
function sharedView(message: Doc<"messages">, facts: MessageFacts): MessageView {
  if (!Object.isFrozen(message)) return toMessageView(message, facts);
  let views = knownViews.get(message);
  if (views === undefined) knownViews.set(message, (views = new Map()));
  const audience = `${facts.reader.kind} ${facts.mine}`;
  const known = views.get(audience);
  if (known !== undefined && areEqual(known.facts, facts)) return known.view;
  const view = toMessageView(message, facts);
  Object.freeze(view.author);
  Object.freeze(view.mentions);
  views.set(audience, { facts, view: Object.freeze(view) });
  return view;
}

function areEqual(a: MessageFacts, b: MessageFacts): boolean {
  return (
    a.reader.kind === b.reader.kind &&
    a.mine === b.mine &&
    a.room.kind === b.room.kind &&
    a.room.archived === b.room.archived &&
    a.firm === b.firm &&
    a.author === b.author &&
    a.company === b.company &&
    a.deletedBy === b.deletedBy &&
    a.acceptedBy === b.acceptedBy &&
    a.you === b.you &&
    a.mentioned.length === b.mentioned.length &&
    a.mentioned.every((user, index) => user === b.mentioned[index])
  );
}
