/** Emails that wait for the room's staff: finding one through its room, accepting it, rejecting it. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import { recordAudit } from "./audit";
import { copiedOutside } from "./copiedTo";
import { attachFiles } from "./files";
import { dropHeld, readHeld, releaseHeld } from "./heldFiles";
import { MESSAGE_MAX_LENGTH, postMessage } from "./messages";
import { canPost } from "./permissions";
import { getParticipant, requireAllowed, roomFacts } from "./rooms";
import { addAddress } from "./userAddresses";

/** What a held email says; null once it was settled. */
export async function getHeldText(
  ctx: QueryCtx,
  inboundId: Id<"inboundEmails">,
): Promise<Doc<"heldTexts"> | null> {
  return await ctx.db
    .query("heldTexts")
    .withIndex("by_inboundId", (q) => q.eq("inboundId", inboundId))
    .unique();
}

/** An email held for this very room, settled or not; NOT_FOUND for any other id. */
export async function requireHeldInRoom(
  ctx: QueryCtx,
  roomId: Id<"rooms">,
  inboundIdText: string,
): Promise<Doc<"inboundEmails">> {
  const inboundId = ctx.db.normalizeId("inboundEmails", inboundIdText);
  const inbound = inboundId === null ? null : await ctx.db.get("inboundEmails", inboundId);
  if (inbound === null || inbound.roomId !== roomId) throw notFound();
  const wasHeld = inbound.state === "held" || inbound.settledById !== undefined;
  if (!wasHeld) throw notFound();
  return inbound;
}

/**
 * Posts a held email as the person whom its reply address was issued to, once: it shows as coming by
 * email, and for staff with who let it in. Its files come along. Where nothing but quotes came, they
 * are the text. What a
 * message can't hold stays behind "show the rest". With `remember` replies from that address are
 * taken from now on. Errors: ALREADY_SETTLED, PARTICIPANT_NOT_ACTIVE (suspended, or no longer in the
 * room), ROOM_ARCHIVED, FORBIDDEN (a client in an announcement room), MESSAGE_EMPTY, INVALID_EMAIL.
 */
export async function acceptHeld(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  inbound: Doc<"inboundEmails">,
  remember: boolean,
): Promise<Id<"messages">> {
  const held = await requireUnsettled(ctx, inbound);
  const author = await requireAuthor(ctx, room, inbound);
  requireAllowed(canPost(author, roomFacts(room)));
  if (remember) await rememberAddress(ctx, actor, author, inbound);
  const { text, files } = await readHeld(ctx, held);
  await releaseHeld(ctx, files);
  const fileIds = files.map(({ _id }) => _id);
  const isBlank = text === "" && files.length === 0;
  const [whole, trimmed] = isBlank ? [held.elided, ""] : [text, held.elided];
  const characters = [...whole];
  const rest = characters.slice(MESSAGE_MAX_LENGTH).join("");
  const { messageId } = await postMessage(ctx, {
    room,
    author,
    text: characters.slice(0, MESSAGE_MAX_LENGTH).join(""),
    source: "email",
    clientMessageId: `email:${inbound._id}`,
    trimmedText: [rest, trimmed].filter(Boolean).join("\n\n"),
    copiedTo: await copiedOutside(ctx, room._id, held.copiedTo ?? []),
    attachments: await attachFiles(ctx, room._id, author._id, fileIds),
  });
  await ctx.db.patch("messages", messageId, { acceptedById: actor._id });
  await ctx.db.patch("inboundEmails", inbound._id, {
    state: "posted",
    settledById: actor._id,
    messageId,
  });
  await ctx.db.delete("heldTexts", held._id);
  await recordAudit(ctx, actor, "inbound.accept", aboutOf(room, author, inbound));
  return messageId;
}

/** Ends a held email unposted; its text and files go, its sender is told nothing. Error: ALREADY_SETTLED. */
export async function rejectHeld(
  ctx: MutationCtx,
  actor: Doc<"users">,
  room: Doc<"rooms">,
  inbound: Doc<"inboundEmails">,
): Promise<void> {
  const held = await requireUnsettled(ctx, inbound);
  await ctx.db.patch("inboundEmails", inbound._id, { state: "rejected", settledById: actor._id });
  await dropHeld(ctx, held);
  await ctx.db.delete("heldTexts", held._id);
  const person = inbound.userId === undefined ? null : await ctx.db.get("users", inbound.userId);
  await recordAudit(ctx, actor, "inbound.reject", aboutOf(room, person, inbound));
}

async function requireUnsettled(ctx: QueryCtx, inbound: Doc<"inboundEmails">) {
  const held = inbound.state === "held" ? await getHeldText(ctx, inbound._id) : null;
  if (held === null) {
    throw appError("ALREADY_SETTLED", "Somebody has already accepted or rejected this email.");
  }
  return held;
}

/** The person behind the reply address, while they may write at all. */
async function requireAuthor(ctx: QueryCtx, room: Doc<"rooms">, { userId }: Doc<"inboundEmails">) {
  const author = userId === undefined ? null : await ctx.db.get("users", userId);
  const seat = author === null ? null : await getParticipant(ctx, room._id, author._id);
  if (author === null || author.state !== "active" || seat === null) {
    throw appError(
      "PARTICIPANT_NOT_ACTIVE",
      `${author?.name ?? "This person"} is not in the room.`,
    );
  }
  return author;
}

async function rememberAddress(
  ctx: MutationCtx,
  actor: Doc<"users">,
  author: Doc<"users">,
  inbound: Doc<"inboundEmails">,
): Promise<void> {
  if (inbound.from === undefined) {
    throw appError("INVALID_EMAIL", "The email has no single sender to remember.");
  }
  await addAddress(ctx, actor, author, inbound.from);
  const about = { userId: author._id, detail: inbound.from };
  await recordAudit(ctx, actor, "user.addAddress", about);
}

function aboutOf(room: Doc<"rooms">, person: Doc<"users"> | null, { from }: Doc<"inboundEmails">) {
  return {
    roomId: room._id,
    ...(person === null ? {} : { userId: person._id }),
    ...(from === undefined ? {} : { detail: from }),
  };
}
