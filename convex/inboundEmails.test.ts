import { Webhook } from "svix";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import {
  type Mail,
  announce as announceFor,
  lastVerdict as verdictOf,
  receive as receiveFor,
  startInbound,
  storedEmails,
} from "./inbound.setup";
import { type Backend, type makePeople, makeRoom, messagesOf, send } from "./test.setup";

const START = Date.UTC(2026, 5, 1, 9, 0, 0);

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;
let replyTo: string;
let digestId: string;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(START);
  ({ t, people, roomId, replyTo, digestId } = await startInbound());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const receive = (mail?: Mail, svixId?: string, emailId?: string) =>
  receiveFor({ t, replyTo }, mail, svixId, emailId);
const announce = (emailId: string, svixId: string, secret?: string) =>
  announceFor(t, emailId, svixId, secret);
const stored = () => storedEmails(t);
const lastVerdict = () => verdictOf(t);

async function texts(): Promise<(string | null)[]> {
  return (await messagesOf(people.ana, roomId)).map(({ text }) => text).reverse();
}

describe("a reply (R11)", () => {
  test("becomes a message of its writer in that room, marked as coming by email", async () => {
    expect((await receive()).status).toBe(200);
    const [newest] = await messagesOf(people.ana, roomId);
    expect(newest).toMatchObject({
      text: "Yes, on Monday.",
      source: "email",
      author: { name: "Carla", side: "client" },
    });
  });

  test("keeps the quoted rest for its author and staff, and for nobody else", async () => {
    await people.ana.as.mutation(api.participants.add, {
      roomId,
      userIds: [people.omar.userId],
      confirmed: true,
    });
    await receive({
      text: "Yes, on Monday.\n\nOn Mon, 1 Jun 2026 at 09:00, Firm <notifications@firm.test> wrote:\n> Shall we start?",
    });
    for (const person of [people.ana, people.carla]) {
      const [newest] = await messagesOf(person, roomId);
      expect(newest?.text).toBe("Yes, on Monday.");
      expect(newest?.trimmed).toBe(true);
      const rest = await person.as.query(api.messages.trimmedText, {
        roomId,
        messageId: newest?.messageId ?? "",
      });
      expect(rest).toContain("Shall we start?");
    }
    const [seenByOmar] = await messagesOf(people.omar, roomId);
    expect(seenByOmar?.trimmed).toBe(false);
  });

  test("moves the read position to what the answered email held, not to what came later", async () => {
    await send(people.ana, roomId, "Something later");
    const [room] = await people.carla.as.query(api.rooms.list, {});
    expect(room?.unread).toBe(2);
    await receive({ headers: { references: `<digest-${digestId}@firm.test>` } });
    const [after] = await people.carla.as.query(api.rooms.list, {});
    expect(after?.readSeq).toBe(1);
    expect(after?.unread).toBe(1);
  });

  test("never carries its reader's own keys into the room: reply address and mute links", async () => {
    const muteUrl = "https://app.test/unsubscribe?token=00112233445566778899aabbcc";
    await receive({
      subject: "Fwd: New messages in Website",
      text: `Look.\n\n---------- Forwarded message ---------\nFrom: Firm <${replyTo}>\nDate: today\nSubject: New messages\n\nMute this room: ${muteUrl}&scope=all`,
    });
    const [newest] = await messagesOf(people.ana, roomId);
    const messageId = newest?.messageId ?? "";
    const rest = await people.ana.as.query(api.messages.trimmedText, { roomId, messageId });
    const everything = `${newest?.text}\n${rest ?? ""}`;
    expect(everything, "the forwarded part is there").toContain("Mute this room");
    expect(everything).not.toContain(replyTo);
    expect(everything).not.toContain("00112233445566778899aabbcc");
  });

  test("names each attachment that stayed behind, also without any text", async () => {
    await receive({ text: "", attachments: [{ filename: "plan.pdf", size: 2048 }] });
    expect((await texts()).at(-1)).toContain("plan.pdf");
  });
});

