/**
 * The receiver's DMARC verdict (RFC 8601, RFC 7489). A sender can write any header, so only the
 * topmost one that carries the configured receiver's name counts, and only outside comments and
 * quoted strings, where the sender's own words may stand.
 */

/** `absent`: no trusted header, or one without a usable verdict (also `none`, `temperror`). */
export type DmarcVerdict = "pass" | "fail" | "absent";

/**
 * Reads the verdict from the headers of a received email.
 *
 * @param headers as `normaliseHeaders` gives them, topmost value first.
 * @param trustedAuthservId the receiver's authserv-id (e.g. `amazonses.com`); null trusts nobody.
 * @returns the worst of the header's `dmarc=` results; a header with an unbalanced comment or quote
 *   counts as `fail`, since the sender could hide a `dmarc=fail` behind it.
 */
export function dmarcVerdict(
  headers: ReadonlyMap<string, readonly string[]>,
  trustedAuthservId: string | null,
): DmarcVerdict {
  if (trustedAuthservId === null || trustedAuthservId === "") return "absent";
  for (const value of headers.get("authentication-results") ?? []) {
    const plain = withoutCommentsAndQuotes(value);
    const [authservId = "", ...results] = plain.text.toLowerCase().split(";");
    if (authservId.trim().split(/\s/)[0] !== trustedAuthservId.toLowerCase()) continue;
    return plain.isBalanced ? worstResult(results) : "fail";
  }
  return "absent";
}

function worstResult(results: readonly string[]): DmarcVerdict {
  const verdicts = results
    .map((result) => /^\s*dmarc(?:\s*\/\s*1)?\s*=\s*([a-z]*)/.exec(result)?.[1])
    .filter((verdict) => verdict !== undefined);
  if (verdicts.includes("fail")) return "fail";
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === "pass") ? "pass" : "absent";
}

/** Drops `(comments (nested))` and `"quoted strings"`, with their backslash escapes. */
function withoutCommentsAndQuotes(value: string): { text: string; isBalanced: boolean } {
  let text = "";
  let commentDepth = 0;
  let isQuoted = false;
  for (let i = 0; i < value.length; i++) {
    const char = value.charAt(i);
    if (char === "\\" && (isQuoted || commentDepth > 0)) i++;
    else if (isQuoted) isQuoted = char !== '"';
    else if (char === "(") commentDepth++;
    else if (commentDepth > 0) commentDepth -= char === ")" ? 1 : 0;
    else if (char === '"') isQuoted = true;
    else text += char;
  }
  return { text, isBalanced: commentDepth === 0 && !isQuoted };
}
