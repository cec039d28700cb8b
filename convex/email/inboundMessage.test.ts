import { describe, expect, it } from "vitest";
import { classify, findReplyToken, normaliseHeaders, type Recipients } from "./inboundMessage";
import { replyAddressOf } from "./replyAddress";

const DOMAIN = "inbound.acme.com";
const tokenOf = (digit: string) => digit.repeat(26);
const addressOf = (digit: string) => replyAddressOf(tokenOf(digit), DOMAIN);

describe("received headers", () => {
  it("become lists under lower-case names, whatever shape they came in", () => {
    const headers = normaliseHeaders({
      Subject: "Hi",
      received: ["by a", "by b"],
      "Authentication-Results": '["first; dmarc=pass","second; dmarc=fail"]',
      "X-Folded": "one\r\n two",
    });
    expect(headers.get("subject")).toEqual(["Hi"]);
    expect(headers.get("received")).toEqual(["by a", "by b"]);
    expect(headers.get("authentication-results")).toEqual([
      "first; dmarc=pass",
      "second; dmarc=fail",
    ]);
    expect(headers.get("x-folded")).toEqual(["one two"]);
  });

  it("that differ only in case are one header", () => {
    expect(normaliseHeaders({ "X-A": "1", "x-a": "2" }).get("x-a")).toEqual(["1", "2"]);
  });

  it("in square brackets stay as they are unless they are a list of strings", () => {
    const headers = normaliseHeaders({ a: "[External] hello]", b: "[1,2]", c: "[image]" });
    expect([...headers.values()].flat()).toEqual(["[External] hello]", "[1,2]", "[image]"]);
  });

  it("that hold no text are left out, and no headers are no error", () => {
    expect(normaliseHeaders({ a: 1, b: null, c: [2, "x"], d: {} })).toEqual(
      new Map([["c", ["x"]]]),
    );
    expect(normaliseHeaders(null).size).toBe(0);
    expect(normaliseHeaders(undefined).size).toBe(0);
  });
});

describe("the reply token of a received email", () => {
  const nowhere: Recipients = { receivedFor: [], to: [], cc: [], bcc: [], headers: new Map() };
  const everywhere: Recipients = {
    receivedFor: [addressOf("0")],
    to: [addressOf("1")],
    cc: [addressOf("2")],
    bcc: [addressOf("3")],
    headers: normaliseHeaders({
      "X-Forwarded-To": addressOf("8"),
      "X-Envelope-To": addressOf("7"),
      "Envelope-To": addressOf("6"),
      "X-Original-To": addressOf("5"),
      "Delivered-To": addressOf("4"),
    }),
  };

  it("is looked for in the envelope, To, Cc, Bcc and relays' notes, in this order", () => {
    const found: (string | null)[] = [];
    let left = everywhere;
    const take = () => found.push(findReplyToken(left, DOMAIN));
    take();
    for (const field of ["receivedFor", "to", "cc", "bcc"] as const) {
      left = { ...left, [field]: [] };
      take();
    }
    const headers = new Map(left.headers);
    for (const name of ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"]) {
      headers.delete(name);
      left = { ...left, headers };
      take();
    }
    expect(found).toEqual([..."012345678"].map(tokenOf));
  });

  it("is found with a display name, in a list and in any case", () => {
    const value = `"Website, relaunch" <${addressOf("a").toUpperCase()}>`;
    expect(findReplyToken({ ...nowhere, to: [value] }, DOMAIN)).toBe(tokenOf("a"));
    const list = `Ann <ann@acme.com>, ${addressOf("b")}; x@y.io`;
    expect(findReplyToken({ ...nowhere, cc: [list] }, DOMAIN)).toBe(tokenOf("b"));
  });

  it("is never taken from another domain, from References or from Message-ID", () => {
    const foreign = replyAddressOf(tokenOf("a"), "evil.example");
    expect(findReplyToken({ ...nowhere, to: [foreign] }, DOMAIN)).toBeNull();
    const headers = normaliseHeaders({
      References: `<${addressOf("a")}>`,
      "In-Reply-To": `<${addressOf("a")}>`,
      "Message-ID": `<${addressOf("a")}>`,
      "Reply-To": addressOf("a"),
    });
    expect(findReplyToken({ ...nowhere, headers }, DOMAIN)).toBeNull();
  });
});

