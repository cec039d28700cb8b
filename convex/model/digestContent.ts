/** What a digest would say to one person about one room right now, and the email made of it. */
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type DigestEntry, renderDigest } from "../email/digestTemplate";
import { headerText } from "../email/escape";
import { replyAddressOf } from "../email/replyAddress";
import { appUrl, requireEnv, siteUrl } from "../env";
import { nameIn } from "../text/neutralNames";
import type { Email, Language } from "../validators";
import { isConfirmationDue } from "./confirmations";
import { requireFirm } from "./firm";
import { type MentionView, readMentions } from "./mentions";
import { canPost } from "./permissions";
import { excerptOf } from "./quotes";
import { isMailable, levelAt, mailedSinceTime } from "./notifications";
import { mailedSeq, readSeq } from "./positions";
import { ensureReplyToken, ensureUnsubscribeToken } from "./replyAddresses";
import { requireRoomHead, roomFacts } from "./rooms";
import { userLookup } from "./users";
import { authorName } from "./views";

/** Messages rest this long before they are mailed: time to delete a slip, or to read on screen. */
export const SETTLING_MS = 2 * 60 * 1000;
/** Newest unread messages shown in one email; the others are counted. */
export const ENTRIES_PER_EMAIL = 20;
/** Entries looked at for one email; beyond that the count says "more than". */
const SCAN_LIMIT = 500;

export type DueMessages = {
  /** Newest first, at most ENTRIES_PER_EMAIL. */
  newest: Doc<"messages">[];
  count: number;
  countIsAtLeast: boolean;
  /** The newest settled message: the mailed position once this is mailed. */
  toSeq: number;
  fromSeq: number;
  /** There are unread ones that have not settled yet. */
  hasUnsettled: boolean;
  /** Messages looked at. */
  scanned: number;
};

/**
 * The messages that a digest owes the person: unread, undeleted, not their own, above what was mailed,
 * settled, and within the level of their seat. Decided by the read position alone, never by presence.
 * `isWhether` looks no further than the first one owed: the count then says whether there is any.
 */
export async function dueMessages(
  ctx: QueryCtx,
  user: Doc<"users">,
  seat: Doc<"participants">,
  settledBefore: number,
  isWhether = false,
): Promise<DueMessages> {
  const { roomId } = seat;
  const { lastSeq } = await requireRoomHead(ctx, roomId);
  const mailed = await mailedSeq(ctx, user._id, roomId);
  const floor = Math.max(mailed, await readSeq(ctx, user._id, roomId));
  const due: DueMessages = {
    newest: [],
    count: 0,
    countIsAtLeast: false,
    toSeq: mailed,
    fromSeq: mailed,
    hasUnsettled: false,
    scanned: 0,
  };
  if (lastSeq <= floor) return due;
  const newestFirst = ctx.db
    .query("messages")
    .withIndex("by_room_and_seq", (q) => q.eq("roomId", roomId).gt("seq", floor))
    .order("desc");
  for await (const message of newestFirst) {
    if (due.scanned >= SCAN_LIMIT) {
      due.countIsAtLeast = true;
      break;
    }
    due.scanned += 1;
    if (message.time <= mailedSinceTime(user, seat)) break;
    const counts = isMailable(message, user, seat);
    if (message.time > settledBefore) {
      due.hasUnsettled ||= counts;
      continue;
    }
    due.toSeq = Math.max(due.toSeq, message.seq);
    if (counts) {
      due.count += 1;
      if (due.newest.length < ENTRIES_PER_EMAIL) due.newest.push(message);
      // Unsettled ones are newer: they have all been seen.
      if (isWhether) break;
    }
  }
  return due;
}

/** Why nothing may be mailed to this person about this room, or null (G5's excuses). */
export function mailObstacle(
  user: Doc<"users">,
  seat: Doc<"participants"> | null,
  now: number,
): "NOT_ACTIVE" | "EMAIL_MUTED" | "ADDRESS_STOPPED" | "NOT_A_PARTICIPANT" | "ROOM_MUTED" | null {
  if (user.state !== "active") return "NOT_ACTIVE";
  if (user.emailMuted) return "EMAIL_MUTED";
  if (user.emailStopped !== undefined) return "ADDRESS_STOPPED";
  if (seat === null) return "NOT_A_PARTICIPANT";
  if (levelAt(seat, now) === "off") return "ROOM_MUTED";
  return null;
}

/** How an author is named in an email: for staff with the client's company beside it. */
async function signature(
  ctx: QueryCtx,
  author: Doc<"users"> | null,
  reader: Doc<"users">,
  firm: Doc<"firm">,
): Promise<string> {
  const name = nameIn(languageOf(reader), authorName(author, reader, firm));
  if (reader.kind !== "staff" || author?.portalId === undefined) return name;
  const portal = await ctx.db.get("portals", author.portalId);
  return portal === null ? name : `${name}, ${portal.name}`;
}