describe("at most once (G2, G11)", () => {
  test("the same webhook five times posts one message, each answered 2xx", async () => {
    await receive({}, "msg_same", "email-same");
    for (let again = 0; again < 4; again += 1) {
      expect((await receive({}, "msg_same", "email-same")).status).toBe(200);
    }
    expect(await texts()).toEqual(["Shall we start?", "Yes, on Monday."]);
  });

  test("the same email under a new webhook id, and under a new provider id, posts one message", async () => {
    await receive({ message_id: "<one@client.test>" }, "msg_a", "email-a");
    await receive({ message_id: "<one@client.test>" }, "msg_b", "email-a");
    await receive({ message_id: "<one@client.test>" }, "msg_c", "email-b");
    expect(await texts()).toEqual(["Shall we start?", "Yes, on Monday."]);
    expect(await lastVerdict()).toBe("ignored DUPLICATE");
  });
});

describe("posts nothing", () => {
  test.each([
    ["from a stranger", { from: "Eve <eve@elsewhere.test>" }, "held OTHER_SENDER"],
    ["from another participant", { from: "ana@firm.test" }, "held OTHER_SENDER"],
    [
      "with the owner only as display name",
      { from: '"carla@client.test" <eve@elsewhere.test>' },
      "held OTHER_SENDER",
    ],
    ["with two senders", { from: "<carla@client.test>, <eve@e.test>" }, "held OTHER_SENDER"],
    [
      "by an auto-responder",
      { headers: { "auto-submitted": "auto-replied" } },
      "ignored AUTOREPLY",
    ],
    [
      "that is a bounce",
      { headers: { "content-type": "multipart/report; report-type=delivery-status" } },
      "ignored BOUNCE",
    ],
    ["of our own", { headers: { "x-anteroom-outbound": "1" } }, "ignored LOOP"],
    ["that is empty", { text: "  \n" }, "held EMPTY"],
    ["that is too long", { text: "word ".repeat(3_000) }, "refused TOO_LONG"],
    [
      "to an address never issued",
      { to: ["r00000000000000000000000000@inbound.firm.test"], received_for: [] },
      "ignored UNKNOWN_ADDRESS",
    ],
  ])("an email %s", async (_what, mail, verdict) => {
    await receive(mail);
    expect(await texts()).toEqual(["Shall we start?"]);
    expect(await lastVerdict()).toBe(verdict);
  });

  test("in a room that its writer has left, and the old address stays dead when they come back", async () => {
    const { ana, carla } = people;
    await ana.as.mutation(api.participants.remove, { roomId, userId: carla.userId });
    await receive();
    expect(await lastVerdict()).toBe("refused NOT_A_PARTICIPANT");
    await ana.as.mutation(api.participants.add, { roomId, userIds: [carla.userId] });
    await receive();
    expect(await lastVerdict()).toBe("refused NOT_A_PARTICIPANT");
    expect(await texts()).toEqual(["Shall we start?"]);
  });

  test("in an archived room, and for somebody suspended", async () => {
    const { ana, carla } = people;
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: true });
    await receive();
    expect(await lastVerdict()).toBe("refused ROOM_ARCHIVED");
    await ana.as.mutation(api.rooms.setArchived, { roomId, archived: false });
    await t.run(async (ctx) => await ctx.db.patch("users", carla.userId, { state: "suspended" }));
    await receive();
    expect(await lastVerdict()).toBe("refused NOT_ACTIVE");
    expect(await texts()).toEqual(["Shall we start?"]);
  });
});

