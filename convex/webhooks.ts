/** The providers' webhooks: verified on the raw body, stored, answered; thinking comes later. */
import { Webhook, WebhookVerificationError } from "svix";
import { internal } from "./_generated/api";
import { parseProviderEvent } from "./email/providerEvent";
import { optionalEnv } from "./env";
import { publicHttpAction } from "./functions";
import { parseClerkEvent } from "./model/clerkEvent";

/** Events are a few kilobytes: metadata only, the body of an email is fetched afterwards. */
const BODY_LIMIT_BYTES = 1024 * 1024;

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

type Signed = { body: string; webhookId: string };

/**
 * The body of a request that is signed with the secret (Svix), else the refusal: 400 for a missing or
 * wrong signature or an old or future timestamp (±5 minutes), 413 for more than 1 MiB, 503 when no
 * secret is set.
 */
async function readSigned(request: Request, secret: string | null): Promise<Signed | Response> {
  if (secret === null) return answer(503, "Webhooks are not set up.");
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT_BYTES) {
    return answer(413, "The body is too large.");
  }
  const body = await request.text();
  if (body.length > BODY_LIMIT_BYTES) return answer(413, "The body is too large.");
  try {
    new Webhook(secret).verify(body, Object.fromEntries(request.headers));
  } catch (error) {
    if (error instanceof WebhookVerificationError)
      return answer(400, "The signature is not valid.");
    if (error instanceof SyntaxError) return answer(400, "The body is not JSON.");
    return answer(503, "Webhooks are not set up.");
  }
  return { body, webhookId: request.headers.get("svix-id") ?? "" };
}

/**
 * POST /webhooks/clerk: what changed about people who sign in with Clerk. 200 once it is applied (also
 * for a repeated, older or unknown one), 400 for a body that is no event, else as readSigned.
 */
export const clerk = publicHttpAction(async (ctx, request) => {
  const signed = await readSigned(request, optionalEnv("CLERK_WEBHOOK_SECRET"));
  if (signed instanceof Response) return signed;
  const event = parseClerkEvent(signed.body);
  if (event === null) return answer(400, "The body is not an event.");
  if (event.kind !== "other") {
    await ctx.runMutation(internal.clerkUsers.apply, { webhookId: signed.webhookId, event });
  }
  return answer(200, "ok");
});

/**
 * POST /webhooks/resend. 200 once the event is stored (also for a repeated or unknown one), 400 for
 * a body that is no event, else as readSigned. Nothing is stored unless it is signed.
 */
export const resend = publicHttpAction(async (ctx, request) => {
  const signed = await readSigned(request, optionalEnv("RESEND_WEBHOOK_SECRET"));
  if (signed instanceof Response) return signed;
  const { body, webhookId } = signed;
  const event = parseProviderEvent(body);
  if (event === null) return answer(400, "The body is not an event.");
  if (event.kind === "received") {
    const { emailId } = event;
    await ctx.runMutation(internal.inboundEmails.receive, { webhookId, emailId, event: body });
  } else if (event.kind === "delivery") {
    const { kind: _kind, ...delivery } = event;
    await ctx.runMutation(internal.deliveries.record, { webhookId, ...delivery });
  }
  return answer(200, "ok");
});
