/**
 * The address that a digest is answered to: one fixed letter and an opaque token, lower-case and
 * without a plus sign (some gateways change case, some break plus addressing). Whoever holds the
 * address can only offer a reply; who they are is decided by their From address (G11).
 */

/** The fixed first letter of every reply address; it keeps a token from looking like a number. */
const LOCAL_PART_PREFIX = "r";

/** Crockford's base32 without i, l, o, u; its 32 symbols carry 5 bits each. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const TOKEN_LENGTH = 26;
const TOKEN_BYTES = Math.ceil((TOKEN_LENGTH * 5) / 8);
const TOKEN_PATTERN = /^[0-9a-hjkmnp-tv-z]{26}$/;

/**
 * Makes a reply token of 130 bits out of random bytes.
 *
 * @param randomBytes at least 17 bytes from a cryptographic source (`crypto.getRandomValues`).
 * @returns 26 characters of lower-case Crockford base32.
 * @throws RangeError when fewer bytes are given: a shorter token could be guessed.
 */
export function newReplyToken(randomBytes: Uint8Array): string {
  if (randomBytes.length < TOKEN_BYTES) {
    throw new RangeError(`A reply token needs ${TOKEN_BYTES} random bytes`);
  }
  let token = "";
  let pending = 0;
  let pendingBits = 0;
  for (const byte of randomBytes) {
    pending = (pending << 8) | byte;
    pendingBits += 8;
    while (pendingBits >= 5 && token.length < TOKEN_LENGTH) {
      pendingBits -= 5;
      token += ALPHABET.charAt((pending >> pendingBits) & 31);
    }
    pending &= (1 << pendingBits) - 1;
    if (token.length === TOKEN_LENGTH) break;
  }
  return token;
}

/**
 * The whole reply address of a token at the inbound domain, in lower case.
 *
 * @throws RangeError when the token is not one that `newReplyToken` could have made.
 */
export function replyAddressOf(token: string, domain: string): string {
  if (!TOKEN_PATTERN.test(token)) throw new RangeError("Not a reply token");
  return `${LOCAL_PART_PREFIX}${token}@${domain.toLowerCase()}`;
}

/**
 * Reads the token out of one bare address (`local@domain`, any case, no display name).
 *
 * @returns the token, or null when the address is not a reply address of exactly this domain.
 */
export function replyTokenOf(address: string, domain: string): string | null {
  const lower = address.trim().toLowerCase();
  const at = lower.length - domain.length - 1;
  if (at < 0 || lower[at] !== "@" || lower.slice(at + 1) !== domain.toLowerCase()) return null;
  const localPart = lower.slice(0, at);
  if (!localPart.startsWith(LOCAL_PART_PREFIX)) return null;
  const token = localPart.slice(LOCAL_PART_PREFIX.length);
  return TOKEN_PATTERN.test(token) ? token : null;
}
