/** A page of messages as the viewer of a room may see it. */
import type { PaginationOptions } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { UserKind } from "../validators";
import { requireFirm } from "./firm";
import { bounded } from "./pagination";
import { ownReactions, toReactions } from "./reactions";
import { roomFacts } from "./rooms";
import { findPage, keepPage, type PageFacts } from "./sharedPages";
import { type MessageFacts, type MessageView, toMessageView } from "./views";

type RoomViewerCtx = QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> };

/** A page of the room's messages as the viewer may read them, newest first (row 9). */
export async function listMessagePage(ctx: RoomViewerCtx, paginationOpts: PaginationOptions) {
  const result = await ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
    .order("desc")
    .paginate(bounded(paginationOpts));
  return { ...result, page: await listMessageViews(ctx, result.page) };
}

/** Views of `messages` for the viewer, in their order. */
export async function listMessageViews(
  ctx: RoomViewerCtx,
  messages: Doc<"messages">[],
): Promise<MessageView[]> {
  const { viewer } = ctx;
  const views = await listViewsFor(ctx, { kind: viewer.kind, self: viewer }, messages);
  return await withReactions(ctx, messages, views);
}

/**
 * Views of `messages` for a reader, in their order, without reactions. `self` is who reads, or null
 * for anybody of that kind who wrote none of them. Authors and companies are read once each.
 */
export async function listViewsFor(
  ctx: QueryCtx & { room: Doc<"rooms"> },
  { kind, self }: { kind: UserKind; self: Doc<"users"> | null },
  messages: Doc<"messages">[],
): Promise<readonly MessageView[]> {
  const firm = await requireFirm(ctx);
  const { kind: roomKind, archived } = roomFacts(ctx.room);
  const quoted = await quotedBy(ctx, messages);
  const people = await peopleIn(ctx, messages, quoted);
  const companies = kind === "staff" ? await companiesOf(ctx, people.values()) : null;
  return viewsOf(messages, {
    readerKind: kind,
    reader: self !== null && people.has(self._id) ? self : null,
    roomKind,
    archived,
    firm,
    people,
    companies,
    quoted,
  });
}

/** Everybody's reactions look another way to those who made them, so these are put in for each. */
async function withReactions(
  ctx: RoomViewerCtx,
  messages: Doc<"messages">[],
  views: readonly MessageView[],
): Promise<MessageView[]> {
  if (!messages.some(({ reactions }) => reactions !== undefined)) return views.slice();
  const { viewer } = ctx;
  const own = await ownReactions(ctx, ctx.room._id, viewer._id, messages);
  return messages.map((message, i) => {
    const view = views[i]!;
    if (message.reactions === undefined) return view;
    return { ...view, reactions: toReactions(message, { kind: viewer.kind }, own) };
  });
}

/** Without ctx and viewer in reach, a view can be made of nothing that is not compared. */
function viewsOf(messages: Doc<"messages">[], facts: PageFacts): readonly MessageView[] {
  const known = findPage(messages, facts);
  if (known !== null) return known;
  const views = messages.map((message) => sharedView(message, factsOf(message, facts)));
  keepPage({ messages, facts, views });
  return views;
}

function factsOf(message: Doc<"messages">, page: PageFacts): MessageFacts {
  const { authorId, deletedById, acceptedById, quotedId, mentions } = message;
  const readerId = page.reader?._id;
  const person = (id: Id<"users">) => page.people.get(id) ?? null;
  const author = person(authorId);
  const quoted = quotedId === undefined ? null : (page.quoted.get(quotedId) ?? null);
  const portalId = author?.portalId;
  return {
    reader: { kind: page.readerKind },
    mine: authorId === readerId,
    room: { kind: page.roomKind, archived: page.archived },
    firm: page.firm,
    author,
    company: portalId === undefined ? null : (page.companies?.get(portalId) ?? null),
    deletedBy: deletedById === undefined ? null : person(deletedById),
    acceptedBy: acceptedById === undefined ? null : person(acceptedById),
    you: youIn(mentions, page),
    mentioned: peopleOf(mentions, page),
    quoted,
    quotedAuthor: quoted === null ? null : person(quoted.authorId),
    quotedMine: quoted !== null && quoted.authorId === readerId,
    quotedYou: youIn(quoted?.mentions, page),
    quotedMentioned: peopleOf(quoted?.mentions, page),
  };
}

/** Most messages mention nobody: nothing is made for them. */
const NOBODY: Doc<"users">[] = [];

function peopleOf(mentions: Id<"users">[] | undefined, { people }: PageFacts): Doc<"users">[] {
  return mentions === undefined ? NOBODY : mentions.flatMap((id) => people.get(id) ?? []);
}

function youIn(mentions: Id<"users">[] | undefined, { reader }: PageFacts) {
  return reader !== null && mentions?.includes(reader._id) === true ? reader : null;
}

/** The messages that these answer. Those of the same page cost nothing more. */
async function quotedBy(ctx: QueryCtx, messages: Doc<"messages">[]) {
  const quoted = new Map<Id<"messages">, Doc<"messages">>();
  for (const { quotedId } of messages) {
    if (quotedId === undefined || quoted.has(quotedId)) continue;
    const ofPage = messages.find(({ _id }) => _id === quotedId);
    const message = ofPage ?? (await ctx.db.get("messages", quotedId));
    if (message !== null) quoted.set(quotedId, message);
  }
  return quoted;
}

/** Everybody whom the messages, or those that they answer, have to do with. */
async function peopleIn(
  ctx: QueryCtx,
  messages: Doc<"messages">[],
  quoted: Map<Id<"messages">, Doc<"messages">>,
) {
  const people = new Map<Id<"users">, Doc<"users"> | null>();
  const read = async (id: Id<"users">) => void people.set(id, await ctx.db.get("users", id));
  for (const list of [messages, quoted.values()]) {
    for (const { authorId, deletedById, acceptedById, mentions } of list) {
      // Most messages have an author that is known and nobody else: nothing is made for them.
      if (!people.has(authorId)) await read(authorId);
      if (deletedById !== undefined && !people.has(deletedById)) await read(deletedById);
      if (acceptedById !== undefined && !people.has(acceptedById)) await read(acceptedById);
      if (mentions === undefined) continue;
      for (const id of mentions) if (!people.has(id)) await read(id);
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
  views.set(audience, { facts, view: frozen(view) });
  return view;
}

/** All the way down: only then can a server keep the text of a view as well. */
function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === "object" && part !== null) frozen(part);
  }
  return Object.freeze(value);
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
    areSame(a.mentioned, b.mentioned) &&
    a.quotedYou === b.quotedYou &&
    areSame(a.quotedMentioned, b.quotedMentioned) &&
    a.quoted === b.quoted &&
    a.quotedAuthor === b.quotedAuthor &&
    a.quotedMine === b.quotedMine
  );
}

function areSame(a: readonly Doc<"users">[], b: readonly Doc<"users">[]): boolean {
  return a.length === b.length && a.every((user, index) => user === b[index]);
}
