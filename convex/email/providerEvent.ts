/** Resend's webhook events, reduced to what is used here. Unknown types are told apart, not refused. */
import type { Delivery } from "../validators";

export type ProviderEvent =
  | { kind: "received"; emailId: string }
  | {
      kind: "delivery";
      emailId: string;
      /** The Message-ID that the provider gave, when the event tells it. */
      messageId: string | null;
      /** Our tag: the id of the digest or invitation, when the event carries it. */
      tag: string | null;
      /** Null for an event that says nothing about arrival (sent, opened …). */
      delivery: Delivery | null;
      /** True when mail to the address must stop: permanent bounce, complaint, suppression. */
      isFinal: boolean;
      reason: string | null;
    }
  | { kind: "other" };

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Null when the body is no JSON object with a type and an email id. */
export function parseProviderEvent(body: string): ProviderEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return null;
  }
  const event = fields(parsed);
  const data = fields(event["data"]);
  const type = text(event["type"]);
  if (type === null) return null;
  if (!type.startsWith("email.")) return { kind: "other" };
  const emailId = text(data["email_id"]);
  if (emailId === null) return null;
  if (type === "email.received") return { kind: "received", emailId };
  return {
    kind: "delivery",
    emailId,
    messageId: text(data["message_id"]),
    tag: text(fields(data["tags"])["digest"]) ?? text(fields(data["tags"])["invitation"]),
    ...deliveryOf(type, data),
  };
}

function deliveryOf(
  type: string,
  data: Fields,
): { delivery: Delivery | null; isFinal: boolean; reason: string | null } {
  const bounce = fields(data["bounce"]);
  switch (type) {
    case "email.delivered":
      return { delivery: "delivered", isFinal: false, reason: null };
    case "email.delivery_delayed":
      return { delivery: "delayed", isFinal: false, reason: null };
    case "email.bounced":
      return {
        delivery: "bounced",
        isFinal: bounce["type"] === "Permanent",
        reason: text(bounce["message"]) ?? text(bounce["subType"]),
      };
    case "email.complained":
      return { delivery: "complained", isFinal: true, reason: null };
    case "email.suppressed":
      return {
        delivery: "suppressed",
        isFinal: true,
        reason: text(fields(data["suppressed"])["message"]),
      };
    default:
      return { delivery: null, isFinal: false, reason: null };
  }
}
