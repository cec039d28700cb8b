import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestMailbox, TEST_API_KEY, type TestMailbox } from "../../testing.ts";

let box: TestMailbox;
beforeEach(async () => {
  box = await startTestMailbox();
});
afterEach(() => box.close());

async function send(more: object = {}): Promise<string> {
  const answer = await fetch(`${box.url}/mail/api/emails`, {
    method: "POST",
    headers: { authorization: `Bearer ${TEST_API_KEY}` },
    body: JSON.stringify({
      from: "Northwind <n@northwind.example>",
      to: "Bob <bob@acme.example>",
      reply_to: "r1@inbound.example",
      subject: "Hello <b>Bob</b>",
      text: "plain & simple",
      html: "<script>alert(1)</script><p>rich</p>",
      headers: {
        "List-Unsubscribe": "<http://localhost/unsubscribe?token=t>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
      },
      ...more,
    }),
  });
  return ((await answer.json()) as { id: string }).id;
}

const get = (path: string) => fetch(`${box.url}${path}`);
const text = async (path: string) => (await get(path)).text();

describe("the mailbox page", () => {
  test("lists emails with what others wrote as text, never as markup", async () => {
    await send();
    const page = await text("/mail");
    expect(page).toContain("Hello &lt;b&gt;Bob&lt;/b&gt;");
    expect(page).not.toContain("<b>Bob</b>");
    expect(page).toContain("Send the digest now");
  });

  test("allows no inline script or style and nothing from elsewhere", async () => {
    const answer = await get("/mail");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    const page = await answer.text();
    expect(page).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\sstyle=|<style/);
  });

  test("shows each tab of an email", async () => {
    const id = await send();
    expect(await text(`/mail/m/${id}`)).toContain(`src="/mail/m/${id}/frame"`);
    expect(await text(`/mail/m/${id}?tab=text`)).toContain("plain &amp; simple");
    expect(await text(`/mail/m/${id}?tab=headers`)).toContain("List-Unsubscribe-Post");
    expect(await text(`/mail/m/${id}?tab=source`)).toContain("multipart/alternative");
    await box.pass(400);
    expect(await text(`/mail/m/${id}?tab=events`)).toContain("the app answered 200");
  });

  test("an email's own HTML runs no script and loads nothing", async () => {
    const frame = await get(`/mail/m/${await send()}/frame`);
    const policy = frame.headers.get("content-security-policy") ?? "";
    expect(policy).toMatch(/^sandbox /);
    expect(policy).not.toContain("allow-scripts");
    expect(policy).toContain("default-src 'none'");
    expect(await frame.text()).toContain("<p>rich</p>");
  });

  test("checks tell what is there and what is missing", async () => {
    const good = await text(`/mail/m/${await send()}`);
    expect(good.match(/class="ok"/g)).toHaveLength(5);
    expect(good).not.toContain('class="missing"');
    const bare = await text(`/mail/m/${await send({ html: null, headers: {}, reply_to: [] })}`);
    expect(bare.match(/class="missing"/g)).toHaveLength(4);
    expect(bare).toContain("the HTML part is missing");
  });

  test("the search narrows the list and says when nothing matches", async () => {
    await send({ subject: "Invoice" });
    await send({ subject: "Website" });
    const found = await text("/mail?q=invoice");
    expect(found).toContain("Invoice");
    expect(found).not.toContain("Website");
    expect(await text("/mail?q=zzz")).toContain("Nothing matches");
  });

  test("an email that is not there (any more) is a 404 page", async () => {
    const answer = await get("/mail/m/nothing");
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("not here");
  });

  test("a waiting page hears of a new email, or at last after 25 seconds", async () => {
    const version = box.mailbox.store.version;
    const waiting = get(`/mail/changes?since=${version}`);
    await send();
    const { version: next } = (await (await waiting).json()) as { version: number };
    expect(next).toBeGreaterThan(version);
    const settled = get(`/mail/changes?since=${box.mailbox.store.version}`);
    const answer = await Promise.race([settled, advanceUntil(settled)]);
    expect(answer?.status).toBe(200);
  });

  test("is refused under a foreign host name", async () => {
    const request = new Request(`${box.url}/mail`, { headers: { host: "evil.example" } });
    expect((await box.mailbox.handle(request))?.status).toBe(421);
  });

  test("the outbox gives tests whole emails by recipient", async () => {
    await send();
    await send({ to: "Sara <sara@acme.example>", subject: "For Sara" });
    const found = (await (await get("/mail/api/outbox?to=sara@acme")).json()) as object[];
    expect(found).toMatchObject([{ subject: "For Sara", payload: { text: "plain & simple" } }]);
    expect(await (await get("/mail/api/outbox?to=nobody")).json()).toEqual([]);
  });

  test("is well-formed where the script looks for its hooks", async () => {
    const page = await text(`/mail/m/${await send()}`);
    for (const hook of ["data-version", "data-live", "data-reply", "data-result", "data-notice"]) {
      expect(page).toContain(hook);
    }
    expect((await get("/mail/assets/mailbox.js")).headers.get("content-type")).toContain(
      "text/javascript",
    );
    expect((await get("/mail/assets/secrets.json")).status).toBe(404);
  });
});

/** Moves the clock second by second while the request is under way. */
async function advanceUntil(settled: Promise<Response>): Promise<null> {
  let isSettled = false;
  void settled.then(() => (isSettled = true));
  while (!isSettled) {
    await box.clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return new Promise(() => {});
}
