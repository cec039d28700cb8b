/** What the mailbox page (and tests) can start: the digest, answers, planned faults. */
import { addressParser } from "postal-mime";
import { refuseForeignPost, type AccessRules } from "../access.ts";
import { json, readJsonObject } from "../respond.ts";
import { readFaults, type FaultPlan } from "./api/faults.ts";
import { deliverRaw, deliverReply, type DeliveryDeps } from "./inbound/deliver.ts";
import { parseReceived, bareAddress } from "./inbound/parse.ts";
import { isTaken } from "./webhooks.ts";
import { DELIVERY_WAYS, REPLY_STYLES, type ReplyFile } from "./inbound/reply.ts";

/** What the app made of a received email, as `inboundEmails:verdict` gives it. */
export type Verdict = {
  state: string;
  reason: string | null;
  roomName: string | null;
  receivedTime: number;
  text: string | null;
};

export type ActionDeps = DeliveryDeps &
  AccessRules & {
    faults: FaultPlan;
    /** Queues a digest for everybody with unread messages, however young. */
    sendDigest: () => Promise<{ queued: number }>;
    /** Null while the app knows nothing of the email. */
    verdictOf: (receivedId: string) => Promise<Verdict | null>;
  };

const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/;
/** The state in which the app has stored the email but not decided yet. */
const UNDECIDED_STATE = "received";

/**
 * Answers what has an effect: `POST /mail/actions/{digest,reply,raw,faults}`, and
 * `GET /mail/actions/verdict/:id`. @returns null for other paths.
 */
export async function answerAction(request: Request, deps: ActionDeps): Promise<Response | null> {
  const [, , , action, id] = new URL(request.url).pathname.split("/");
  if (request.method === "GET" && action === "verdict" && id !== undefined) {
    return verdict(id, deps);
  }
  if (request.method !== "POST" || id !== undefined) return null;
  const refusal = refuseForeignPost(request, deps);
  if (refusal) return refusal;
  const body = (await readJsonObject(request)) ?? {};
  if (action === "digest") return json(await deps.sendDigest());
  if (action === "reply") return reply(body, deps);
  if (action === "raw") return rawEmail(body, deps);
  if (action === "faults") return planFaults(body, deps);
  return null;
}

/** `decided` tells the page to stop asking: nothing more will come of this email. */
async function verdict(id: string, deps: ActionDeps): Promise<Response> {
  const found = await deps.verdictOf(id);
  const isRefusedAtTheDoor = deps.store.events(id).some(({ answerStatus }) => {
    return answerStatus !== null && !isTaken({ status: answerStatus });
  });
  const decided = found === null ? isRefusedAtTheDoor : found.state !== UNDECIDED_STATE;
  return json({ verdict: found, decided });
}

function invalid(message: string): Response {
  return json({ code: "INVALID_ARGUMENT", message }, 400);
}

async function reply(body: Record<string, unknown>, deps: ActionDeps): Promise<Response> {
  const { emailId, from, text, style = "gmail", way = "once", cc = [], files = [] } = body;
  const original = typeof emailId === "string" ? deps.store.sent(emailId) : null;
  if (original === null) return invalid("This email is not here (any more).");
  if (typeof from !== "string" || /[\r\n]/.test(from) || !bareAddress(from).includes("@")) {
    return invalid("From must be an address.");
  }
  const knownStyle = REPLY_STYLES.find((known) => known === style);
  const knownWay = DELIVERY_WAYS.find((known) => known === way);
  if (knownStyle === undefined || knownWay === undefined) return invalid("Unknown style or way.");
  const written = {
    original,
    from,
    cc: Array.isArray(cc) ? cc.map((entry) => stringOr(entry, "").replace(/[\r\n]/g, " ")) : [],
    text: stringOr(text, ""),
    style: knownStyle,
    files: readFiles(files),
  };
  return json(await deliverReply(written, knownWay, deps));
}

function readFiles(value: unknown): ReplyFile[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.map((entry) => {
    const file = (entry ?? {}) as Record<string, unknown>;
    const contentType = stringOr(file["contentType"], "");
    return {
      filename: stringOr(file["filename"], "file"),
      contentType: MEDIA_TYPE.test(contentType) ? contentType : "application/octet-stream",
      content: Buffer.from(stringOr(file["content"], ""), "base64"),
    };
  });
}

function stringOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}

/** A pasted `.eml`; it goes to whoever stands in To unless `receivedFor` says otherwise. */
async function rawEmail(body: Record<string, unknown>, deps: ActionDeps): Promise<Response> {
  const { raw, receivedFor, way = "once" } = body;
  const knownWay = DELIVERY_WAYS.find((known) => known === way);
  if (typeof raw !== "string" || knownWay === undefined) return invalid("Send {raw}.");
  const bytes = Buffer.from(raw.replace(/\r?\n/g, "\r\n"), "utf8");
  const { to } = await parseReceived(bytes);
  const envelope = Array.isArray(receivedFor) ? receivedFor.map(String) : to;
  const recipients = envelope.flatMap((entry) => addressParser(entry)[0]?.address ?? []);
  return json(await deliverRaw(bytes, recipients, knownWay, deps));
}

function planFaults(body: Record<string, unknown>, deps: ActionDeps): Response {
  const faults = readFaults(body["faults"]);
  if (faults === null) return invalid("Send {faults: [{kind}]}.");
  deps.faults.set(faults);
  return json({ planned: faults.length });
}
