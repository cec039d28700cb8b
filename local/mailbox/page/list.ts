/** The list of emails, newest first. */
import type { EmailSummary } from "../types.ts";
import { displayName, bareAddress } from "../inbound/parse.ts";
import { html, type SafeHtml } from "./html.ts";

export type ListState = { emails: EmailSummary[]; selectedId: string | null; search: string };

/** The left column; the page's script replaces it when the mailbox changes. */
export function renderList({ emails, selectedId, search }: ListState): SafeHtml {
  const query = search === "" ? "" : `?q=${encodeURIComponent(search)}`;
  return html`<nav class="list" id="list" data-live aria-label="Emails">
    ${emails.length === 0 ? renderEmpty(search) : null}
    <ol>
      ${emails.map((email) => renderRow(email, email.id === selectedId, query))}
    </ol>
  </nav>`;
}

function renderEmpty(search: string): SafeHtml {
  if (search !== "") return html`<p class="empty">Nothing matches “${search}”.</p>`;
  return html`<p class="empty">
    No email yet. Write something in a room, then press <b>Send the digest now</b>: whoever has
    unread messages gets one.
  </p>`;
}

function renderRow(email: EmailSummary, selected: boolean, query: string): SafeHtml {
  const other = email.kind === "sent" ? email.to.join(", ") : email.from;
  return html`<li>
    <a
      href="/mail/m/${email.id}${query}"
      class="row ${email.kind}"
      ${selected ? html`aria-current="page"` : null}
    >
      <span class="who">
        <span class="direction">${email.kind === "sent" ? "to" : "from"}</span>
        ${displayName(other) || bareAddress(other) || other}
      </span>
      ${renderTime(email.time)}
      <span class="subject">${email.subject || "(no subject)"}</span>
      ${renderStatus(email.status)}
    </a>
  </li>`;
}

/** UTC in the markup; the script shows it in the reader's own zone. */
export function renderTime(time: number): SafeHtml {
  const iso = new Date(time).toISOString();
  return html`<time datetime="${iso}">${iso.slice(11, 16)} UTC</time>`;
}

export function renderStatus(status: string): SafeHtml {
  const isTrouble = /bounced|complained|suppressed|delayed|answered (?!2\d\d)/.test(status);
  return html`<span class="status ${isTrouble ? "trouble" : ""}">
    ${status.replaceAll("_", " ")}
  </span>`;
}
