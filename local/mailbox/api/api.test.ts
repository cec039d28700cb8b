import { Resend } from "resend";
import { Webhook } from "svix";
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

const EMAIL = {
  from: "Northwind Studio <notifications@northwind.example>",
  to: ["bob@acme.example"],
  subject: "New messages in Acme",
  html: "<p>Hello</p>",
  text: "Hello",
  replyTo: "r1@inbound.northwind.example",
  headers: { "List-Unsubscribe": "<http://localhost/unsubscribe?token=t>" },
};
const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  box = await startTestMailbox();
  resend = new Resend(TEST_API_KEY, { baseUrl: `${box.url}/mail/api` });
});
afterEach(() => box.close());

function verified({ headers, body }: SeenWebhook) {
  new Webhook(TEST_WEBHOOK_SECRET).verify(body, headers);
  return JSON.parse(body) as { type: string; data: Record<string, unknown> };
}

/** Long enough for both events, one after the other. */
async function settle(): Promise<void> {
  await box.pass(400);
  await box.pass(400);
}

/** svix checks signatures against the real time. */
function useRealTime(): void {
  box.clock.set(Date.now());
}

describe("sending", () => {
  test("an accepted email can be read back as it was sent", async () => {
    const { data } = await resend.emails.send(EMAIL);
    const { data: email } = await resend.emails.get(data?.id ?? "");
    expect(email).toMatchObject({
      from: EMAIL.from,
      to: EMAIL.to,
      subject: EMAIL.subject,
      html: EMAIL.html,
      text: EMAIL.text,
      reply_to: [EMAIL.replyTo],
      last_event: "queued",
    });
  });

  test("a wrong key and a missing one are refused, and nothing is kept", async () => {
    const stranger = new Resend("re_wrong", { baseUrl: `${box.url}/mail/api` });
    expect((await stranger.emails.send(EMAIL)).error?.name).toBe("invalid_api_key");
    const answer = await fetch(`${box.url}/mail/api/emails`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ name: "missing_api_key", statusCode: 401 });
    expect(box.mailbox.store.list({})).toEqual([]);
  });

  test.each([
    ["from", { ...EMAIL, from: "" }, "missing_required_field"],
    ["to", { ...EMAIL, to: [] }, "missing_required_field"],
    ["subject", { ...EMAIL, subject: "" }, "missing_required_field"],
    ["a body", { ...EMAIL, html: undefined, text: undefined }, "missing_required_field"],
    ["a real sender", { ...EMAIL, from: "nobody" }, "invalid_from_address"],
    [
      "real recipients",
      { ...EMAIL, to: ['"Bob\r\nX-Other: y" <bob@acme.example>'] },
      "validation_error",
    ],
  ])("an email without %s is refused with 422", async (_what, email, name) => {
    const { error } = await resend.emails.send(email as typeof EMAIL);
    expect(error).toMatchObject({ name, statusCode: 422 });
    expect(box.mailbox.store.list({})).toEqual([]);
  });

  test("the same key with the same body answers the first id and sends nothing twice", async () => {
    const first = await resend.emails.send(EMAIL, { idempotencyKey: "digest/1" });
    const again = await resend.emails.send(EMAIL, { idempotencyKey: "digest/1" });
    expect(first.data?.id).toBeTruthy();
    expect(again.data?.id).toBe(first.data?.id);
    expect(box.mailbox.store.list({})).toHaveLength(1);
  });

  test("the same key with another body is refused, after a day it is free again", async () => {
    await resend.emails.send(EMAIL, { idempotencyKey: "digest/1" });
    const changed = { ...EMAIL, subject: "Something else" };
    const refused = await resend.emails.send(changed, { idempotencyKey: "digest/1" });
    expect(refused.error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });
    box.clock.set(box.clock.now() + DAY_MS);
    const later = await resend.emails.send(changed, { idempotencyKey: "digest/1" });
    expect(later.error).toBeNull();
    expect(box.mailbox.store.list({})).toHaveLength(2);
  });

  test("a strict batch with a bad email sends none; a permissive one sends the good ones", async () => {
    const bad = { ...EMAIL, to: ["nowhere"] };
    const strict = await resend.batch.send([EMAIL, bad]);
    expect(strict.error?.name).toBe("validation_error");
    expect(box.mailbox.store.list({})).toHaveLength(0);
    const permissive = await resend.batch.send([EMAIL, bad], { batchValidation: "permissive" });
    expect(permissive.data?.data).toHaveLength(1);
    expect(permissive.data?.errors).toMatchObject([{ index: 1 }]);
    expect(box.mailbox.store.list({})).toHaveLength(1);
  });
});

