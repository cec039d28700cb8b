/** `POST /emails`, `POST /emails/batch`, `GET /emails/:id` of the stand-in for Resend. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { json } from "../../respond.ts";
import type { EmailPayload, SentEmail } from "../types.ts";
import type { MailApi } from "./api.ts";
import { ApiError } from "./errors.ts";
import { brokenConnection, type Fault } from "./faults.ts";
import { announceFate } from "./fates.ts";
import { readPayload } from "./payload.ts";

const IDEMPOTENCY_LIFETIME_MS = 24 * 60 * 60 * 1000;
const LONGEST_IDEMPOTENCY_KEY = 256;
const MOST_EMAILS_IN_A_BATCH = 100;

/** Takes one email; answers `{id}`. */
export async function sendEmail(request: Request, api: MailApi): Promise<Response> {
  return accept(request, api, (text) => {
    const payload = readPayload(parseObject(text));
    return { payloads: [payload], answer: ([id]) => ({ id }) };
  });
}

/**
 * Takes up to 100 emails without attachments. Strict (the default): one bad email refuses all;
 * permissive: the good ones go, the bad ones are listed.
 */
export async function sendBatch(request: Request, api: MailApi): Promise<Response> {
  const permissive = request.headers.get("x-batch-validation") === "permissive";
  return accept(request, api, (text) => {
    const entries = parseBatch(text);
    const payloads: EmailPayload[] = [];
    const errors: { index: number; message: string }[] = [];
    for (const [index, entry] of entries.entries()) {
      try {
        payloads.push(readBatchEntry(entry));
      } catch (error) {
        if (!permissive || !(error instanceof ApiError)) throw error;
        errors.push({ index, message: error.message });
      }
    }
    const answer = (ids: string[]) => ({
      data: ids.map((id) => ({ id })),
      ...(permissive ? { errors } : {}),
    });
    return { payloads, answer };
  });
}

/** What became of a sent email, in the provider's shape. */
export function getEmail(id: string, api: MailApi): Response {
  const email = api.store.sent(id);
  if (email === null) throw new ApiError("not_found", "Email not found");
  const { attachments: _notListed, headers: _notReturned, ...payload } = email.payload;
  return json({
    object: "email",
    id,
    message_id: email.messageId,
    ...payload,
    created_at: new Date(email.time).toISOString(),
    scheduled_at: null,
    last_event: email.status,
  });
}

type Accepted = { payloads: EmailPayload[]; answer: (ids: string[]) => object };

/** The frame around both: planned faults, idempotency, storing in one transaction, events. */
async function accept(
  request: Request,
  api: MailApi,
  read: (text: string) => Accepted,
): Promise<Response> {
  const text = await request.text();
  const fault = api.faults.take();
  refuseByFault(fault);
  const key = idempotencyKey(request);
  const fingerprint = createHash("sha256").update(text).digest("hex");
  const earlier = key === null ? null : answerBefore(key, fingerprint, api);
  if (earlier !== null) return json(JSON.parse(earlier));
  const { payloads, answer } = read(text);
  const emails = payloads.map((payload) => newEmail(payload, api.clock.now()));
  const body = answer(emails.map((email) => email.id));
  api.store.atomically(() => {
    for (const email of emails) api.store.addSent(email);
    if (key === null) return;
    api.store.rememberAnswer(key, fingerprint, JSON.stringify(body), api.clock.now());
  });
  for (const email of emails) announceFate(email, api.webhooks);
  return fault?.kind === "dropAfterAccept" ? brokenConnection() : json(body);
}

function refuseByFault(fault: Fault | null): void {
  if (fault?.kind === "serverError") {
    throw new ApiError("internal_server_error", "An unexpected error occurred.");
  }
  if (fault?.kind === "rateLimit") {
    const seconds = String(fault.retryAfterSeconds);
    throw new ApiError("rate_limit_exceeded", "Too many requests.", {
      "retry-after": seconds,
      "ratelimit-limit": "2",
      "ratelimit-remaining": "0",
      "ratelimit-reset": seconds,
    });
  }
}

function idempotencyKey(request: Request): string | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (key.length >= 1 && key.length <= LONGEST_IDEMPOTENCY_KEY) return key;
  throw new ApiError("invalid_idempotency_key", "The key must be between 1 and 256 characters.");
}

/** The first answer under this key, if the body is the same; a different body is a mistake. */
function answerBefore(key: string, fingerprint: string, api: MailApi): string | null {
  const since = api.clock.now() - IDEMPOTENCY_LIFETIME_MS;
  const earlier = api.store.idempotentAnswer(key, since);
  if (earlier === null || earlier.fingerprint === fingerprint) return earlier?.answer ?? null;
  throw new ApiError(
    "invalid_idempotent_request",
    "This idempotency key was used with a different body in the last 24 hours.",
  );
}

function newEmail(payload: EmailPayload, time: number) {
  const messageId = `<${randomBytes(8).toString("hex")}-${randomUUID()}-000000@eu-west-1.amazonses.com>`;
  return { id: randomUUID(), time, status: "queued", messageId, payload } satisfies Omit<
    SentEmail,
    "position" | "kind" | "from" | "to" | "subject"
  >;
}

function parseObject(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ApiError("validation_error", "The body must be one email.");
}

function parseBatch(text: string): unknown[] {
  const value = parseJson(text);
  if (Array.isArray(value) && value.length > 0 && value.length <= MOST_EMAILS_IN_A_BATCH) {
    return value;
  }
  throw new ApiError("validation_error", "The body must be a list of 1 to 100 emails.");
}

function readBatchEntry(entry: unknown): EmailPayload {
  const payload = readPayload((entry ?? {}) as Record<string, unknown>);
  if (payload.attachments.length === 0) return payload;
  throw new ApiError("validation_error", "A batch takes no attachments.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("invalid_json", "The body is not valid JSON.");
  }
}
