/** A page of messages as the viewer of a room may see it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { requireFirm } from "./firm";
import { ownReactions, toReactions } from "./reactions";
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
  const quoted = await quotedBy(ctx, messages);
  const people = await peopleIn(ctx, [...messages, ...quoted.values()]);
  const own = await ownReactions(ctx, ctx.room._id, viewer._id, messages);
  const companies = viewer.kind === "staff" ? await companiesOf(ctx, people.values()) : null;
  const person = (id: Id<"users">) => people.get(id) ?? null;
  return messages.map((message) => {
    const { authorId, deletedById, acceptedById, quotedId } = message;
    const author = person(authorId);
    const answered = quotedId === undefined ? undefined : quoted.get(quotedId);
    const view = sharedView(message, {
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
      quoted: answered ?? null,
      quotedAuthor: answered === undefined ? null : person(answered.authorId),
      quotedMine: answered?.authorId === viewer._id,
    });
    if (message.reactions === undefined) return view;
    return { ...view, reactions: toReactions(message, reader, own) };
  });
}

/** The messages that these answer. Those of the same page cost nothing more. */
async function quotedBy(ctx: QueryCtx, messages: Doc<"messages">[]) {
  const known = new Map(messages.map((message) => [message._id, message]));
  const quoted = new Map<Id<"messages">, Doc<"messages">>();
  for (const { quotedId } of messages) {
    if (quotedId === undefined || quoted.has(quotedId)) continue;
    const message = known.get(quotedId) ?? (await ctx.db.get("messages", quotedId));
    if (message !== null) quoted.set(quotedId, message);
  }
  return quoted;
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
  const audience = `${facts.reader.kind} ${facts.mine} ${facts.quotedMine}`;
  const known = views.get(audience);
  if (known !== undefined && areEqual(known.facts, facts)) return known.view;
  const view = toMessageView(message, facts);
  Object.freeze(view.author);
  Object.freeze(view.mentions);
  Object.freeze(view.quote);
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
    a.mentioned.every((user, index) => user === b.mentioned[index]) &&
    a.quoted === b.quoted &&
    a.quotedAuthor === b.quotedAuthor &&
    a.quotedMine === b.quotedMine
  );
}
