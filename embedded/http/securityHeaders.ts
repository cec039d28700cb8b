import type { PolicySources } from "../config.ts";

/**
 * Content security policy of the app's pages: code only from files of this server, so that markup
 * slipped into a page cannot run. Styles may be inline because the component library sets its
 * variables that way. Sockets go to this very host: not every browser takes 'self' for ws.
 */
export function contentSecurityPolicy(host: string, sources: PolicySources = {}): string {
  const list = (...parts: (string | string[] | undefined)[]) => parts.flat().join(" ").trim();
  return [
    "default-src 'self'",
    `script-src ${list("'self'", sources.script ?? [])}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src ${list("'self' data: blob:", sources.image ?? [])}`,
    "media-src 'self' blob:",
    "font-src 'self' data:",
    `connect-src ${list("'self'", `ws://${host}`, `wss://${host}`, sources.connect ?? [])}`,
    `frame-src ${sources.frame === undefined ? "'none'" : list(sources.frame)}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** For pages of the web app. */
export function pageHeaders(host: string, sources?: PolicySources): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(host, sources),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Permissions-Policy": "camera=(), geolocation=(), payment=()",
  };
}

/**
 * Least headers of every other answer. HTTP actions share the app's origin here, so a file that a
 * browser took for a page by its bytes would run as part of the app.
 */
export function addDefaultHeaders(headers: Headers): void {
  if (!headers.has("X-Content-Type-Options")) headers.set("X-Content-Type-Options", "nosniff");
  if (!headers.has("Referrer-Policy")) headers.set("Referrer-Policy", "same-origin");
  if (!headers.has("X-Frame-Options")) headers.set("X-Frame-Options", "DENY");
}
