/** Pictures of people: what may be one, and how it comes and goes. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../errors";
import { fileFacts } from "./fileTypes";
import { newToken } from "./tokens";

const AVATAR_MAX_BYTES = 64 * 1024;
/** The app sends 256 px; twice that is plenty for any screen. */
const AVATAR_MAX_SIDE = 512;
/** No GIF, and none of the others that moves: beside every message that is a nuisance. */
const AVATAR_TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp"]);
/** It names and proves nothing, and stands in every message view: shorter than a token. */
const KEY_LENGTH = 16;

/**
 * The content type of a picture, by its bytes. Errors: FILE_EMPTY, FILE_TOO_LARGE (more than 64 KiB),
 * PICTURE_NOT_VALID (not PNG, JPEG or WebP, not square, more than 512 px a side).
 */
async function avatarType(bytes: ArrayBuffer): Promise<string> {
  if (bytes.byteLength === 0) throw appError("FILE_EMPTY", "This file is empty.");
  if (bytes.byteLength > AVATAR_MAX_BYTES) {
    throw appError("FILE_TOO_LARGE", "A picture of a person has at most 64 KB.");
  }
  const { kind, contentType, width, height } = await fileFacts(new Uint8Array(bytes));
  const isPicture = kind === "image" && AVATAR_TYPES.has(contentType);
  const isSmallSquare = width !== null && width === height && width <= AVATAR_MAX_SIDE;
  if (isPicture && isSmallSquare && !isAnimated(bytes)) return contentType;
  throw appError(
    "PICTURE_NOT_VALID",
    `A picture is a PNG, JPEG or WebP, square, of at most ${AVATAR_MAX_SIDE} pixels a side.`,
  );
}

const WEBP_ANIMATION = 0x02;
const PNG_SIGNATURE_BYTES = 8;
/** Length, type and checksum. */
const PNG_CHUNK_BYTES = 12;

/** Of a PNG (third edition, 11.3.6) or WebP (RFC 9649, 2.7) whose header was read; JPEG cannot move. */
function isAnimated(bytes: ArrayBuffer): boolean {
  const view = new DataView(bytes);
  const holds = (name: string, at: number) =>
    Array.from(name).every((letter, i) => view.getUint8(at + i) === letter.charCodeAt(0));
  if (holds("RIFF", 0)) return holds("VP8X", 12) && (view.getUint8(20) & WEBP_ANIMATION) !== 0;
  if (!holds("PNG", 1)) return false;
  let at = PNG_SIGNATURE_BYTES;
  while (at + PNG_CHUNK_BYTES <= bytes.byteLength && !holds("IDAT", at + 4)) {
    if (holds("acTL", at + 4)) return true;
    at += PNG_CHUNK_BYTES + view.getUint32(at);
  }
  return false;
}

/** Gives the person this picture in place of any other. Errors: as avatarType. */
export async function setAvatar(
  ctx: MutationCtx,
  userId: Id<"users">,
  bytes: ArrayBuffer,
): Promise<void> {
  const contentType = await avatarType(bytes);
  const key = newToken().slice(0, KEY_LENGTH);
  const avatar = { userId, key, contentType, bytes };
  const known = await avatarRow(ctx, userId);
  if (known === null) await ctx.db.insert("avatars", avatar);
  else await ctx.db.replace("avatars", known._id, avatar);
  await ctx.db.patch("users", userId, { avatar: key });
}

/** Takes the person's picture away, bytes and all; nothing without one. */
export async function removeAvatar(ctx: MutationCtx, userId: Id<"users">): Promise<void> {
  const known = await avatarRow(ctx, userId);
  if (known === null) return;
  await ctx.db.delete("avatars", known._id);
  await ctx.db.patch("users", userId, { avatar: undefined });
}

async function avatarRow(ctx: QueryCtx, userId: Id<"users">): Promise<Doc<"avatars"> | null> {
  return await ctx.db
    .query("avatars")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}
