/** What a good notification email has; the page shows which of it is there. */
import type { SentEmail } from "../types.ts";
import { bareAddress } from "../inbound/parse.ts";

export type Check = { ok: boolean; label: string; detail: string };

/** Gmail hides what comes after about 102 kB behind a link. */
const GMAIL_CLIP_BYTES = 102 * 1024;

/** Looks at one sent email. */
export function checkEmail({ payload }: SentEmail): Check[] {
  return [
    bothParts(payload.html, payload.text),
    unsubscribePair(payload.headers),
    replyAddress(payload.reply_to, payload.from),
    {
      ok: header(payload.headers, "Auto-Submitted") === "auto-generated",
      label: "Says that a machine wrote it",
      detail: "Auto-Submitted: auto-generated keeps answering machines quiet (RFC 3834)",
    },
    {
      ok: Buffer.byteLength(payload.html ?? "") < GMAIL_CLIP_BYTES,
      label: "Short enough",
      detail: `${Math.ceil(Buffer.byteLength(payload.html ?? "") / 1024)} kB of HTML; Gmail cuts at 102 kB`,
    },
  ];
}

function bothParts(htmlPart: string | null, textPart: string | null): Check {
  const missing = htmlPart === null ? "the HTML part is missing" : "the text part is missing";
  const ok = htmlPart !== null && textPart !== null;
  return { ok, label: "HTML and text", detail: ok ? "both parts are there" : missing };
}

/** RFC 8058: both headers, and an address that takes the POST. */
function unsubscribePair(headers: Record<string, string>): Check {
  const link = /<(https?:[^>]+)>/.exec(header(headers, "List-Unsubscribe") ?? "")?.[1];
  const oneClick = header(headers, "List-Unsubscribe-Post") === "List-Unsubscribe=One-Click";
  const ok = link !== undefined && oneClick;
  return { ok, label: "One-click unsubscribe", detail: link ?? "no List-Unsubscribe address" };
}

function replyAddress(replyTo: string[], from: string): Check {
  const address = bareAddress(replyTo[0] ?? "");
  const ok = address !== "" && address !== bareAddress(from);
  return { ok, label: "Can be answered", detail: address || "no Reply-To address" };
}

function header(headers: Record<string, string>, name: string): string | undefined {
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return entry?.[1];
}
