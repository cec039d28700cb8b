/** One email: who, tabs, the box to answer it, and checks. */
import { buildMime, type MimeFile } from "../mime.ts";
import { parseReceived } from "../inbound/parse.ts";
import type { ReceivedEmail, SentEmail, StoredEvent } from "../types.ts";
import { checkEmail } from "./checks.ts";
import { html, type SafeHtml } from "./html.ts";
import { renderStatus, renderTime } from "./list.ts";
import { renderReplyBox } from "./replyBox.ts";

export const TABS = ["html", "text", "headers", "source", "events"] as const;
export type Tab = (typeof TABS)[number];
const TAB_NAMES: Record<Tab, string> = {
  html: "HTML",
  text: "Text",
  headers: "Headers",
  source: "Source",
  events: "Events",
};

/** An email of either kind, ready to be shown. */
export type EmailView = {
  id: string;
  kind: "sent" | "received";
  time: number;
  status: string;
  subject: string;
  from: string;
  to: string[];
  html: string | null;
  text: string | null;
  headers: [string, string][];
  source: string;
  files: string[];
};

/** @returns what the sent email looks like on the wire, its provider's Message-ID included. */
export function viewSent(email: SentEmail): EmailView {
  const { payload } = email;
  const headers: [string, string][] = [
    ["From", payload.from],
    ["To", payload.to.join(", ")],
    ...optional("Cc", payload.cc),
    ...optional("Reply-To", payload.reply_to),
    ["Subject", payload.subject],
    ["Date", new Date(email.time).toUTCString().replace("GMT", "+0000")],
    ["Message-ID", email.messageId],
    ...Object.entries(payload.headers),
  ];
  const files: MimeFile[] = payload.attachments.map(({ filename, content_type, content }) => ({
    filename,
    contentType: content_type,
    content: Buffer.from(content, "base64"),
  }));
  const bodies = { text: payload.text ?? undefined, html: payload.html ?? undefined };
  return {
    ...email,
    html: payload.html,
    text: payload.text,
    headers,
    source: buildMime({ headers, ...bodies, files }).toString("utf8"),
    files: files.map(({ filename }) => filename),
  };
}

function optional(name: string, values: string[]): [string, string][] {
  return values.length === 0 ? [] : [[name, values.join(", ")]];
}

export async function viewReceived(email: ReceivedEmail): Promise<EmailView> {
  const parsed = await parseReceived(email.raw);
  const headers = Object.entries(parsed.headers).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const files = parsed.attachments.map(({ filename }) => filename ?? "(without a name)");
  const { html: htmlPart, text } = parsed;
  return { ...email, html: htmlPart, text, headers, source: email.raw.toString("utf8"), files };
}

export type DetailState = {
  view: EmailView;
  tab: Tab;
  search: string;
  events: StoredEvent[];
  /** The email itself when it was sent by the app: then it has checks and can be answered. */
  sent: SentEmail | null;
};

/** The right column. Parts with `data-live` follow the mailbox; the reply box keeps what is typed. */
export function renderDetail(state: DetailState): SafeHtml {
  const { view, sent } = state;
  return html`<article class="detail">
    <a class="back" href="/mail">← All emails</a>
    <h1>${view.subject || "(no subject)"}</h1>
    <dl class="people">
      <dt>From</dt>
      <dd>${view.from}</dd>
      <dt>To</dt>
      <dd>${view.to.join(", ")}</dd>
      ${sent ? renderPair("Reply to", sent.payload.reply_to.join(", ")) : null}
      ${view.files.length > 0 ? renderPair("Files", view.files.join(", ")) : null}
    </dl>
    <p class="meta" id="meta" data-live>${renderTime(view.time)} ${renderStatus(view.status)}</p>
    ${view.kind === "received" ? renderVerdictPlace(view.id) : null} ${renderTabs(state)}
    <div class="content" id="content" ${state.tab === "events" ? html`data-live` : null}>
      ${renderTab(state)}
    </div>
    ${sent ? renderReplyBox(sent) : null} ${sent ? renderChecks(sent) : null}
  </article>`;
}

function renderPair(name: string, value: string): SafeHtml {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`;
}

/** The script asks what became of the email and writes it here. */
function renderVerdictPlace(id: string): SafeHtml {
  return html`<section class="verdict" aria-label="What the app made of it" data-verdict="${id}">
    <p role="status">Asking the app …</p>
  </section>`;
}

function renderTabs({ view, tab, search }: DetailState): SafeHtml {
  const query = search === "" ? "" : `&q=${encodeURIComponent(search)}`;
  return html`<nav class="tabs" aria-label="Views of this email">
    ${TABS.filter((name) => name !== "html" || view.html !== null).map(
      (name) =>
        html`<a
          href="/mail/m/${view.id}?tab=${name}${query}"
          ${name === tab ? html`aria-current="page"` : null}
          >${TAB_NAMES[name]}</a
        >`,
    )}
  </nav>`;
}

function renderTab({ view, tab, events }: DetailState): SafeHtml {
  if (tab === "html") {
    return html`<iframe
      title="The email as HTML"
      src="/mail/m/${view.id}/frame"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>`;
  }
  if (tab === "text") return html`<pre>${view.text ?? "(this email has no text part)"}</pre>`;
  if (tab === "source") return html`<pre>${view.source}</pre>`;
  if (tab === "events") return renderEvents(events);
  return html`<table>
    <tbody>
      ${view.headers.map(([name, value]) => renderHeader(name, value))}
    </tbody>
  </table>`;
}

function renderHeader(name: string, value: string): SafeHtml {
  return html`<tr>
    <th scope="row">${name}</th>
    <td>${value}</td>
  </tr>`;
}

function renderEvents(events: StoredEvent[]): SafeHtml {
  if (events.length === 0) return html`<p class="empty">Nothing has happened yet.</p>`;
  return html`<ol class="events">
    ${events.map(
      (event) =>
        html`<li>
          <b>${event.type}</b> ${renderTime(event.time)}
          <span>${answerInWords(event)}</span>
        </li>`,
    )}
  </ol>`;
}

function answerInWords({ answerStatus, answer }: StoredEvent): string {
  if (answer === null) return "waiting for the app";
  if (answerStatus === null) return answer;
  return `the app answered ${answerStatus}${answer === "" ? "" : `: ${answer}`}`;
}

function renderChecks(sent: SentEmail): SafeHtml {
  return html`<section class="checks" aria-label="Checks">
    <h2>Checks</h2>
    <ul>
      ${checkEmail(sent).map(
        ({ ok, label, detail }) =>
          html`<li class="${ok ? "ok" : "missing"}">
            <span aria-label="${ok ? "passed" : "missing"}">${ok ? "✓" : "✗"}</span>
            <b>${label}</b> <small>${detail}</small>
          </li>`,
      )}
    </ul>
  </section>`;
}
