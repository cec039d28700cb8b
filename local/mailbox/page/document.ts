/** The frame of the mailbox's pages and the headers under which they are served. */
import { html, type SafeHtml } from "./html.ts";

/** No inline script or style, nothing from elsewhere: an email's content cannot reach this page. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * An email's own HTML: no script, no request to anywhere (a picture's address would tell the sender
 * that it was read), an origin of its own. Links open outside the frame.
 */
const EMAIL_POLICY = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "img-src data:",
  "style-src 'unsafe-inline'",
  "base-uri 'self'",
  "frame-ancestors 'self'",
].join("; ");

const COMMON_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export type PageState = { title: string; version: number; search: string; body: SafeHtml };

/** A whole page. `version` is the mailbox's state that it shows; the script waits for the next. */
export function pageResponse({ title, version, search, body }: PageState, status = 200): Response {
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="stylesheet" href="/mail/assets/mailbox.css" />
        <script type="module" src="/mail/assets/mailbox.js"></script>
      </head>
      <body data-version="${version}">
        <header class="bar">
          <a class="brand" href="/mail">Local mailbox</a>
          <form class="search" role="search" action="/mail">
            <input
              type="search"
              name="q"
              value="${search}"
              placeholder="Search people and subjects"
              aria-label="Search people and subjects"
            />
          </form>
          <button type="button" class="primary" data-action="digest">Send the digest now</button>
          <a class="quiet" href="/">Open the app</a>
        </header>
        <p class="notice" role="status" data-notice hidden></p>
        ${body}
      </body>
    </html>`;
  return new Response(document.text, {
    status,
    headers: { ...COMMON_HEADERS, "content-security-policy": PAGE_POLICY },
  });
}

/** An email's HTML as it would be shown by a mail program, for the sandboxed frame. */
export function emailFrameResponse(emailHtml: string): Response {
  return new Response(`<base target="_blank">${emailHtml}`, {
    headers: {
      ...COMMON_HEADERS,
      "content-security-policy": EMAIL_POLICY,
      "x-frame-options": "SAMEORIGIN",
    },
  });
}
