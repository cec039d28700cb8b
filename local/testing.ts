/** For tests: a real HTTP server around a fetch-style handler, and a mailbox with an app behind it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ManualClock } from "../embedded/clock.ts";
import { sendResponse, toWebRequest } from "../embedded/http/nodeAdapter.ts";
import type { Verdict } from "./mailbox/actions.ts";
import { openMailbox, type Mailbox } from "./mailbox/mailbox.ts";

export type TestServer = { url: string; close: () => Promise<void> };

/** Serves `handle` on a free loopback port; a body that fails breaks the connection. */
export async function serve(handle: (request: Request) => Promise<Response>): Promise<TestServer> {
  const server = createServer((incoming, outgoing) => {
    const host = incoming.headers.host ?? "localhost";
    const { request } = toWebRequest(incoming, `http://${host}`, 20 * 1024 * 1024);
    handle(request)
      .then((response) => sendResponse(response, incoming, outgoing))
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the app behind the mailbox was told. */
export type SeenWebhook = { headers: Record<string, string>; body: string };

export type TestMailbox = TestServer & {
  mailbox: Mailbox;
  clock: ManualClock;
  seen: SeenWebhook[];
  /** The app's answer to webhooks; 200 until a test says otherwise. */
  answer: { status: number };
  verdicts: Map<string, Verdict>;
  /** Moves the clock and waits for the posts that this starts. */
  pass: (durationMs: number) => Promise<void>;
};

export const TEST_API_KEY = "re_test_key";
export const TEST_WEBHOOK_SECRET = `whsec_${Buffer.from("a secret for tests only").toString("base64")}`;

/** A mailbox on a port of its own whose `/webhooks/resend` is a recording app. */
export async function startTestMailbox(path = ":memory:"): Promise<TestMailbox> {
  const clock = new ManualClock();
  const seen: SeenWebhook[] = [];
  const answer = { status: 200 };
  const verdicts = new Map<string, Verdict>();
  const holder: { mailbox: Mailbox | null } = { mailbox: null };
  const server = await serve(async (request) => {
    if (new URL(request.url).pathname === "/webhooks/resend") {
      seen.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
      return new Response("ok", { status: answer.status });
    }
    return (await holder.mailbox?.handle(request)) ?? new Response("", { status: 404 });
  });
  const mailbox = openMailbox({
    path,
    apiKey: TEST_API_KEY,
    webhookSecret: TEST_WEBHOOK_SECRET,
    serverUrl: server.url,
    appUrl: server.url,
    assetsDir: join(import.meta.dirname, "mailbox", "page"),
    clock,
    sendDigest: () => Promise.resolve({ queued: 3 }),
    verdictOf: (id) => Promise.resolve(verdicts.get(id) ?? null),
  });
  holder.mailbox = mailbox;
  return {
    url: server.url,
    mailbox,
    clock,
    seen,
    answer,
    verdicts,
    async pass(durationMs) {
      await clock.advance(durationMs);
      await mailbox.webhooks.idle();
    },
    async close() {
      await mailbox.close();
      await server.close();
    },
  };
}
