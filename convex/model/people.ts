/** Accounts: names and addresses as they are stored, roles, suspension. */
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError, notFound } from "../errors";
import type { StaffRole } from "../validators";
import { mayKnow } from "./acquaintance";
import { recordAudit } from "./audit";
import { requireFirm } from "./firm";
import { handOverRooms } from "./handover";
import { isAdministrator } from "./permissions";
import { endSessions } from "./sessions";
import { shapeOfName } from "./nameShapes";
import { oneLineName } from "./text";

const PERSON_NAME_MAX_LENGTH = 80;
/** As many as the team's list shows. */
const STAFF_LIMIT = 500;
const EMAIL_MAX_LENGTH = 254;
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@<>(),;:"[\]\\.]+$/;

/** A person's or portal's name: one line, 1 to 80 characters. Error: INVALID_NAME. */
export function personName(text: string): string {
  const name = oneLineName(text, PERSON_NAME_MAX_LENGTH);
  if (name === null) {
    throw appError("INVALID_NAME", `A name has 1 to ${PERSON_NAME_MAX_LENGTH} characters.`);
  }
  return name;
}

/**
 * Whether `name` looks like the firm's or like that of somebody of the staff whom this client knows
 * already: others would read their messages as the team's. Names of staff who are hidden from them
 * (R5, studio identity) are not refused, or trying names would tell who works here; beside what the
 * staff write stands a mark that no client's messages have.
 */
export async function isNameOfTeam(
  ctx: QueryCtx,
  client: Doc<"users">,
  name: string,
): Promise<boolean> {
  const shape = shapeOfName(name);
  if (shapeOfName((await requireFirm(ctx)).name) === shape) return true;
  const staff = await ctx.db
    .query("users")
    .withIndex("by_kind_and_name", (q) => q.eq("kind", "staff"))
    .take(STAFF_LIMIT);
  for (const one of staff) {
    if (shapeOfName(one.name) === shape && (await mayKnow(ctx, client, one))) return true;
  }
  return false;
}

/** An address as it is stored: lower-case, one mailbox. Error: INVALID_EMAIL. */
export function emailAddress(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length > EMAIL_MAX_LENGTH || !EMAIL.test(email)) {
    throw appError("INVALID_EMAIL", "That is not an email address.");
  }
  return email;
}

/** An IANA zone that this runtime knows. Error: INVALID_ARGUMENT. */
export function timeZoneName(text: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
  } catch {
    throw appError("INVALID_ARGUMENT", "That is not a time zone.");
  }
  return text;
}

/** Whether an account is somebody's still: lists of people leave out the erased. */
export function isThere({ erasedTime }: Doc<"users">): boolean {
  return erasedTime === undefined;
}

/** The user of an id. Error: NOT_FOUND, also for an erased one. For staff functions only. */
export async function requireUser(ctx: QueryCtx, userId: Id<"users">): Promise<Doc<"users">> {
  const user = await ctx.db.get("users", userId);
  if (user === null || user.erasedTime !== undefined) throw notFound();
  return user;
}

/** Row 25: an admin can't touch an owner; nobody touches their own standing. */
export function requireAuthorityOver(actor: Doc<"users">, target: Doc<"users">): void {
  const isOverOwner = target.role === "owner" && actor.role !== "owner";
  if (!isAdministrator(actor) || actor._id === target._id || isOverOwner) {
    throw appError("FORBIDDEN", "You may not change this person.");
  }
}

/** The last active owner stays. Error: LAST_OWNER. */
export async function requireAnotherOwner(ctx: QueryCtx, target: Doc<"users">): Promise<void> {
  if (target.role !== "owner" || target.state !== "active") return;
  if ((await longestStandingOwner(ctx, target._id)) !== null) return;
  throw appError("LAST_OWNER", "The firm needs an owner. Make somebody else owner first.");
}

/**
 * The active owner of the longest standing, other than `exceptId`: whose deed it is in the audit log what
 * the operator does by command. Null when there is none.
 */
export async function longestStandingOwner(
  ctx: QueryCtx,
  exceptId?: Id<"users">,
): Promise<Doc<"users"> | null> {
  const owners = ctx.db
    .query("users")
    .withIndex("by_role_and_state", (q) => q.eq("role", "owner").eq("state", "active"));
  for await (const owner of owners) if (owner._id !== exceptId) return owner;
  return null;
}

/** Changes a staff person's role. Errors: FORBIDDEN, LAST_OWNER, INVALID_ARGUMENT (a client). */
export async function setRole(
  ctx: MutationCtx,
  actor: Doc<"users">,
  target: Doc<"users">,
  role: StaffRole,
): Promise<void> {
  if (target.kind !== "staff") throw appError("INVALID_ARGUMENT", "Clients have no role.");
  requireAuthorityOver(actor, target);
  if (role === "owner" && actor.role !== "owner") {
    throw appError("FORBIDDEN", "Only an owner can make an owner.");
  }
  if (role !== "owner") await requireAnotherOwner(ctx, target);
  if (target.role === role) return;
  await ctx.db.patch("users", target._id, { role });
  await recordAudit(ctx, actor, "user.role", { userId: target._id, detail: role });
}

/**
 * Suspends a person at once: every door, reply address and queued email asks for the account's
 * state. Rooms that they created go to `successorId`, else to the longest-seated active staff
 * participant, else to the acting admin. Errors: FORBIDDEN, LAST_OWNER, INVALID_ARGUMENT.
 */
export async function suspend(
  ctx: MutationCtx,
  actor: Doc<"users">,
  target: Doc<"users">,
  successorId: Id<"users"> | undefined,
): Promise<void> {
  requireAuthorityOver(actor, target);
  await requireAnotherOwner(ctx, target);
  if (target.state === "suspended") return;
  if (target.state === "invited") {
    throw appError("INVALID_ARGUMENT", "Revoke the invitation instead.");
  }
  await suspendNow(ctx, actor, target, successorId);
}

/** Without asking who may: for `suspend`, and for a person whose sign-in was deleted elsewhere. */
export async function suspendNow(
  ctx: MutationCtx,
  actor: Doc<"users">,
  target: Doc<"users">,
  successorId?: Id<"users">,
): Promise<void> {
  await ctx.db.patch("users", target._id, { state: "suspended" });
  await endSessions(ctx, target._id);
  await recordAudit(ctx, actor, "user.suspend", { userId: target._id });
  await handOverRooms(ctx, actor, target._id, successorId);
}

/** Lets a suspended person in again, with the seats they kept. Errors: FORBIDDEN. */
export async function reactivate(
  ctx: MutationCtx,
  actor: Doc<"users">,
  target: Doc<"users">,
): Promise<void> {
  requireAuthorityOver(actor, target);
  if (target.state !== "suspended") return;
  // What was written meanwhile is not mailed: it was not theirs to read.
  await ctx.db.patch("users", target._id, { state: "active", emailSinceTime: Date.now() });
  await recordAudit(ctx, actor, "user.reactivate", { userId: target._id });
}
