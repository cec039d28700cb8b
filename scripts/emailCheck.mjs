/**
 * `npm run email:check`: looks at the set-up of email and says in words what is missing. It sends nothing,
 * unless `--to ADDRESS` asks for one test email.
 */
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs, parseEnv } from "node:util";

const TIMEOUT_MS = 10_000;
const ADDRESS = /^(?:[^<>]*<)?[^\s<>@]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)>?$/i;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const SECRET = /^whsec_[A-Za-z0-9+/]{16,}={0,2}$/;

/** @typedef {{ kind: "good" | "bad" | "note", text: string }} Finding */

/**
 * What the environment's variables say, without asking anybody.
 * @param {Record<string, string | undefined>} env
 * @returns {Finding[]}
 */
export function checkVariables(env) {
  return [
    checkKey(env.RESEND_API_KEY),
    checkSecret(env.RESEND_WEBHOOK_SECRET),
    checkFrom(env.EMAIL_FROM),
    checkInbound(env.INBOUND_DOMAIN, env.EMAIL_FROM),
    checkAddress(env.APP_URL),
    env.INBOUND_AUTHSERV_ID
      ? good(`INBOUND_AUTHSERV_ID: sender checks of ${env.INBOUND_AUTHSERV_ID} are believed.`)
      : note(
          "INBOUND_AUTHSERV_ID is not set: SPF, DKIM and DMARC of answers are not looked at, so a forged sender is not noticed.",
        ),
  ];
}

const good = (text) => ({ kind: "good", text });
const bad = (text) => ({ kind: "bad", text });
const note = (text) => ({ kind: "note", text });

function checkKey(key) {
  if (!key) return bad("RESEND_API_KEY is not set: emails stay in the local mailbox.");
  if (!key.startsWith("re_"))
    return bad("RESEND_API_KEY does not look like one: they begin with re_.");
  return good("RESEND_API_KEY is set.");
}

function checkSecret(secret) {
  if (!secret) {
    return bad(
      "RESEND_WEBHOOK_SECRET is not set: make a webhook to <APP_URL>/webhooks/resend at Resend and copy its signing secret.",
    );
  }
  if (!SECRET.test(secret)) {
    return bad("RESEND_WEBHOOK_SECRET does not look like one: they begin with whsec_.");
  }
  return good("RESEND_WEBHOOK_SECRET is set.");
}

/** The domain after the @ of `Name <a@b>` or `a@b`, lower-case; null when it is no address. */
export function domainOf(from) {
  return ADDRESS.exec((from ?? "").trim())?.[1]?.toLowerCase() ?? null;
}

function checkFrom(from) {
  if (!from) return bad('EMAIL_FROM is not set, such as "Studio <notifications@studio.com>".');
  const domain = domainOf(from);
  if (domain === null) return bad(`EMAIL_FROM is no email address: ${from}`);
  if (/(^|\.)(example|test|invalid|localhost)$|(^|\.)example\.(com|net|org)$/.test(domain)) {
    return bad(`EMAIL_FROM is at ${domain}, which exists for examples only.`);
  }
  return good(`EMAIL_FROM sends from ${domain}.`);
}

function checkInbound(domain, from) {
  if (!domain) {
    return bad(
      "INBOUND_DOMAIN is not set: answers by email need a domain that Resend receives for.",
    );
  }
  if (!DOMAIN.test(domain)) return bad(`INBOUND_DOMAIN is no domain: ${domain}`);
  if (domain.toLowerCase() === domainOf(from)) {
    return note(
      `INBOUND_DOMAIN is the domain that you send from. If people have mailboxes there, take a subdomain: its mail goes to Resend.`,
    );
  }
  return good(`INBOUND_DOMAIN takes answers at ${domain}.`);
}

function checkAddress(address) {
  if (!address) return bad("APP_URL is not set: links in emails need the app's public address.");
  if (!URL.canParse(address)) return bad(`APP_URL is no address: ${address}`);
  const { protocol, hostname } = new URL(address);
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) {
    return bad(`APP_URL is ${address}: links in emails would lead to the reader's own computer.`);
  }
  if (protocol !== "https:") return bad(`APP_URL must begin with https://: ${address}`);
  return good(`APP_URL is ${address}.`);
}

/**
 * What Resend says of the domain that is sent from. Sends nothing.
 * @param {Record<string, string | undefined>} env
 * @param {typeof fetch} ask
 * @returns {Promise<Finding[]>}
 */
export async function checkProvider(env, ask) {
  const domain = domainOf(env.EMAIL_FROM);
  if (!env.RESEND_API_KEY || domain === null) return [];
  const { status, body } = await request(env, ask, "GET", "/domains");
  if (status === null) return [note(`Resend could not be asked: ${body}`)];
  if (status === 401 && /restricted/i.test(JSON.stringify(body))) {
    return [note("The key may only send, so the domain could not be looked up.")];
  }
  if (status !== 200) return [bad(`Resend refuses the key (HTTP ${status}).`)];
  const found = (body?.data ?? []).find(({ name }) => name?.toLowerCase() === domain);
  if (found === undefined)
    return [bad(`Resend knows no domain ${domain}: add and verify it there.`)];
  return [
    found.status === "verified"
      ? good(`Resend has verified ${domain}.`)
      : bad(`Resend has not verified ${domain} yet (${found.status}).`),
  ];
}

/**
 * Sends one test email.
 * @param {Record<string, string | undefined>} env
 * @param {string} to
 * @param {typeof fetch} ask
 * @returns {Promise<Finding>}
 */
export async function sendTest(env, to, ask) {
  const { status, body } = await request(env, ask, "POST", "/emails", {
    from: env.EMAIL_FROM,
    to: [to],
    subject: "A test email of Anteroom",
    text: "Email works. Nobody needs to answer this.\n",
  });
  if (status === 200) return good(`A test email is on its way to ${to}.`);
  return bad(
    `The test email was not taken: ${status ?? "no answer"} ${body?.message ?? body ?? ""}`,
  );
}

async function request(env, ask, method, path, content) {
  const base = (env.RESEND_BASE_URL || "https://api.resend.com").replace(/\/+$/, "");
  try {
    const answer = await ask(base + path, {
      method,
      headers: {
        authorization: `Bearer ${env.RESEND_API_KEY}`,
        "content-type": "application/json",
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch (error) {
    return { status: null, body: error.cause?.code ?? error.message };
  }
}

const MARKS = { good: "✓", bad: "✗", note: "·" };

/**
 * The command: prints the findings. @returns the exit code, 1 when something is missing.
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @param {(line: string) => void} print
 */
export async function emailCheck(args, env, print, ask = fetch) {
  const { values } = parseArgs({ args, options: { to: { type: "string" } } });
  const findings = [...checkVariables(env), ...(await checkProvider(env, ask))];
  const isReady = !findings.some(({ kind }) => kind === "bad");
  if (values.to !== undefined) {
    findings.push(
      isReady
        ? await sendTest(env, values.to, ask)
        : note("No test email was sent: put the above right first."),
    );
  }
  for (const { kind, text } of findings) print(`  ${MARKS[kind]} ${text}`);
  return findings.some(({ kind }) => kind === "bad") ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await emailCheck(process.argv.slice(2), variables(), console.log);
}

/** As at a start: those of the process, and beneath them those of the .env file. */
function variables() {
  const file = process.env.ANTEROOM_ENV_FILE || ".env";
  const kept = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  return { ...kept, ...process.env };
}
