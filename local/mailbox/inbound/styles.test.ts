import { describe, expect, test } from "vitest";
import type { SentEmail } from "../types.ts";
import { parseReceived } from "./parse.ts";
import { REPLY_STYLES, type Reply, type ReplyStyle } from "./reply.ts";
import { writeReply } from "./styles.ts";

const original: SentEmail = {
  id: "e1",
  position: 1,
  kind: "sent",
  time: Date.UTC(2026, 2, 4, 18, 42),
  from: "Northwind Studio <notifications@northwind.example>",
  to: ["Bob Berg <bob@acme.example>"],
  subject: "New messages in Acme – website",
  status: "delivered",
  messageId: "<ses-1@eu-west-1.amazonses.com>",
  payload: {
    from: "Northwind Studio <notifications@northwind.example>",
    to: ["Bob Berg <bob@acme.example>"],
    cc: [],
    bcc: [],
    reply_to: ["Acme – website <r7k3@inbound.northwind.example>"],
    subject: "New messages in Acme – website",
    html: "<html><body><p>Anna: the draft is ready</p></body></html>",
    text: "Anna: the draft is ready\n",
    headers: { References: "<room-1@northwind.example>" },
    tags: [],
    attachments: [],
  },
};

function write(style: ReplyStyle, more: Partial<Reply> = {}) {
  const reply: Reply = {
    original,
    from: "Bob Berg <bob@acme.example>",
    cc: [],
    text: "Looks good!\nShip it.",
    style,
    files: [],
    time: Date.UTC(2026, 2, 4, 19, 0),
    messageId: "<reply-1@acme.example>",
    ...more,
  };
  return parseReceived(writeReply(reply));
}

describe("an answer in any program's way", () => {
  test.each(REPLY_STYLES)(
    "%s goes to the reply address and names what it answers",
    async (style) => {
      const email = await write(style);
      expect(email.to).toEqual(["Acme – website <r7k3@inbound.northwind.example>"]);
      expect(email.headers["in-reply-to"]).toBe(original.messageId);
      expect(email.headers["references"]).toContain("<room-1@northwind.example>");
      expect(email.headers["references"]).toContain(original.messageId);
    },
  );

  test.each(["gmail", "outlook", "iphone", "bottomPost", "plain"] as const)(
    "%s comes from the writer, holds their text and is not marked as automatic",
    async (style) => {
      const email = await write(style);
      expect(email.from).toBe("Bob Berg <bob@acme.example>");
      expect(email.subject).toBe("Re: New messages in Acme – website");
      expect(email.text).toContain("Looks good!\nShip it.");
      expect(email.headers["auto-submitted"]).toBeUndefined();
    },
  );

  test("each program quotes as it is known to", async () => {
    const gmail = await write("gmail");
    expect(gmail.html).toContain('class="gmail_quote gmail_quote_container"');
    expect(gmail.text).toContain(
      "On Wed, Mar 4, 2026 at 6:42 PM Northwind Studio <notifications@northwind.example> wrote:",
    );
    expect(gmail.text).toContain("> Anna: the draft is ready");
    const outlook = await write("outlook");
    expect(outlook.html).toContain("border-top:solid #E1E1E1 1.0pt");
    expect(outlook.text).toContain("From: Northwind Studio");
    const iphone = await write("iphone");
    expect(iphone.html).toContain('<blockquote type="cite">');
    expect(iphone.text).toContain("Sent from my iPhone");
    const bottom = await write("bottomPost");
    expect(bottom.text?.indexOf("> Anna")).toBeLessThan(bottom.text?.indexOf("Looks good!") ?? 0);
    expect((await write("plain")).text).not.toContain("Anna");
  });

  test("a forward says so in its subject", async () => {
    const email = await write("forward");
    expect(email.subject).toBe("Fwd: New messages in Acme – website");
    expect(email.text).toContain("Forwarded message");
  });

  test("an out-of-office is marked as automatic", async () => {
    const email = await write("outOfOffice");
    expect(email.headers["auto-submitted"]).toBe("auto-replied");
    expect(email.subject).toMatch(/^Automatic reply:/);
  });

  test("a bounce comes from the mailer daemon as a delivery status report", async () => {
    const email = await write("bounce");
    expect(email.from).toContain("mailer-daemon@acme.example");
    expect(email.headers["content-type"]).toContain("report-type=delivery-status");
    expect(email.headers["x-failed-recipients"]).toBe("bob@acme.example");
  });

  test("typed markup stays text in the HTML part", async () => {
    const email = await write("gmail", { text: "<b>1 < 2</b>" });
    expect(email.html).toContain("&lt;b&gt;1 &lt; 2&lt;/b&gt;");
  });
});
