/** Clerk's webhook events about people, reduced to what is used here. */
import { type Infer, v } from "convex/values";

const about = {
  /** Clerk's id of the person, the `sub` of their tokens. */
  subject: v.string(),
  /** When it happened at Clerk (ms); webhooks come in any order. */
  time: v.number(),
};
export const vClerkChange = v.union(
  v.object({
    ...about,
    kind: v.literal("changed"),
    /** Null where Clerk knows none. */
    name: v.union(v.string(), v.null()),
    /** The primary address, lower-case, if it is verified. */
    email: v.union(v.string(), v.null()),
  }),
  v.object({ ...about, kind: v.literal("deleted") }),
);
export type ClerkChange = Infer<typeof vClerkChange>;

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Null when the body is no event; "other" for events that are not about people. */
export function parseClerkEvent(body: string): ClerkChange | { kind: "other" } | null {
  const event = fields(parse(body));
  const data = fields(event["data"]);
  const type = text(event["type"]);
  if (type === null) return null;
  const subject = text(data["id"]);
  const time = data["updated_at"] ?? event["timestamp"];
  if (!/^user\.(created|updated|deleted)$/.test(type)) return { kind: "other" };
  if (subject === null || typeof time !== "number") return null;
  if (type === "user.deleted") return { kind: "deleted", subject, time };
  const names = [text(data["first_name"]), text(data["last_name"])].filter((name) => name !== null);
  const name = names.length === 0 ? null : names.join(" ");
  return { kind: "changed", subject, time, name, email: verifiedPrimary(data) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function verifiedPrimary(data: Fields): string | null {
  const addresses = Array.isArray(data["email_addresses"]) ? data["email_addresses"] : [];
  const primary = addresses
    .map(fields)
    .find((address) => address["id"] === data["primary_email_address_id"]);
  const isVerified = fields(primary?.["verification"])["status"] === "verified";
  return isVerified ? (text(primary?.["email_address"])?.toLowerCase() ?? null) : null;
}