describe("the webhook", () => {
  async function post(headers: Record<string, string>, body = '{"type":"email.received"}') {
    const answer = await t.fetch("/webhooks/resend", { method: "POST", body, headers });
    return answer.status;
  }

  test("refuses what is not signed, wrongly signed, too old or from the future; nothing is stored", async () => {
    const secret = process.env["RESEND_WEBHOOK_SECRET"] ?? "";
    const signed = (at: Date, body: string) => ({
      "svix-id": "msg_1",
      "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
      "svix-signature": new Webhook(secret).sign("msg_1", at, body),
    });
    const body = '{"type":"email.received","data":{"email_id":"e"}}';
    const now = new Date(Date.now());
    expect(await post({})).toBe(400);
    expect(await post({ ...signed(now, body), "svix-signature": "v1," }, body)).toBe(400);
    expect(await post({ ...signed(now, body), "svix-id": "msg_2" }, body)).toBe(400);
    expect(await post(signed(now, body), `${body} `)).toBe(400);
    expect(await post(signed(new Date(Date.now() - 301_000), body), body)).toBe(400);
    expect(await post(signed(new Date(Date.now() + 301_000), body), body)).toBe(400);
    const foreign = await announce("e", "msg_1", "whsec_Zm9yZWlnbi1zZWNyZXQtZm9yZWlnbi1zZWNyZXQ=");
    expect(foreign.status).toBe(400);
    expect(await stored()).toEqual([]);
    expect(await post(signed(now, body), body)).toBe(200);
  });

  test("answers 503 without a secret, 400 to a signed body that is no event", async () => {
    const secret = process.env["RESEND_WEBHOOK_SECRET"] ?? "";
    const at = new Date(Date.now());
    for (const body of ["null", "[]", "not json", '{"type":"email.received"}']) {
      const headers = {
        "svix-id": "msg_1",
        "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
        "svix-signature": new Webhook(secret).sign("msg_1", at, body),
      };
      expect(await post(headers, body), body).toBe(400);
    }
    process.env["RESEND_WEBHOOK_SECRET"] = "";
    expect(await post({})).toBe(503);
    expect(await stored()).toEqual([]);
  });

  test("a permanent bounce stops mail to the address; a passing one does not", async () => {
    const event = (type: "Permanent" | "Transient") => ({
      emailId: "unknown yet",
      messageId: "<ses@provider.test>",
      tag: digestId,
      delivery: "bounced" as const,
      isFinal: type === "Permanent",
      reason: "mailbox full",
    });
    const carla = async () =>
      await t.run(async (ctx) => await ctx.db.get("users", people.carla.userId));
    await t.mutation(internal.deliveries.record, { webhookId: "w1", ...event("Transient") });
    expect((await carla())?.emailStopped).toBeUndefined();
    await t.mutation(internal.deliveries.record, { webhookId: "w2", ...event("Permanent") });
    expect((await carla())?.emailStopped).toBe("bounced");
  });
});

describe("unsubscribing from the email", () => {
  async function token(): Promise<string> {
    const rows = await t.run(async (ctx) => await ctx.db.query("unsubscribeTokens").collect());
    return rows.find(({ userId }) => userId === people.carla.userId)?.token ?? "";
  }
  const isMuted = async () =>
    (await people.carla.as.query(api.rooms.get, { roomId })).notify.level === "off";

  test("a GET changes nothing; the one-click POST mutes exactly that room", async () => {
    const other = await makeRoom(people.ana, [people.carla]);
    const path = `/unsubscribe?token=${await token()}`;
    const page = await t.fetch(path, { method: "GET" });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Website");
    expect(await isMuted()).toBe(false);
    const body = "List-Unsubscribe=One-Click";
    expect((await t.fetch(path, { method: "POST", body })).status).toBe(200);
    expect(await isMuted()).toBe(true);
    expect((await people.carla.as.query(api.rooms.get, { roomId: other })).notify.level).toBe(
      "all",
    );
    expect((await people.carla.as.query(api.users.viewer, {})).emailMuted).toBe(false);
  });

  test("the footer's other link mutes all email; an unknown token answers 404", async () => {
    const path = `/unsubscribe?token=${await token()}&scope=all`;
    expect((await t.fetch(path, { method: "POST" })).status).toBe(200);
    expect((await people.carla.as.query(api.users.viewer, {})).emailMuted).toBe(true);
    for (const method of ["GET", "POST"]) {
      const headers = { "Accept-Language": "de-AT,de;q=0.9,en;q=0.5" };
      const answer = await t.fetch("/unsubscribe?token=nonsense", { method, headers });
      expect(answer.status).toBe(404);
      // Nobody's link: the page speaks the browser's language.
      expect(await answer.text()).toContain('<html lang="de">');
    }
  });
});
