/**
 * Who may talk to the local extras. They hand out sign-ins and show every email, so a web page of
 * another origin must reach neither: not by a cross-site form, and not by pointing its own host
 * name at 127.0.0.1 (DNS rebinding), where the browser would see one origin.
 */
import { json } from "./respond.ts";

const LOOPBACK_HOST_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True for host names that always mean this computer. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK_HOST_NAMES.has(hostname) || hostname === "::1";
}

export type AccessRules = {
  /** The address that the app is known under; its host is allowed beside the loopback names. */
  appUrl: string;
};

function isKnownHost(hostname: string, rules: AccessRules): boolean {
  return isLoopbackHost(hostname) || hostname === new URL(rules.appUrl).hostname;
}

/**
 * Refuses a request whose Host is not ours.
 * @returns the refusal (421), or null when the request may go on.
 */
export function refuseUnknownHost(request: Request, rules: AccessRules): Response | null {
  const host = `http://${requestHost(request)}`;
  if (URL.canParse(host) && isKnownHost(new URL(host).hostname, rules)) return null;
  return json(
    { code: "UNKNOWN_HOST", message: "This server answers only under its own name." },
    421,
  );
}

/**
 * Refuses a state-changing request that a foreign page could have caused: a browser always sends
 * Origin with a cross-origin POST, and JSON bodies need a CORS preflight that nobody answers.
 * A missing Origin is a tool such as curl, which needs no protection from itself.
 * @returns the refusal (403 or 415), or null when the request may go on.
 */
export function refuseForeignPost(request: Request, rules: AccessRules): Response | null {
  const origin = request.headers.get("origin");
  if (origin !== null && !isOwnOrigin(origin, request, rules)) {
    return json({ code: "FORBIDDEN", message: "Requests from other pages are refused." }, 403);
  }
  const contentType = request.headers.get("content-type") ?? "";
  if (contentType.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    return json({ code: "INVALID_ARGUMENT", message: "Send JSON (application/json)." }, 415);
  }
  return null;
}

/** Same host and port as the request itself, or the app's public address. */
function isOwnOrigin(origin: string, request: Request, rules: AccessRules): boolean {
  if (!URL.canParse(origin)) return false;
  const { origin: appOrigin } = new URL(rules.appUrl);
  const { host, hostname } = new URL(origin);
  return origin === appOrigin || (host === requestHost(request) && isKnownHost(hostname, rules));
}

/** What the Host header says; a Request made without one has it in its URL. */
function requestHost(request: Request): string {
  return request.headers.get("host") ?? new URL(request.url).host;
}
