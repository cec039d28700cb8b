/** A piece of a message: plain text, or text that links to an allowed address. */
export type TextSegment =
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; href: string };

/** Starts of what may become a link; everything else stays text, whatever it looks like. */
const LINK_START = /https?:\/\/|www\.|mailto:|[\w.+-]{1,64}@(?=[\w-])/giu;
const LINK_END = /[\s<>"`]/u;
const LONGEST_LINK = 2_048;
const TRAILING_PUNCTUATION = new Set([
  ".",
  ",",
  ";",
  ":",
  "!",
  "?",
  "'",
  "*",
  "_",
  "~",
  "…",
  "’",
  "”",
]);
const CLOSERS = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);
/** Characters that turn the reading direction or vanish: they can make one address look like another. */
const DECEPTIVE = /[\p{Cc}\p{Cf}]/u;
const PLAIN_ADDRESS = /^[\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/iu;

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** Cuts punctuation that belongs to the sentence, and a bracket that was opened before the link. */
function withoutTrailing(candidate: string): string {
  const surplus = new Map<string, number>();
  for (const [closer, opener] of CLOSERS) {
    surplus.set(closer, count(candidate, closer) - count(candidate, opener));
  }
  let end = candidate.length;
  for (; end > 0; end -= 1) {
    const last = candidate[end - 1] ?? "";
    const unopened = surplus.get(last);
    if (unopened === undefined ? !TRAILING_PUNCTUATION.has(last) : unopened <= 0) break;
    if (unopened !== undefined) surplus.set(last, unopened - 1);
  }
  return candidate.slice(0, end);
}

function webHref(candidate: string): string | null {
  const address = /^www\./iu.test(candidate) ? `https://${candidate}` : candidate;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  // "https://bank.example@evil.example" reads like the bank and goes elsewhere.
  if (url.username !== "" || url.password !== "") return null;
  return url.hostname.includes(".") || url.hostname === "localhost" ? url.href : null;
}

function mailHref(candidate: string): string | null {
  const address = candidate.replace(/^mailto:/iu, "");
  return PLAIN_ADDRESS.test(address) ? `mailto:${address}` : null;
}

/** The address that `candidate` may link to, or null. Only http, https and mailto come out. */
export function safeHref(candidate: string): string | null {
  if (candidate.length > LONGEST_LINK || DECEPTIVE.test(candidate)) return null;
  return /^(?:https?:\/\/|www\.)/iu.test(candidate) ? webHref(candidate) : mailHref(candidate);
}

function endOfCandidate(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_LINK + 1);
  let end = start;
  while (end < limit && !LINK_END.test(text[end] ?? " ")) end += 1;
  return end;
}

/** A link that starts at `start` and where it ends, or where the next one may be looked for. */
export type LinkAttempt = { link: { text: string; href: string } | null; end: number };

/** Looks at the address that begins at `start`. At most 2,048 characters are read. */
export function linkAt(text: string, start: number): LinkAttempt {
  const end = endOfCandidate(text, start);
  const candidate = withoutTrailing(text.slice(start, end));
  const href = safeHref(candidate);
  if (href === null) return { link: null, end };
  return { link: { text: candidate, href }, end: start + candidate.length };
}

/**
 * Splits the text of a message into plain text and links. Nothing is lost or added: the segments
 * joined are the text. Time is linear in its length, as the text may come from anybody.
 */
export function splitLinks(text: string): TextSegment[] {
  const segments: TextSegment[] = [];
  let done = 0;
  const starts = new RegExp(LINK_START);
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const start = match.index;
    const before = text[start - 1];
    // "xhttp://" is a word, not the start of an address.
    if (before !== undefined && /[\w@]/u.test(before)) continue;
    const { link, end } = linkAt(text, start);
    starts.lastIndex = Math.max(starts.lastIndex, end);
    if (link === null) continue;
    if (start > done) segments.push({ kind: "text", text: text.slice(done, start) });
    segments.push({ kind: "link", ...link });
    done = end;
  }
  if (done < text.length) segments.push({ kind: "text", text: text.slice(done) });
  return segments;
}

/**
 * The host (or mailbox) that a link leads to, where its words do not begin with it; null where they
 * do. Shown beside the words, so that none can pass for another place.
 */
export function hostToShow(words: string, href: string): string | null {
  const url = new URL(href);
  const place = url.protocol === "mailto:" ? url.pathname : url.host;
  const begins = words
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, "");
  const shown = begins.replace(/[/?#].*$/s, "");
  const isOwn = [place, `${place}:80`, `${place}:443`].includes(shown) || `www.${shown}` === place;
  return isOwn || begins === place.toLowerCase() ? null : place;
}

/** True when the words of a link themselves read as an address: then only its own may be shown. */
export function readsAsAddress(words: string): boolean {
  return /\p{L}[.\u3002\uff0e\uff61]\p{L}{2}/u.test(words) || words.includes("://");
}
