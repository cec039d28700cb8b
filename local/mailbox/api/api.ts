/** Routes of the stand-in for Resend's HTTP API, under `/mail/api`. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../../embedded/clock.ts";
import type { MailboxStore } from "../store.ts";
import type { WebhookSender } from "../webhooks.ts";
import type { Downloads } from "./downloads.ts";
import { ApiError } from "./errors.ts";
import type { FaultPlan } from "./faults.ts";
import { getAttachment, getReceived, listAttachments, listReceived } from "./receiving.ts";
import { getEmail, sendBatch, sendEmail } from "./sending.ts";

/** Everything the routes work with. */
export type MailApi = {
  store: MailboxStore;
  webhooks: WebhookSender;
  downloads: Downloads;
  faults: FaultPlan;
  clock: Clock;
  /** The key that callers must show as a bearer token. */
  apiKey: string;
};

export const API_PATH = "/mail/api";

/**
 * Answers a request under `/mail/api`.
 * @returns null when the path is none of the API's (another part of the mailbox may know it).
 */
export async function answerApi(request: Request, api: MailApi): Promise<Response | null> {
  const url = new URL(request.url);
  const parts = url.pathname.slice(API_PATH.length + 1).split("/");
  try {
    const [first, emailId, part] = parts;
    if (first === "download" && emailId && part) {
      return await api.downloads.serve(emailId, decodeURIComponent(part), url.searchParams);
    }
    if (first !== "emails") return null;
    requireKey(request, api.apiKey);
    return await route(request, url, parts.slice(1), api);
  } catch (error) {
    if (error instanceof ApiError) return error.toResponse();
    throw error;
  }
}

async function route(
  request: Request,
  url: URL,
  [first, second, third, fourth, ...rest]: string[],
  api: MailApi,
): Promise<Response> {
  const unknown = new ApiError("not_found", "The requested endpoint does not exist.");
  if (rest.length > 0) throw unknown;
  if (request.method === "POST" && second === undefined) {
    if (first === undefined) return sendEmail(request, api);
    if (first === "batch") return sendBatch(request, api);
  }
  if (request.method !== "GET") {
    throw new ApiError("method_not_allowed", "This endpoint does not take this method.");
  }
  if (first === "receiving") {
    if (second === undefined) return listReceived(url, api);
    if (third === undefined) return getReceived(second, url, api);
    if (third !== "attachments") throw unknown;
    if (fourth === undefined) return listAttachments(second, url, api);
    return getAttachment(second, fourth, api);
  }
  if (first !== undefined && second === undefined) return getEmail(first, api);
  throw unknown;
}

/** Compared by digest, so that neither time nor length tells anything about the key. */
function requireKey(request: Request, apiKey: string): void {
  const shown = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (shown === undefined) throw new ApiError("missing_api_key", "Missing API key.");
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (timingSafeEqual(digest(shown), digest(apiKey))) return;
  throw new ApiError("invalid_api_key", "API key is invalid.");
}
