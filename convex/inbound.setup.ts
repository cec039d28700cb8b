/** Emails coming in, in convex-test: a room with a digest out to Carla, and a provider that holds what is answered. */
import { Webhook } from "svix";
import { vi } from "vitest";
import { internal } from "./_generated/api";
import { type Backend, makePeople, makeRoom, send, startBackend } from "./test.setup";

/** What the provider gives of a received email, as far as it differs from a plain reply of Carla's. */
export type Mail = {
  from?: string;
  to?: string[];
  received_for?: string[];
  subject?: string;
  text?: string;
  html?: string | null;
  headers?: Record<string, unknown>;
  message_id?: string;
  attachments?: { id?: string; filename: string; size: number; content_id?: string }[];
};

/** What the provider answers for an attachment's bytes, by its id; 404 for every other. */
export type AttachmentBytes = Record<string, BlobPart>;

/** Ana's room "Website" with Sam and Carla, and the reply address that Carla's first digest carries. */
export async function startInbound() {
  const t = await startBackend();
  const people = await makePeople(t);
  const roomId = await makeRoom(people.ana, [people.sam, people.carla], { name: "Website" });
  await send(people.ana, roomId, "Shall we start?");
  await t.mutation(internal.digests.sweep, { ignoreAge: true });
  for (;;) {
    const { attempt } = await t.mutation(internal.digests.prepare, {});
    if (attempt === null) throw new Error("Carla got no digest");
    if (attempt.email.to !== "carla@client.test") continue;
    const replyTo = /<(.*)>/.exec(attempt.email.replyTo)?.[1] ?? "";
    return { t, people, roomId, replyTo, digestId: attempt.rowId as string };
  }
}

let mails = 0;

/**
 * Lets the provider hold this email, announces it by a signed webhook and runs what that starts; gives
 * the webhook's answer. Needs fake timers.
 */
export async function receive(
  { t, replyTo }: { t: Backend; replyTo: string },
  mail: Mail = {},
  svixId?: string,
  emailId?: string,
  bytes: AttachmentBytes = {},
): Promise<Response> {
  mails += 1;
  const id = emailId ?? `email-${mails}`;
  vi.stubGlobal("fetch", async (url: string | URL | Request) => {
    const { pathname } = new URL(url instanceof Request ? url.url : url);
    if (pathname.startsWith("/bytes/")) {
      const found = bytes[pathname.slice("/bytes/".length)];
      return new Response(found === undefined ? null : new Blob([found]), {
        status: found === undefined ? 404 : 200,
      });
    }
    if (pathname.endsWith("/attachments")) {
      const data = (mail.attachments ?? []).map((attachment) => ({
        ...attachment,
        download_url: `https://provider.test/bytes/${attachment.id}`,
      }));
      return Response.json({ object: "list", has_more: false, data });
    }
    return Response.json({
      object: "email",
      id,
      from: "Carla <carla@client.test>",
      to: [replyTo],
      received_for: [replyTo],
      subject: "Re: New messages in Website",
      text: "Yes, on Monday.",
      html: null,
      headers: {},
      message_id: `<m${mails}@client.test>`,
      attachments: [],
      ...mail,
    });
  });
  const answer = await announce(t, id, svixId ?? `msg_${mails}`);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  return answer;
}

/** The webhook that says an email has come, signed with the configured secret unless one is given. */
export async function announce(
  t: Backend,
  emailId: string,
  svixId: string,
  secret?: string,
): Promise<Response> {
  const body = JSON.stringify({ type: "email.received", data: { email_id: emailId } });
  const at = new Date(Date.now());
  const signer = new Webhook(secret ?? process.env["RESEND_WEBHOOK_SECRET"] ?? "");
  return await t.fetch("/webhooks/resend", {
    method: "POST",
    body,
    headers: {
      "svix-id": svixId,
      "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
      "svix-signature": signer.sign(svixId, at, body),
    },
  });
}

/** All received emails' rows, oldest first. */
export async function storedEmails(t: Backend) {
  return await t.run(async (ctx) => await ctx.db.query("inboundEmails").take(1_000));
}

/** State and reason of the newest one: "held OTHER_SENDER". */
export async function lastVerdict(t: Backend): Promise<string> {
  const last = (await storedEmails(t)).at(-1);
  return `${last?.state} ${last?.reason ?? ""}`.trim();
}

/** Queued explanations to people whose replies were not posted, oldest first. */
export async function explanations(t: Backend) {
  const notices = await t.run(async (ctx) => await ctx.db.query("notices").take(1_000));
  return notices.filter(({ explainedUserId }) => explainedUserId !== undefined);
}
