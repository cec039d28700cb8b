/** A page of messages as the viewer of a room may see it. */
import type { PaginationOptions } from "convex/server";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { UserKind } from "../validators";
import { type Cast, type CastWish, type Person, readCast } from "./cast";
import { bounded } from "./pagination";
import { ownReactions, toReactions } from "./reactions";
import { roomFacts } from "./rooms";
import {
  findPage,
  haveSameItems,
  isSameFirm,
  isSamePerson,
  keepPage,
  type PageFacts,
} from "./sharedPages";
import { type MessageFacts, type MessageView, toMessageView } from "./views";

type RoomViewerCtx = QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> };

/** A page of the room's messages as the viewer may read them, newest first (row 9). */
export async function listMessagePage(ctx: RoomViewerCtx, paginationOpts: PaginationOptions) {
  const result = await ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", ctx.room._id))
    .order("desc")
    .paginate(bounded(paginationOpts));
  return { ...result, page: await listMessageViews(ctx, result.page, callCast) };
}

const castQuery = internal.casts.read;

/** As readCast, where many readers of one page ask for the same people at the same time. */
export async function callCast(ctx: QueryCtx, wish: CastWish): Promise<Cast> {
  return await ctx.runQuery(castQuery, wish);
}

/** Views of `messages` for the viewer, in their order. */
export async function listMessageViews(
  ctx: RoomViewerCtx,
  messages: Doc<"messages">[],
  getCast = readCast,
): Promise<MessageView[]> {
  const { viewer } = ctx;
  const views = await listViewsFor(ctx, { kind: viewer.kind, self: viewer }, messages, getCast);
  return await withReactions(ctx, messages, views);
}

/**
 * Views of `messages` for a reader, in their order, without reactions. `self` is who reads, or null
 * for anybody of that kind who wrote none of them.
 */
export async function listViewsFor(
  ctx: QueryCtx & { room: Doc<"rooms"> },
  { kind, self }: { kind: UserKind; self: Doc<"users"> | null },
  messages: Doc<"messages">[],
  getCast = readCast,
): Promise<readonly MessageView[]> {
  const { kind: roomKind, archived } = roomFacts(ctx.room);
  const quoted = await quotedBy(ctx, messages);
  const cast = await getCast(ctx, castWish(kind, messages, quoted));
  const people = peopleOfCast(cast);
  return viewsOf(messages, {
    readerKind: kind,
    reader: self !== null && people.has(self._id) ? self : null,
    roomKind,
    archived,
    firm: cast.firm,
    people,
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

/**
 * Without ctx and viewer in reach, a view can be made of nothing that is not compared. Who wrote some
 * of the messages is shown the page of those who wrote none, but for what has to do with them.
 */
function viewsOf(messages: Doc<"messages">[], facts: PageFacts): readonly MessageView[] {
  if (facts.reader !== null) {
    const { _id } = facts.reader;
    const others = viewsOf(messages, { ...facts, reader: null });
    return messages.map((message, i) =>
      concerns(message, _id, facts) ? sharedView(message, factsOf(message, facts)) : others[i]!,
    );
  }
  const known = findPage(messages, facts);
  if (known !== null) return known;
  const views = messages.map((message) => sharedView(message, factsOf(message, facts)));
  keepPage({ messages, facts, views });
  return views;
}

/** The reader wrote it or is named in it, or that is so of the message that it answers. */
function concerns(message: Doc<"messages">, readerId: Id<"users">, { quoted }: PageFacts): boolean {
  if (message.authorId === readerId || message.mentions?.includes(readerId) === true) return true;
  const answered = message.quotedId === undefined ? undefined : quoted.get(message.quotedId);
  if (answered === undefined) return false;
  return answered.authorId === readerId || answered.mentions?.includes(readerId) === true;
}

function factsOf(message: Doc<"messages">, page: PageFacts): MessageFacts {
  const { authorId, deletedById, acceptedById, quotedId, mentions } = message;
  const readerId = page.reader?._id;
  const person = (id: Id<"users">) => page.people.get(id) ?? null;
  const quoted = quotedId === undefined ? null : (page.quoted.get(quotedId) ?? null);
  return {
    reader: { kind: page.readerKind },
    mine: authorId === readerId,
    room: { kind: page.roomKind, archived: page.archived },
    firm: page.firm,
    author: person(authorId),
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
const NOBODY: Person[] = [];

function peopleOf(mentions: Id<"users">[] | undefined, { people }: PageFacts): Person[] {
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

type Wishes = { messages: Doc<"messages">[]; wishes: Record<UserKind, CastWish> };

/** By the first message of a page. */
const knownWishes = new WeakMap<Doc<"messages">, Wishes>();

/** Whom views of the messages show; the very same object where the same frozen page comes again. */
function castWish(
  kind: UserKind,
  messages: Doc<"messages">[],
  quoted: Map<Id<"messages">, Doc<"messages">>,
): CastWish {
  const first = messages[0];
  const known = first === undefined ? undefined : knownWishes.get(first);
  if (known !== undefined && quoted.size === 0 && haveSameItems(known.messages, messages)) {
    return known.wishes[kind];
  }
  const userIds = Object.freeze(peopleIn(messages, quoted)) as Id<"users">[];
  const wishes = {
    staff: Object.freeze({ userIds, withCompanies: true }),
    client: Object.freeze({ userIds, withCompanies: false }),
  };
  if (first !== undefined && quoted.size === 0 && messages.every(Object.isFrozen)) {
    knownWishes.set(first, { messages: messages.slice(), wishes });
  }
  return wishes[kind];
}

/** Everybody whom the messages, or those that they answer, have to do with; alike for equal sets. */
function peopleIn(
  messages: Doc<"messages">[],
  quoted: Map<Id<"messages">, Doc<"messages">>,
): Id<"users">[] {
  const people = new Set<Id<"users">>();
  for (const list of [messages, quoted.values()]) {
    for (const { authorId, deletedById, acceptedById, mentions } of list) {
      people.add(authorId);
      if (deletedById !== undefined) people.add(deletedById);
      if (acceptedById !== undefined) people.add(acceptedById);
      if (mentions !== undefined) for (const id of mentions) people.add(id);
    }
  }
  return [...people].sort();
}

const peopleOfFrozen = new WeakMap<Cast, ReadonlyMap<Id<"users">, Person>>();

function peopleOfCast(cast: Cast): ReadonlyMap<Id<"users">, Person> {
  const known = peopleOfFrozen.get(cast);
  if (known !== undefined) return known;
  const people = new Map(cast.people.map((person) => [person._id, person]));
  if (Object.isFrozen(cast)) peopleOfFrozen.set(cast, people);
  return people;
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
    isSameFirm(a.firm, b.firm) &&
    isSamePerson(a.author, b.author) &&
    isSamePerson(a.deletedBy, b.deletedBy) &&
    isSamePerson(a.acceptedBy, b.acceptedBy) &&
    a.you?._id === b.you?._id &&
    a.you?.name === b.you?.name &&
    areSame(a.mentioned, b.mentioned) &&
    a.quotedYou?._id === b.quotedYou?._id &&
    a.quotedYou?.name === b.quotedYou?.name &&
    areSame(a.quotedMentioned, b.quotedMentioned) &&
    a.quoted === b.quoted &&
    isSamePerson(a.quotedAuthor, b.quotedAuthor) &&
    a.quotedMine === b.quotedMine
  );
}

function areSame(a: readonly Person[], b: readonly Person[]): boolean {
  return a.length === b.length && a.every((person, index) => isSamePerson(person, b[index]!));
}
