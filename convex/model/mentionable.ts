/** The participants whom somebody who types "@…" may mean; bounded in large rooms too. */
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getParticipant } from "./rooms";
import { avatarOf } from "./views";

const SHOWN = 8;
/** Rooms up to this size are looked through; in larger ones the names' index is asked first. */
const SEATS_LOOKED_AT = 200;
const FOUND_LOOKED_AT = 60;
const LONGEST_SEARCH = 80;

type RoomCtx = QueryCtx & { viewer: Doc<"users">; room: Doc<"rooms"> };

/** Active people with a seat, other than the viewer, by name. Staff only. */
export async function findMentionable(ctx: RoomCtx, typed: string) {
  const search = typed.slice(0, LONGEST_SEARCH).trim();
  const people = (await peopleOf(ctx, search))
    .filter(({ _id, state }) => state === "active" && _id !== ctx.viewer._id)
    .filter(({ name }) => beginsAWord(name, search))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, SHOWN);
  return await Promise.all(
    people.map(async (user) => {
      const { _id, name, portalId } = user;
      const portal = portalId === undefined ? null : await ctx.db.get("portals", portalId);
      return { userId: _id, name, ...avatarOf(user), company: portal?.name ?? null };
    }),
  );
}

async function peopleOf(ctx: RoomCtx, search: string): Promise<Doc<"users">[]> {
  const seats = await ctx.db
    .query("participants")
    .withIndex("by_room_and_user", (q) => q.eq("roomId", ctx.room._id))
    .take(SEATS_LOOKED_AT + 1);
  if (seats.length <= SEATS_LOOKED_AT || search === "") {
    const people = await Promise.all(seats.map(({ userId }) => ctx.db.get("users", userId)));
    return people.filter((user) => user !== null);
  }
  const found = await ctx.db
    .query("users")
    .withSearchIndex("search_name", (q) => q.search("name", search))
    .take(FOUND_LOOKED_AT);
  const seated = await Promise.all(found.map(({ _id }) => getParticipant(ctx, ctx.room._id, _id)));
  return found.filter((_user, index) => seated[index] !== null);
}

function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}

function beginsAWord(name: string, search: string): boolean {
  return ` ${folded(name)}`.includes(` ${folded(search)}`);
}