describe("the kind of sender", () => {
  function kindOf(
    headers: Record<string, unknown>,
    rest: { from?: string | null; subject?: string; returnPath?: string } = {},
  ) {
    return classify({
      headers: normaliseHeaders(headers),
      from: "bob@acme.example",
      subject: "Re: New messages in Website",
      ownAddresses: ["notifications@acme.com", `@${DOMAIN}`],
      ...rest,
    });
  }

  it.each([
    ["an ordinary reply", {}],
    ["a reply out of Exchange", { "X-Auto-Response-Suppress": "All" }],
    ["Auto-Submitted: no", { "Auto-Submitted": "no" }],
    ["Auto-Submitted: No with a comment", { "Auto-Submitted": " No ; x" }],
    ["an empty Auto-Submitted", { "Auto-Submitted": "" }],
    ["X-Autoreply: no", { "X-Autoreply": "no" }],
    ["Precedence: list without a List-Id", { Precedence: "list" }],
    ["a List-Id without Precedence", { "List-Id": "<x.acme.example>" }],
    ["Precedence: first-class", { Precedence: "first-class" }],
    ["multipart/mixed", { "Content-Type": "multipart/mixed; report-type=delivery-status" }],
    ["an empty Return-Path of a person", { "Return-Path": "<>" }],
  ])("%s is human", (_what, headers) => {
    expect(kindOf(headers)).toBe("human");
  });

  it("words of machines further on in a subject are human", () => {
    expect(kindOf({}, { subject: "Re: Automatic reply: away" })).toBe("human");
    expect(kindOf({}, { subject: "Re: New messages in Out of Office" })).toBe("human");
    expect(kindOf({}, { subject: "Automobile" })).toBe("human");
  });

  it.each([
    ["Auto-Submitted: auto-replied", { "Auto-Submitted": "auto-replied; owner-email=x" }],
    ["Auto-Submitted: auto-generated", { "auto-submitted": "Auto-Generated" }],
    ["X-Autoreply: yes", { "X-Autoreply": "yes" }],
    ["X-Autorespond", { "X-Autorespond": "vacation" }],
    ["X-Auto-Reply-From", { "X-Auto-Reply-From": "bob@acme.example" }],
    ["X-Mail-Autoreply", { "X-Mail-Autoreply": "1" }],
    ["X-Autogenerated", { "X-Autogenerated": "Reply" }],
    ["an Exchange inbox rule", { "X-MS-Exchange-Inbox-Rules-Loop": "bob@acme.example" }],
    ["Precedence: auto_reply", { Precedence: "auto_reply" }],
    ["Precedence: bulk", { Precedence: "Bulk" }],
    ["Precedence: junk", { Precedence: "junk" }],
    ["an abuse report", { "Content-Type": 'multipart/report; report-type="feedback-report"' }],
  ])("%s is an auto-reply", (_what, headers) => {
    expect(kindOf(headers)).toBe("autoReply");
  });

  it.each([
    "Automatic reply: New messages in Website",
    "Automatische Antwort: New messages",
    "Abwesenheitsnotiz: Urlaub",
    "Réponse automatique : absent",
    "Respuesta automática: fuera",
    "Resposta automática: férias",
    "Fuori sede: ferie",
    "Frånvaro",
    "Auto: away",
    "自動返信: 不在",
    "不在のお知らせ",
  ])("a subject that starts as %s is an auto-reply", (subject) => {
    expect(kindOf({}, { subject })).toBe("autoReply");
  });

  it("a read receipt is one, in spite of its other headers", () => {
    const type = 'multipart/report; boundary="x"; Report-Type="disposition-notification"';
    expect(kindOf({ "Content-Type": type, "Auto-Submitted": "auto-replied" })).toBe("readReceipt");
  });

  it("a delivery report, failed recipients and a daemon's empty sender are bounces", () => {
    const type = "multipart/report; report-type=delivery-status; boundary=x";
    expect(kindOf({ "Content-Type": type, "Auto-Submitted": "auto-replied" })).toBe("bounce");
    expect(kindOf({ "X-Failed-Recipients": "x@y.io" })).toBe("bounce");
    const from = "MAILER-DAEMON@mx.example";
    expect(kindOf({ "Return-Path": "<>" }, { from })).toBe("bounce");
    expect(kindOf({}, { from, returnPath: "" })).toBe("bounce");
    expect(kindOf({}, { from: "postmaster@x.io", subject: "Undeliverable: Hi" })).toBe("bounce");
  });

  it("a postmaster who writes as a person is human", () => {
    expect(kindOf({}, { from: "postmaster@x.io" })).toBe("human");
    expect(kindOf({}, { subject: "Undeliverable parcels, what now?" })).toBe("human");
  });

  it("what comes from ourselves is a loop", () => {
    expect(kindOf({}, { from: "Notifications@acme.com" })).toBe("loop");
    expect(kindOf({}, { from: addressOf("a") })).toBe("loop");
    expect(kindOf({ "X-Anteroom-Outbound": "1", "Auto-Submitted": "auto-generated" })).toBe("loop");
    expect(kindOf({}, { from: `bob@x.${DOMAIN}` })).toBe("human");
    expect(kindOf({}, { from: null })).toBe("human");
  });

  it("Precedence: list with a List-Id is a list", () => {
    expect(kindOf({ Precedence: "list", "List-Id": "<x.acme.example>" })).toBe("list");
  });
});
