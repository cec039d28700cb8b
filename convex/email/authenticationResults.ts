/**
 * The receiver's verdicts on a sender (RFC 8601; SPF, DKIM, DMARC). A sender can write any header, so only the
 * topmost one that carries the configured receiver's name counts, and only outside comments and
 * quoted strings, where the sender's own words may stand.
 */

import type { Authentication } from "../validators";

/** `absent`: no trusted header, or one without a usable verdict (also `none`, `temperror`). */
type Verdict = Authentication["dmarc"];

const METHODS = ["spf", "dkim", "dmarc"] as const;

/**
 * Reads the verdicts from the headers of a received email.
 *
 * @param headers as `normaliseHeaders` gives them, topmost value first.
 * @param trustedAuthservId the receiver's authserv-id (e.g. `amazonses.com`); null trusts nobody.
 * @returns for each method the worst of the header's results (of DKIM the best: one good signature is
 *   enough, RFC 7489, 3.1.1); in a header with an unbalanced comment or quote all count as `fail`,
 *   since the sender could hide a `dmarc=fail` behind it.
 */
export function readAuthentication(
  headers: ReadonlyMap<string, readonly string[]>,
  trustedAuthservId: string | null,
): Authentication {
  const verdicts: Authentication = { spf: "absent", dkim: "absent", dmarc: "absent" };
  if (trustedAuthservId === null || trustedAuthservId === "") return verdicts;
  for (const value of headers.get("authentication-results") ?? []) {
    const plain = withoutCommentsAndQuotes(value);
    const [authservId = "", ...results] = plain.text.toLowerCase().split(";");
    if (authservId.trim().split(/\s/)[0] !== trustedAuthservId.toLowerCase()) continue;
    for (const method of METHODS) {
      verdicts[method] = plain.isBalanced ? verdictOf(method, resultsOf(results, method)) : "fail";
    }
    return verdicts;
  }
  return verdicts;
}

function resultsOf(results: readonly string[], method: string): string[] {
  const pattern = new RegExp(`^\\s*${method}(?:\\s*/\\s*1)?\\s*=\\s*([a-z]*)`);
  return results.flatMap((result) => pattern.exec(result)?.[1] ?? []);
}

function verdictOf(method: string, results: readonly string[]): Verdict {
  if (method === "dkim" && results.includes("pass")) return "pass";
  if (results.some((result) => result === "fail" || result === "softfail")) return "fail";
  return results.length > 0 && results.every((result) => result === "pass") ? "pass" : "absent";
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
