/** The demo firm: the same people, rooms and words every time, with times relative to now. */
import { type Infer, v } from "convex/values";
import { internal } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx } from "./_generated/server";
import type { vDemoCarrier } from "./demoFiles";
import { requireEnv } from "./env";
import { internalMutation, internalQuery } from "./functions";
import {
  DEMO_FIRM,
  DEMO_PORTALS,
  DEMO_ROOMS,
  DEMO_STAFF,
  type DemoLine,
  LONG_ROOM,
} from "./model/demoFirm";
import { applyDemoDeeds } from "./model/demoDeeds";
import { longHistory } from "./model/demoHistory";
import { appendMessages, type NewMessage } from "./model/messages";
import { raiseNotePosition } from "./model/notePositions";
import { appendNote } from "./model/notes";
import { seatParticipants } from "./model/participants";
import { raiseReadPosition } from "./model/positions";
import { listRooms } from "./model/roomList";
import { createRoom, requireRoomHead } from "./model/rooms";
import { renameMentions, tokenKeys } from "./text/mentions";
import { userLookup } from "./model/users";
import { passTurn } from "./model/waiting";
import { vStaffRole, vUserKind } from "./validators";

const MINUTE_MS = 60_000;

type People = Map<string, Doc<"users">>;
type SeedRoom = Omit<(typeof DEMO_ROOMS)[number], "lines" | "notes">;

/** Makes the demo firm in an empty database; does nothing (`seeded: false`) in any other. */
export const seedDemo = internalMutation({
  args: {},
  returns: v.object({ seeded: v.boolean() }),
  handler: async (ctx) => {
    if ((await ctx.db.query("firm").first()) !== null) return { seeded: false };
    await ctx.db.insert("firm", DEMO_FIRM);
    const people: People = new Map();
    const portals = await seedPeople(ctx, people);
    const now = Date.now();
    await seedRoom(
      ctx,
      people,
      portals,
      LONG_ROOM,
      longHistory(now, (subject) => person(people, subject)._id),
    );
    const carriers: Infer<typeof vDemoCarrier>[] = [];
    for (const { lines, notes = [], ...room } of DEMO_ROOMS) {
      const messages = toMessages(people, room.name, lines, now);
      const { roomId, messageIds } = await seedRoom(ctx, people, portals, room, messages, lines);
      await seedNotes(ctx, people, roomId, room, notes, now);
      for (const [position, { files }] of lines.entries()) {
        const messageId = messageIds[position];
        if (files !== undefined && messageId !== undefined)
          carriers.push({ messageId, names: files });
      }
    }
    await ctx.scheduler.runAfter(0, internal.demoFiles.bring, { carriers });
    return { seeded: true };
  },
});

/** Whether the demo firm, made under this issuer, lives here. Asked where the demo is off. */
export const holdsDemo = internalQuery({
  args: { issuer: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { issuer }) => {
    const subject = DEMO_STAFF[0]?.subject ?? "";
    const owner = await ctx.db
      .query("users")
      .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", `${issuer}|${subject}`))
      .first();
    return owner !== null;
  },
});

/** Everybody of the team has seen all of them but the last. */
async function seedNotes(
  ctx: MutationCtx,
  people: People,
  roomId: Id<"rooms">,
  room: SeedRoom,
  notes: NonNullable<(typeof DEMO_ROOMS)[number]["notes"]>,
  now: number,
): Promise<void> {
  for (const [position, { by, text, minutesAgo }] of notes.entries()) {
    await appendNote(ctx, {
      roomId,
      authorId: person(people, by)._id,
      text,
      clientNoteId: `demo ${room.name} ${position}`,
      time: now - minutesAgo * MINUTE_MS,
    });
  }
  for (const subject of notes.length === 0 ? [] : [room.creator, ...room.others]) {
    const { _id, kind } = person(people, subject);
    if (kind === "staff") await raiseNotePosition(ctx, _id, roomId, notes.length - 1);
  }
}

async function seedPeople(ctx: MutationCtx, people: People): Promise<Map<string, Id<"portals">>> {
  const add = async (subject: string, user: Partial<Doc<"users">> & Pick<Doc<"users">, "kind">) => {
    const userId = await ctx.db.insert("users", {
      name: subject,
      email: `${subject}@northwind.example`,
      state: "active",
      tokenIdentifier: `${requireEnv("DEMO_ISSUER")}|${subject}`,
      emailMuted: false,
      ...user,
    });
    const stored = await ctx.db.get("users", userId);
    if (stored !== null) people.set(subject, stored);
  };
  for (const { subject, name, role } of DEMO_STAFF)
    await add(subject, { kind: "staff", name, role });
  const portals = new Map<string, Id<"portals">>();
  for (const portal of DEMO_PORTALS) {
    const portalId = await ctx.db.insert("portals", { name: portal.name });
    portals.set(portal.name, portalId);
    for (const { subject, name, email } of portal.contacts) {
      await add(subject, { kind: "client", name, email, portalId });
    }
  }
  return portals;
}

