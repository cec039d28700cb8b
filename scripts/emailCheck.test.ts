import { expect, test } from "vitest";
import { checkVariables, emailCheck } from "./emailCheck.mjs";

const GOOD = {
  RESEND_API_KEY: "re_123",
  RESEND_WEBHOOK_SECRET: "whsec_Y2xpZW50LWNoYXQtdGVzdC1zaWduaW5n",
  EMAIL_FROM: "Studio <notifications@studio-north.com>",
  INBOUND_DOMAIN: "inbound.studio-north.com",
  APP_URL: "https://chat.studio-north.com",
  INBOUND_AUTHSERV_ID: "amazonses.com",
};

type Call = { path: string; method: string; body: string | undefined };

/** A provider that answers each path as told, and keeps what it was asked. */
function provider(answers: Record<string, [number, unknown]>) {
  const calls: Call[] = [];
  const ask = (async (url: string, init: { method: string; body?: string }) => {
    const path = new URL(url).pathname;
    calls.push({ path, method: init.method, body: init.body });
    const [status, body] = answers[path] ?? [404, {}];
    return Response.json(body, { status });
  }) as unknown as typeof fetch;
  return { ask, calls };
}
const VERIFIED = {
  "/domains": [200, { data: [{ name: "studio-north.com", status: "verified" }] }],
} as const;

async function run(args: string[], env: Record<string, string | undefined>, ask: typeof fetch) {
  const lines: string[] = [];
  const code = await emailCheck(args, env, (line: string) => lines.push(line), ask);
  return { code, text: lines.join("\n") };
}

test("a whole set-up is good, and nothing is sent", async () => {
  const { ask, calls } = provider({ "/domains": [...VERIFIED["/domains"]] });
  const { code, text } = await run([], GOOD, ask);
  expect(text).not.toContain("✗");
  expect(code).toBe(0);
  expect(calls.map(({ method }) => method)).toEqual(["GET"]);
});

test.each([
  ["RESEND_API_KEY", undefined, "local mailbox"],
  ["RESEND_API_KEY", "123", "begin with re_"],
  ["RESEND_WEBHOOK_SECRET", "", "/webhooks/resend"],
  ["RESEND_WEBHOOK_SECRET", "secret", "whsec_"],
  ["EMAIL_FROM", undefined, "not set"],
  ["EMAIL_FROM", "somebody", "no email address"],
  ["EMAIL_FROM", "a@firm.example", "examples only"],
  ["INBOUND_DOMAIN", undefined, "answers by email"],
  ["INBOUND_DOMAIN", "not a domain", "no domain"],
  ["APP_URL", undefined, "public address"],
  ["APP_URL", "http://localhost:3210", "own computer"],
  ["APP_URL", "http://chat.studio-north.com", "https://"],
])("%s as %j is said to be wrong", (name, value, why) => {
  const wrong = checkVariables({ ...GOOD, [name]: value }).filter(({ kind }) => kind === "bad");
  expect(wrong).toHaveLength(1);
  expect(wrong[0]?.text).toContain(why);
});

test("an unverified or unknown domain and a refused key are said, without their secrets", async () => {
  for (const [answer, why] of [
    [[200, { data: [{ name: "studio-north.com", status: "pending" }] }], "not verified"],
    [[200, { data: [] }], "knows no domain"],
    [[403, { name: "invalid_api_key" }], "refuses the key"],
  ] as [[number, unknown], string][]) {
    const { code, text } = await run([], GOOD, provider({ "/domains": answer }).ask);
    expect(text).toContain(why);
    expect(text).not.toContain(GOOD.RESEND_API_KEY);
    expect(code).toBe(1);
  }
});

test("one test email goes only where --to says, and only from a good set-up", async () => {
  const answers = { ...VERIFIED, "/emails": [200, { id: "1" }] } as unknown as Record<
    string,
    [number, unknown]
  >;
  const ready = provider(answers);
  const { text } = await run(["--to", "me@studio-north.com"], GOOD, ready.ask);
  expect(text).toContain("on its way to me@studio-north.com");
  expect(ready.calls.filter(({ path }) => path === "/emails")).toHaveLength(1);
  const broken = provider(answers);
  await run(["--to", "me@studio-north.com"], { ...GOOD, APP_URL: "" }, broken.ask);
  expect(broken.calls.filter(({ path }) => path === "/emails")).toEqual([]);
});

test("without a network that is said, and nothing breaks", async () => {
  const ask = (async () => {
    throw new TypeError("fetch failed");
  }) as typeof fetch;
  const { code, text } = await run([], GOOD, ask);
  expect(text).toContain("could not be asked");
  expect(code).toBe(0);
});
