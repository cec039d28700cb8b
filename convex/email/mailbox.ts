/**
 * Reading one mailbox out of a From value. Identity hangs on this (G11), so anything that two mail
 * programs could read differently is refused instead of guessed at (CVE-2026-48780 is such a guess).
 */
import { decodeWords } from "postal-mime";

/** One parsed mailbox: the display name for people, the lower-case address for comparing. */
export interface Mailbox {
  name: string;
  address: string;
}

const MAX_VALUE_CHARACTERS = 1_000;
const MAX_LOCAL_PART_CHARACTERS = 64;
const MAX_ADDRESS_CHARACTERS = 254;

/** RFC 5322 dot-atom, ASCII only. Quoted local parts are refused: `"a@good"@evil` is one. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const QUOTED_NAME = /^"((?:[^"\\]|\\.)*)"$/;
const ADDRESS_WITH_COMMENT = /^([^\s()]+)\s+\(([^()<>@"]*)\)$/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * Parses a header value that must hold exactly one mailbox (`Name <a@b>`, `a@b`, `a@b (Name)`).
 *
 * @param value the From value; encoded words (RFC 2047) in the name are decoded after the address
 *   has been found, so that they can never become an address.
 * @returns the mailbox, or null when there is none, more than one, or more than one reading of it.
 */
export function parseMailbox(value: string): Mailbox | null {
  const trimmed = value.replace(/\r?\n[ \t]/g, " ").trim();
  if (trimmed.length > MAX_VALUE_CHARACTERS || CONTROL_CHARACTER.test(trimmed)) return null;

  const open = trimmed.indexOf("<");
  if (open === -1) return bareMailbox(trimmed);
  if (open !== trimmed.lastIndexOf("<") || trimmed.indexOf(">") !== trimmed.length - 1) return null;
  const address = parseAddress(trimmed.slice(open + 1, -1));
  const name = parseDisplayName(trimmed.slice(0, open).trim());
  return address === null || name === null ? null : { name, address };
}

function bareMailbox(value: string): Mailbox | null {
  const commented = ADDRESS_WITH_COMMENT.exec(value);
  const address = parseAddress(commented?.[1] ?? value);
  return address === null ? null : { name: readableName(commented?.[2] ?? ""), address };
}

/**
 * An unquoted name may hold a comma only where it cannot be the end of another address: senders
 * write `Weber, Anna <a@b>`, while `owner@x, Anna <a@b>` names two mailboxes.
 */
function parseDisplayName(name: string): string | null {
  const quoted = QUOTED_NAME.exec(name);
  if (quoted) return readableName((quoted[1] ?? "").replace(/\\(.)/g, "$1"));
  if (name.includes("@") && /[,;:]/.test(name)) return null;
  const isHalfQuoted = name.includes('"') && name.includes("@");
  return isHalfQuoted ? null : readableName(name);
}

function readableName(name: string): string {
  return decodeWords(name)
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
}

function parseAddress(value: string): string | null {
  const address = value.trim().toLowerCase();
  const at = address.indexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const isPlain =
    at > 0 &&
    address.length <= MAX_ADDRESS_CHARACTERS &&
    local.length <= MAX_LOCAL_PART_CHARACTERS &&
    LOCAL_PART.test(local) &&
    !address.includes("=?") &&
    domain.includes(".") &&
    domain.split(".").every((label) => DOMAIN_LABEL.test(label));
  return isPlain ? address : null;
}