function person(people: People, subject: string): Doc<"users"> {
  const user = people.get(subject);
  if (user === undefined) throw new Error(`The demo has no ${subject}.`);
  return user;
}

async function seedRoom(
  ctx: MutationCtx,
  people: People,
  portals: Map<string, Id<"portals">>,
  about: SeedRoom,
  messages: NewMessage[],
  lines: DemoLine[] = [],
): Promise<{ roomId: Id<"rooms">; messageIds: Id<"messages">[] }> {
  const creator = person(people, about.creator);
  const portalId = about.portal === undefined ? undefined : portals.get(about.portal);
  const room = await createRoom(ctx, creator, {
    name: about.name,
    kind: about.kind,
    createdTime: (messages[0]?.time ?? Date.now()) - MINUTE_MS,
    ...(portalId === undefined ? {} : { portalId }),
  });
  const others = about.others.map((subject) => person(people, subject));
  await seatParticipants(
    ctx,
    creator,
    room,
    others.map((user) => user._id),
    true,
  );
  const written = await appendMessages(ctx, room._id, messages);
  const sides = new Map([creator, ...others].map((user) => [user._id, user.kind]));
  await passTurn(
    ctx,
    room,
    messages.map(({ authorId, time }) => ({ side: sides.get(authorId) ?? "staff", time })),
  );
  const messageIds = written.map(({ messageId }) => messageId);
  await applyDemoDeeds(ctx, lines, messageIds, (subject) => person(people, subject));
  const { lastSeq } = await requireRoomHead(ctx, room._id);
  for (const subject of [about.creator, ...about.others]) {
    const seen = lastSeq - (about.unseen?.[subject] ?? 0);
    await raiseReadPosition(ctx, person(people, subject)._id, room._id, seen);
  }
  if (about.archived) {
    await ctx.db.patch("rooms", room._id, { archivedTime: messages.at(-1)?.time ?? Date.now() });
  }
  return { roomId: room._id, messageIds };
}

function toMessages(
  people: People,
  roomName: string,
  lines: DemoLine[],
  now: number,
): NewMessage[] {
  return lines.map((line, position) => ({
    authorId: person(people, line.by)._id,
    ...withMentions(people, line.text),
    source: line.byEmail === undefined ? "app" : "email",
    clientMessageId: `demo:${roomName}:${position}`,
    time: now - line.minutesAgo * MINUTE_MS,
    ...(line.byEmail === undefined ? {} : { trimmedText: line.byEmail.trimmed }),
  }));
}

function withMentions(people: People, text: string): Pick<NewMessage, "text" | "mentions"> {
  const mentions = tokenKeys(text).map((subject) => person(people, subject)._id);
  return {
    text: renameMentions(text, (subject) => person(people, subject)._id),
    ...(mentions.length === 0 ? {} : { mentions }),
  };
}

const PEOPLE_OFFERED = 50;

/**
 * Whom the demo's sign-in page offers, staff first: everybody active whose account belongs to the
 * built-in issuer, also those who were invited and joined. Their unread count is as in their list.
 */
export const demoPeople = internalQuery({
  args: {},
  returns: v.array(
    v.object({
      subject: v.string(),
      name: v.string(),
      kind: vUserKind,
      role: v.union(vStaffRole, v.null()),
      portalName: v.union(v.string(), v.null()),
      title: v.string(),
      email: v.string(),
      unread: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const firm = await ctx.db.query("firm").first();
    if (firm === null) return [];
    const contacts = DEMO_PORTALS.flatMap((portal) => portal.contacts);
    const titles = new Map([...DEMO_STAFF, ...contacts].map((one) => [one.subject, one.title]));
    const issuer = `${requireEnv("DEMO_ISSUER")}|`;
    const people = [];
    for (const kind of ["staff", "client"] as const) {
      const users = await ctx.db
        .query("users")
        .withIndex("by_kind_and_name", (q) => q.eq("kind", kind))
        .take(PEOPLE_OFFERED);
      for (const user of users) {
        if (user.state !== "active" || !user.tokenIdentifier?.startsWith(issuer)) continue;
        const subject = user.tokenIdentifier.slice(issuer.length);
        const rooms = await listRooms(ctx, user, firm, userLookup(ctx));
        const portal =
          user.portalId === undefined ? null : await ctx.db.get("portals", user.portalId);
        const { name, role = null, email } = user;
        people.push({
          subject,
          name,
          kind,
          role,
          portalName: portal?.name ?? null,
          title: titles.get(subject) ?? "",
          email,
          unread: rooms.reduce((sum, room) => sum + room.unread, 0),
        });
      }
    }
    return people;
  },
});