/** What a message answers as one line, "Ana: the beginning of it"; null for no or a deleted one. */
async function quoteLine(
  ctx: QueryCtx,
  { quotedId }: Doc<"messages">,
  about: { reader: Doc<"users">; firm: Doc<"firm">; getUser: ReturnType<typeof userLookup> },
): Promise<string | null> {
  const quoted = quotedId === undefined ? null : await ctx.db.get("messages", quotedId);
  if (quoted === null || quoted.deletedTime !== undefined) return null;
  const { reader, firm, getUser } = about;
  const author = authorName(await getUser(quoted.authorId), reader, firm);
  const shown = await readMentions(quoted, reader, getUser);
  return `${nameIn(languageOf(reader), author)}: ${excerptOf(quoted, shown)}`;
}

/** A message's text and whom it mentions, called as the reader calls them. */
async function wordsOf(
  message: Doc<"messages">,
  reader: Doc<"users">,
  getUser: ReturnType<typeof userLookup>,
): Promise<MentionView> {
  const { text, mentions } = await readMentions(message, reader, getUser);
  const language = languageOf(reader);
  return { text, mentions: mentions.map((one) => ({ ...one, name: nameIn(language, one.name) })) };
}

function languageOf({ language }: Pick<Doc<"users">, "language">): Language {
  return language ?? "en";
}

/** The email's domain, for references: what stands after the @ of EMAIL_FROM. */
function senderDomain(from: string): string {
  return /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
}

/** An RFC 5322 display name: quoted, with what a quoted string must escape. */
function displayName(name: string): string {
  return `"${headerText(name).replace(/["\\]/g, "\\$&")}"`;
}

/** A reference of our own: the provider replaces Message-ID, but answers carry References on. */
function digestReference(digestId: string, domain: string): string {
  return `<digest-${digestId}@${domain}>`;
}

/** The digest ids that References or In-Reply-To of an answer name; forged ones find nothing. */
export function referencedDigestIds(references: string): string[] {
  return [...references.matchAll(/<digest-([a-z0-9]{20,40})@/g)].flatMap(([, id]) => id ?? []);
}

/**
 * The whole email to one person about one room (RFC 5322, 2369, 3834, 8058). One recipient; author
 * names as that reader sees them; links from the configured addresses only.
 */
export async function composeDigest(
  ctx: MutationCtx,
  about: { digest: Doc<"digests">; user: Doc<"users">; room: Doc<"rooms">; due: DueMessages },
): Promise<Email> {
  const { digest, user, room, due } = about;
  const firm = await requireFirm(ctx);
  const getUser = userLookup(ctx);
  const entries: DigestEntry[] = [];
  for (const message of [...due.newest].reverse()) {
    entries.push({
      author: await signature(ctx, await getUser(message.authorId), user, firm),
      time: message.time,
      ...(await wordsOf(message, user, getUser)),
      source: message.source,
      asksConfirmation: await isConfirmationDue(ctx, message._id, user._id),
      files: (message.attachments ?? []).map(({ name, size }) => ({ name, size })),
      quote: await quoteLine(ctx, message, { reader: user, firm, getUser }),
    });
  }
  const replyToken = await ensureReplyToken(ctx, user._id, room._id);
  const unsubscribeToken = await ensureUnsubscribeToken(ctx, user._id, room._id);
  const muteRoomUrl = `${siteUrl()}/unsubscribe?token=${unsubscribeToken}`;
  const from = requireEnv("EMAIL_FROM");
  const domain = senderDomain(from);
  const rendered = renderDigest({
    language: languageOf(user),
    firmName: firm.name,
    accentColor: firm.accentColor,
    roomName: room.name,
    timeZone: user.timeZone ?? firm.timeZone,
    entries,
    earlier: { count: due.count - entries.length, isAtLeast: due.countIsAtLeast },
    canReply: canPost(user, roomFacts(room)) === "allowed",
    roomUrl: `${appUrl()}/open/${room._id}`,
    muteRoomUrl,
    muteAllUrl: `${muteRoomUrl}&scope=all`,
  });
  const thread = `<room-${room._id}@${domain}>`;
  return {
    ...rendered,
    from,
    to: user.email,
    replyTo: `${displayName(room.name)} <${replyAddressOf(replyToken, requireEnv("INBOUND_DOMAIN"))}>`,
    headers: {
      "In-Reply-To": thread,
      References: `${thread} ${digestReference(digest._id, domain)}`,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Anteroom-Outbound": "1",
      "List-Unsubscribe": `<${muteRoomUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    tags: [{ name: "digest", value: digest._id }],
  };
}
