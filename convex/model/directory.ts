/** The people whom staff can seat in a room: everybody in a small firm, a search in a large one. */
import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { isThere } from "./people";
import { avatarOf, type vDirectory } from "./views";

const STAFF_LIMIT = 500;
const PORTAL_LIMIT = 100;
const CONTACTS_PER_PORTAL_LIMIT = 20;
const FOUND_LIMIT = 50;

type Directory = Infer<typeof vDirectory>;

/**
 * All staff and portals with their contacts, by name, as far as the limits above go (`isPartial` says
 * that there is more). With words in `search`: staff and contacts whose name has them, and portals
 * whose name has them with their contacts.
 */
export async function listDirectory(ctx: QueryCtx, search: string): Promise<Directory> {
  return search.trim() === "" ? await listEverybody(ctx) : await findPeople(ctx, search);
}

async function listEverybody(ctx: QueryCtx): Promise<Directory> {
  const staff = await ctx.db
    .query("users")
    .withIndex("by_kind_and_name", (q) => q.eq("kind", "staff"))
    .take(STAFF_LIMIT + 1);
  const portals = await ctx.db
    .query("portals")
    .withIndex("by_name")
    .take(PORTAL_LIMIT + 1);
  let isPartial = staff.length > STAFF_LIMIT || portals.length > PORTAL_LIMIT;
  const shown = [];
  for (const portal of portals.slice(0, PORTAL_LIMIT)) {
    const contacts = await contactsOf(ctx, portal._id);
    isPartial ||= contacts.length > CONTACTS_PER_PORTAL_LIMIT;
    shown.push(toPortal(portal, contacts.slice(0, CONTACTS_PER_PORTAL_LIMIT)));
  }
  return {
    staff: staff.slice(0, STAFF_LIMIT).filter(isThere).map(toStaff),
    portals: shown,
    isPartial,
  };
}

async function findPeople(ctx: QueryCtx, search: string): Promise<Directory> {
  const people = await ctx.db
    .query("users")
    .withSearchIndex("search_name", (q) => q.search("name", search))
    .take(FOUND_LIMIT);
  const named = await ctx.db
    .query("portals")
    .withSearchIndex("search_name", (q) => q.search("name", search))
    .take(FOUND_LIMIT);
  const found = new Map<Id<"portals">, { portal: Doc<"portals">; contacts: Doc<"users">[] }>();
  for (const portal of named) {
    const contacts = await contactsOf(ctx, portal._id);
    found.set(portal._id, { portal, contacts: contacts.slice(0, CONTACTS_PER_PORTAL_LIMIT) });
  }
  for (const user of people) {
    if (user.portalId === undefined) continue;
    const known = found.get(user.portalId);
    if (known === undefined) {
      const portal = await ctx.db.get("portals", user.portalId);
      if (portal !== null) found.set(portal._id, { portal, contacts: [user] });
    } else if (!known.contacts.some(({ _id }) => _id === user._id)) {
      known.contacts.push(user);
    }
  }
  return {
    staff: people.filter((user) => user.kind === "staff" && isThere(user)).map(toStaff),
    portals: [...found.values()].map(({ portal, contacts }) => toPortal(portal, contacts)),
    isPartial: people.length === FOUND_LIMIT || named.length === FOUND_LIMIT,
  };
}

/** One more than is shown, so that the caller sees whether there are more. */
async function contactsOf(ctx: QueryCtx, portalId: Id<"portals">): Promise<Doc<"users">[]> {
  return await ctx.db
    .query("users")
    .withIndex("by_portalId", (q) => q.eq("portalId", portalId))
    .take(CONTACTS_PER_PORTAL_LIMIT + 1);
}

function toStaff(user: Doc<"users">) {
  const { _id, name, role = "member", state } = user;
  return { userId: _id, name, ...avatarOf(user), role, state };
}

function toPortal(portal: Doc<"portals">, contacts: Doc<"users">[]) {
  return {
    portalId: portal._id,
    name: portal.name,
    contacts: contacts.map((user) => {
      const { _id, name, email, state } = user;
      return { userId: _id, name, ...avatarOf(user), email, state };
    }),
  };
}
