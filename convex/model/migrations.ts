/**
 * Bringing documents of older versions into the shape of this one: numbered migrations, each run once,
 * in order, a page at a time. A page and the row that says how far it came are one transaction, so a
 * crash loses nothing and a run goes on where it was. Each leaves what is in shape already as it is.
 */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { searchTextOf } from "./searchTerms";

/** Documents looked at in one run: the largest have some 100 KB of the 16 MiB that it may read. */
const PAGE = 100;
/** More rows than there will be migrations. */
const ROWS_LIMIT = 1_000;

type Place = { numItems: number; cursor: string | null };
type Page = { page: unknown[]; isDone: boolean; continueCursor: string };
export type Migration = { name: string; run: (ctx: MutationCtx, place: Place) => Promise<Page> };

/** Oldest first. A name is for ever: data folders hold it. New ones go to the end. */
export const MIGRATIONS: readonly Migration[] = [
  { name: "1 seats have a level", run: giveSeatsLevels },
  { name: "2 rooms know when they were made", run: dateRooms },
  { name: "3 messages can be searched", run: makeMessagesFindable },
  { name: "4 notes can be searched", run: makeNotesFindable },
  { name: "5 sent emails are not kept", run: forgetSentEmails },
];

async function giveSeatsLevels(ctx: MutationCtx, place: Place): Promise<Page> {
  const seats = await ctx.db.query("participants").paginate(place);
  for (const { _id, emailOff, notify } of seats.page) {
    if (emailOff === undefined) continue;
    const kept = notify ?? (emailOff ? { level: "off" as const } : undefined);
    await ctx.db.patch("participants", _id, { notify: kept, emailOff: undefined });
  }
  return seats;
}

async function dateRooms(ctx: MutationCtx, place: Place): Promise<Page> {
  const rooms = await ctx.db.query("rooms").paginate(place);
  for (const { _id, _creationTime, createdTime } of rooms.page) {
    if (createdTime !== undefined) continue;
    await ctx.db.patch("rooms", _id, { createdTime: _creationTime });
  }
  return rooms;
}

async function makeMessagesFindable(ctx: MutationCtx, place: Place): Promise<Page> {
  const messages = await ctx.db.query("messages").paginate(place);
  for (const message of messages.page) {
    if (!isUnfindable(message)) continue;
    await ctx.db.patch("messages", message._id, { searchText: searchTextOf(message) });
  }
  return messages;
}

async function makeNotesFindable(ctx: MutationCtx, place: Place): Promise<Page> {
  const notes = await ctx.db.query("notes").paginate(place);
  for (const note of notes.page) {
    if (!isUnfindable(note)) continue;
    await ctx.db.patch("notes", note._id, { searchText: searchTextOf(note) });
  }
  return notes;
}

function isUnfindable({ searchText, deletedTime }: Doc<"messages"> | Doc<"notes">): boolean {
  return searchText === undefined && deletedTime === undefined;
}

async function forgetSentEmails(ctx: MutationCtx, place: Place): Promise<Page> {
  const digests = await ctx.db.query("digests").paginate(place);
  for (const { _id, state, email } of digests.page) {
    if (email === undefined || state === "queued" || state === "frozen") continue;
    await ctx.db.patch("digests", _id, { email: undefined });
  }
  return digests;
}

/** What is to do: names in order; `unknown` are those that only a newer version knows. */
export async function migrationStatus(
  ctx: QueryCtx,
): Promise<{ done: string[]; pending: string[]; unknown: string[] }> {
  const rows = await ctx.db.query("migrations").withIndex("by_name").take(ROWS_LIMIT);
  const names = MIGRATIONS.map(({ name }) => name);
  const done = rows.filter(({ isDone }) => isDone).map(({ name }) => name);
  return {
    done: names.filter((name) => done.includes(name)),
    pending: names.filter((name) => !done.includes(name)),
    unknown: rows.map(({ name }) => name).filter((name) => !names.includes(name)),
  };
}

/** One page of the first migration that is not done; null when all are. Throws on newer data. */
export async function migratePage(
  ctx: MutationCtx,
): Promise<{ name: string; looked: number; isDone: boolean } | null> {
  const { pending, unknown } = await migrationStatus(ctx);
  if (unknown.length > 0)
    throw new Error(`The data is of a newer version (${unknown.join(", ")}).`);
  const migration = MIGRATIONS.find(({ name }) => name === pending[0]);
  if (migration === undefined) return null;
  const { name } = migration;
  const row = await ctx.db
    .query("migrations")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
  const place = { numItems: PAGE, cursor: row?.cursor ?? null };
  const { page, isDone, continueCursor } = await migration.run(ctx, place);
  const looked = (row?.looked ?? 0) + page.length;
  const progress = { name, cursor: isDone ? null : continueCursor, looked, isDone };
  if (row === null) await ctx.db.insert("migrations", progress);
  else await ctx.db.replace("migrations", row._id, progress);
  return { name, looked, isDone };
}
