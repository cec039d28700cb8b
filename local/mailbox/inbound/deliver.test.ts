import { Resend } from "resend";
import { Webhook, WebhookVerificationError } from "svix";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  startTestMailbox,
  TEST_API_KEY,
  TEST_WEBHOOK_SECRET,
  type SeenWebhook,
  type TestMailbox,
} from "../../testing.ts";

let box: TestMailbox;
let resend: Resend;
let emailId: string;

beforeEach(async () => {
  box = await startTestMailbox();
  box.clock.set(Date.now());
  resend = new Resend(TEST_API_KEY, { baseUrl: `${box.url}/mail/api` });
  const { data } = await resend.emails.send({
    from: "Northwind Studio <notifications@northwind.example>",
    to: "Bob <bob@acme.example>",
    subject: "New messages in Acme",
    text: "Anna: hello",
    html: "<p>Anna: hello</p>",
    replyTo: "r1token@inbound.northwind.example",
  });
  emailId = data?.id ?? "";
});
afterEach(() => box.close());

type Delivered = { receivedId: string; answers: { status: number | null }[] };

async function post(action: string, body: object, headers: Record<string, string> = {}) {
  return fetch(`${box.url}/mail/actions/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

async function reply(more: object = {}): Promise<Delivered> {
  const answer = await post("reply", {
    emailId,
    from: "Bob <bob@acme.example>",
    text: "Fine with me",
    ...more,
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Delivered;
}

function verify({ headers, body }: SeenWebhook) {
  return new Webhook(TEST_WEBHOOK_SECRET).verify(body, headers);
}

describe("answering an email", () => {
  test("the app is told with a valid signature and without the body", async () => {
    const { receivedId, answers } = await reply();
    expect(answers).toMatchObject([{ status: 200 }]);
    expect(box.seen).toHaveLength(1);
    const event = verify(box.seen[0]!) as { type: string; data: Record<string, unknown> };
    expect(event.type).toBe("email.received");
    expect(event.data).toMatchObject({
      email_id: receivedId,
      from: "Bob <bob@acme.example>",
      received_for: ["r1token@inbound.northwind.example"],
      subject: "Re: New messages in Acme",
    });
    expect(JSON.stringify(event)).not.toContain("Fine with me");
  });

  test("the SDK fetches its text, headers and files; a link is good for an hour only", async () => {
    const file = { filename: "plan.txt", contentType: "text/plain", content: btoa("the plan") };
    const { receivedId } = await reply({ style: "gmail", files: [file] });
    const { data: email } = await resend.emails.receiving.get(receivedId, { html_format: "cid" });
    expect(email?.text).toContain("Fine with me");
    expect(email?.html).toContain("gmail_quote");
    expect(email?.headers?.["in-reply-to"]).toContain("amazonses.com");
    expect(email?.attachments).toMatchObject([{ filename: "plan.txt", size: 8 }]);
    const { data: files } = await resend.emails.receiving.attachments.list({ emailId: receivedId });
    const link = files?.data[0]?.download_url ?? "";
    expect(await (await fetch(link)).text()).toBe("the plan");
    expect((await fetch(link.replace(/signature=./, "signature=x"))).status).toBe(404);
    box.clock.set(box.clock.now() + 61 * 60_000);
    expect((await fetch(link)).status).toBe(404);
  });

  test("delivered twice is one event under one id", async () => {
    const { answers } = await reply({ way: "twice" });
    expect(answers).toHaveLength(2);
    const ids = box.seen.map(({ headers }) => headers["svix-id"]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(box.mailbox.store.list({ kind: "received" })).toHaveLength(1);
  });

  test.each(["wrongSignature", "oldTimestamp"])("%s does not verify", async (way) => {
    await reply({ way });
    expect(box.seen).toHaveLength(1);
    expect(() => verify(box.seen[0]!)).toThrow(WebhookVerificationError);
  });

  test("an app that does not answer 200 is shown as it answered", async () => {
    box.answer.status = 401;
    const { answers, receivedId } = await reply();
    expect(answers).toMatchObject([{ status: 401 }]);
    expect(box.mailbox.store.received(receivedId)?.status).toBe("answered 401");
  });

  test("anybody may be tried as the sender, but a line break may not", async () => {
    await reply({ from: "Mallory <mallory@elsewhere.example>" });
    const event = JSON.parse(box.seen[0]!.body) as { data: { from: string } };
    expect(event.data.from).toBe("Mallory <mallory@elsewhere.example>");
    const refused = await post("reply", { emailId, from: "a@b.example\r\nX: y", text: "" });
    expect(refused.status).toBe(400);
    expect(box.seen).toHaveLength(1);
  });

  test("a pasted source goes to whoever stands in To", async () => {
    const raw = "From: bob@acme.example\nTo: r1token@inbound.northwind.example\nSubject: Hi\n\nYes";
    const answer = await post("raw", { raw });
    const { receivedId } = (await answer.json()) as Delivered;
    const { data } = await resend.emails.receiving.get(receivedId);
    expect(data).toMatchObject({ received_for: ["r1token@inbound.northwind.example"] });
    expect(data?.text?.trim()).toBe("Yes");
  });
});

describe("the page's other requests", () => {
  test("the verdict is undecided until the app has decided", async () => {
    const ask = async () => (await fetch(`${box.url}/mail/actions/verdict/in1`)).json();
    expect(await ask()).toEqual({ verdict: null, decided: false });
    const row = { reason: null, roomName: null, receivedTime: 1, text: null };
    box.verdicts.set("in1", { ...row, state: "received" });
    expect(await ask()).toMatchObject({ decided: false });
    box.verdicts.set("in1", { ...row, state: "held", reason: "sender" });
    expect(await ask()).toMatchObject({ decided: true, verdict: { state: "held" } });
  });

  test("an email that the app refused at its door gets no verdict any more", async () => {
    box.answer.status = 400;
    const { receivedId } = await reply({ way: "wrongSignature" });
    const verdict = await (await fetch(`${box.url}/mail/actions/verdict/${receivedId}`)).json();
    expect(verdict).toEqual({ verdict: null, decided: true });
  });

  test("the digest is started on request and says how many were queued", async () => {
    expect(await (await post("digest", {})).json()).toEqual({ queued: 3 });
  });

  test("a page of another origin can start nothing, nor can a form without JSON", async () => {
    const foreign = await post("digest", {}, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    const form = await post("digest", {}, { "content-type": "text/plain" });
    expect(form.status).toBe(415);
    const own = await post("digest", {}, { origin: box.url });
    expect(own.status).toBe(200);
  });
});
