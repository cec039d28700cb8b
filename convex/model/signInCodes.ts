/**
 * One-time codes by email. Asking for one does the same work and gives the same answer for every
 * address; what differs between known and unknown ones happens afterwards, in a run of its own.
 */
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { renderSignInCode } from "../email/signInCodeTemplate";
import { requireEnv } from "../env";
import { mac } from "../signing/mac";
import { requireFirm } from "./firm";
import { queueNotice, withdrawNotice } from "./notices";
import { isWithinRate } from "./rateLimits";

export const CODE_LIFE_MS = 10 * 60_000;
/** After so many wrong codes another one has to be asked for. */
export const CODE_TRIES = 5;
const CODE_DIGITS = 8;
const HOUR_MS = 60 * 60_000;
const REQUESTS_PER_HOUR = 6;

/** The keyed hash of an address's code, as it is stored; spaces in the code do not count. */
export async function signInCodeHash(email: string, code: string): Promise<string> {
  return await mac("sign-in code", `${email}:${code.replace(/\s/g, "")}`);
}

async function codeOf(ctx: QueryCtx, email: string): Promise<Doc<"signInCodes"> | null> {
  return await ctx.db
    .query("signInCodes")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

/** Stands for every address that nobody has, while too many of them are asked about. */
const NO_ADDRESS = "";

/**
 * Notes that a code was asked for, and has it mailed if somebody active has the address. The code
 * before ends. The seventh wish of an address within an hour is heard by nobody, and answered like
 * the first: a limit that showed would tell, once all together ask too much, which addresses are
 * known. A flood about addresses that nobody has shares one row and keeps nobody else from a code.
 */
export async function requestSignInCode(ctx: MutationCtx, asked: string): Promise<void> {
  const isKnown = (await activeUserOf(ctx, asked)) !== null;
  const isCalm = await isWithinRate(ctx, "signInCode");
  const email = isKnown || isCalm ? asked : NO_ADDRESS;
  const now = Date.now();
  const known = await codeOf(ctx, email);
  const recent = (known?.requestTimes ?? []).filter((time) => time > now - HOUR_MS);
  if (recent.length >= REQUESTS_PER_HOUR) return;
  if (known?.noticeId !== undefined) await withdrawNotice(ctx, known.noticeId);
  const fresh = {
    email,
    codeHash: "",
    triesLeft: CODE_TRIES,
    expiresTime: now + CODE_LIFE_MS,
    requestTimes: [...recent, now],
  };
  const codeId = known?._id ?? (await ctx.db.insert("signInCodes", fresh));
  if (known !== null) await ctx.db.replace("signInCodes", known._id, fresh);
  await ctx.scheduler.runAfter(0, internal.signIn.mailCode, { codeId });
}

/** Makes the code and queues its email; does nothing where no active person has the address. */
export async function mailSignInCode(ctx: MutationCtx, codeId: Id<"signInCodes">): Promise<void> {
  const row = await ctx.db.get("signInCodes", codeId);
  if (row === null || row.codeHash !== "") return;
  const user = await activeUserOf(ctx, row.email);
  if (user === null) return;
  const code = randomDigits(CODE_DIGITS);
  const { name, accentColor } = await requireFirm(ctx);
  const rendered = renderSignInCode({
    language: user.language ?? "en",
    firmName: name,
    accentColor,
    name: user.name,
    code,
    minutesValid: CODE_LIFE_MS / 60_000,
  });
  const from = requireEnv("EMAIL_FROM");
  const email = {
    ...rendered,
    from,
    to: user.email,
    replyTo: from,
    headers: { "Auto-Submitted": "auto-generated", "X-Anteroom-Outbound": "1" },
    tags: [],
  };
  const noticeId = await queueNotice(ctx, email, { expiresTime: row.expiresTime });
  const codeHash = await signInCodeHash(row.email, code);
  await ctx.db.patch("signInCodes", codeId, { codeHash, noticeId });
}

async function activeUserOf(ctx: QueryCtx, email: string): Promise<Doc<"users"> | null> {
  const user = await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email))
    .first();
  return user?.state === "active" ? user : null;
}

/**
 * The active person whose code this is; it is used up. Null for a wrong one, of which five end the
 * code, an old one and an address that nobody has. Never throws, so that a wrong try is counted.
 */
export async function takeSignInCode(
  ctx: MutationCtx,
  email: string,
  codeHash: string,
): Promise<Doc<"users"> | null> {
  const row = await codeOf(ctx, email);
  if (row === null || row.triesLeft <= 0 || row.expiresTime <= Date.now()) return null;
  if (row.codeHash === "" || row.codeHash !== codeHash) {
    await ctx.db.patch("signInCodes", row._id, { triesLeft: row.triesLeft - 1 });
    return null;
  }
  await ctx.db.patch("signInCodes", row._id, { codeHash: "", triesLeft: 0 });
  return await activeUserOf(ctx, email);
}

/** Takes an address's code away, also where its email is still to be sent. */
export async function forgetSignInCode(ctx: MutationCtx, email: string): Promise<void> {
  const row = await codeOf(ctx, email);
  if (row === null) return;
  if (row.noticeId !== undefined) await withdrawNotice(ctx, row.noticeId);
  await ctx.db.delete("signInCodes", row._id);
}

/** Forgets codes that ended more than an hour ago. True when there may be more than `limit`. */
export async function forgetOldCodes(ctx: MutationCtx, limit: number): Promise<boolean> {
  const old = await ctx.db
    .query("signInCodes")
    .withIndex("by_expiresTime", (q) => q.lt("expiresTime", Date.now() - HOUR_MS))
    .take(limit);
  for (const { _id } of old) await ctx.db.delete("signInCodes", _id);
  return old.length === limit;
}

/** Even digits: bytes above 249 are passed over, since 256 is no multiple of 10. */
function randomDigits(count: number): string {
  let digits = "";
  while (digits.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * count))) {
      if (byte < 250 && digits.length < count) digits += String(byte % 10);
    }
  }
  return digits;
}
