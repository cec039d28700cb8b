/** HTTP answers with bytes that are not everybody's: files of rooms, pictures of people. */
import { appUrl } from "../env";

/** A browser asks once a day whether it may send its sign-in. */
const PREFLIGHT_SECONDS = 24 * 60 * 60;

/** Nobody's page but the app's may read the answer; what is opened by itself runs nothing. */
export function privateHeaders(request: Request): Headers {
  const headers = new Headers({
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    Vary: "Origin",
  });
  const origin = new URL(appUrl()).origin;
  if (request.headers.get("Origin") === origin) {
    headers.set("Access-Control-Allow-Origin", origin);
  }
  return headers;
}

/** The one answer to "not there" and "not yours": 404, the same bytes for both. */
export function refuse(request: Request): Response {
  const headers = privateHeaders(request);
  headers.set("Content-Type", "text/plain; charset=utf-8");
  return new Response("Not found", { status: 404, headers });
}

/** The answer to a CORS preflight for a GET with these request headers. */
export function allowSignIn(request: Request, requestHeaders: string): Response {
  const headers = privateHeaders(request);
  headers.set("Access-Control-Allow-Methods", "GET");
  headers.set("Access-Control-Allow-Headers", requestHeaders);
  headers.set("Access-Control-Max-Age", String(PREFLIGHT_SECONDS));
  return new Response(null, { status: 204, headers });
}