describe("planned faults", () => {
  const plan = (faults: object[]) =>
    fetch(`${box.url}/mail/actions/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ faults }),
    });

  test("a rate limit and a server error refuse one send each and keep nothing", async () => {
    await plan([{ kind: "rateLimit", retryAfterSeconds: 7 }, { kind: "serverError" }]);
    const limited = await resend.emails.send(EMAIL);
    expect(limited.error).toMatchObject({ name: "rate_limit_exceeded", statusCode: 429 });
    expect(limited.headers?.["retry-after"]).toBe("7");
    const broken = await resend.emails.send(EMAIL);
    expect(broken.error).toMatchObject({ name: "internal_server_error", statusCode: 500 });
    expect(box.mailbox.store.list({})).toHaveLength(0);
    expect((await resend.emails.send(EMAIL)).error).toBeNull();
  });

  test("a connection that breaks after accepting looks like no answer; the retry sends no second", async () => {
    await plan([{ kind: "dropAfterAccept" }]);
    const doubtful = await resend.emails.send(EMAIL, { idempotencyKey: "digest/2" });
    expect(doubtful.error).toMatchObject({ name: "application_error", statusCode: null });
    const retried = await resend.emails.send(EMAIL, { idempotencyKey: "digest/2" });
    expect(retried.data?.id).toBe(box.mailbox.store.list({})[0]?.id);
    expect(box.mailbox.store.list({})).toHaveLength(1);
  });
});

describe("events after a send", () => {
  test("sent and delivered are told with signatures that the real library accepts", async () => {
    useRealTime();
    const { data } = await resend.emails.send(EMAIL);
    expect(box.seen).toHaveLength(0);
    await settle();
    const events = box.seen.map(verified);
    expect(events.map(({ type }) => type)).toEqual(["email.sent", "email.delivered"]);
    expect(events[0]?.data).toMatchObject({ email_id: data?.id, to: EMAIL.to });
    expect(events[0]?.data["message_id"]).toMatch(/^<.+@eu-west-1\.amazonses\.com>$/);
    expect((await resend.emails.get(data?.id ?? "")).data?.last_event).toBe("delivered");
  });

  test.each([
    ["bounced+bob@acme.example", "email.bounced", { bounce: { type: "Permanent" } }],
    ["complained@acme.example", "email.complained", {}],
    ["suppressed@acme.example", "email.suppressed", { suppressed: {} }],
    ["Bob <delayed@acme.example>", "email.delivery_delayed", {}],
  ])("mail to %s ends with %s", async (to, type, detail) => {
    useRealTime();
    await resend.emails.send({ ...EMAIL, to: [to] });
    await settle();
    const events = box.seen.map(verified);
    expect(events.map((event) => event.type)).toEqual(["email.sent", type]);
    expect(events[1]?.data).toMatchObject(detail);
  });

  test("an event that the app does not take comes again under the same id, a taken one does not", async () => {
    box.answer.status = 500;
    await resend.emails.send(EMAIL);
    await box.pass(400);
    expect(box.seen).toHaveLength(1);
    box.answer.status = 200;
    await box.pass(10_000);
    const ids = box.seen.map(({ headers }) => headers["svix-id"]);
    expect(ids).toHaveLength(3);
    expect(ids.filter((id) => id === ids[0])).toHaveLength(2);
    await box.pass(60 * 60_000);
    expect(box.seen).toHaveLength(3);
  });
});
