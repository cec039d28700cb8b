/** The mailbox's pages: list, one email, its frame, its assets, and waiting for changes. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../../embedded/clock.ts";
import { json } from "../../respond.ts";
import type { MailboxStore } from "../store.ts";
import {
  renderDetail,
  TABS,
  viewReceived,
  viewSent,
  type DetailState,
  type Tab,
} from "./detail.ts";
import { emailFrameResponse, pageResponse } from "./document.ts";
import { html, type SafeHtml } from "./html.ts";
import { renderRawBox } from "./rawBox.ts";
import { renderList } from "./list.ts";

/** A page that waits for news is answered at last after this time and asks again. */
const LONGEST_WAIT_MS = 25_000;

const ASSET_TYPES: Record<string, string> = {
  "mailbox.css": "text/css; charset=utf-8",
  "mailbox.js": "text/javascript; charset=utf-8",
};

export type PageDeps = {
  store: MailboxStore;
  clock: Clock;
  /** Folder of mailbox.css and mailbox.js. */
  assetsDir: string;
};

/** Answers `GET /mail…`; null for paths that are no page. */
export async function answerPage(request: Request, deps: PageDeps): Promise<Response | null> {
  const url = new URL(request.url);
  const [, , first, second, third, ...rest] = url.pathname.split("/");
  if (!["GET", "HEAD"].includes(request.method) || rest.length > 0) return null;
  if (first === undefined || first === "") return listPage(url, deps);
  if (first === "changes") return nextChange(url, deps);
  if (first === "assets" && second !== undefined) return asset(second, deps);
  if (first === "m" && second !== undefined) {
    if (third === undefined) return emailPage(second, url, deps);
    if (third === "frame") return emailFrame(second, deps);
  }
  return null;
}

function searchOf(url: URL): string {
  return url.searchParams.get("q") ?? "";
}

function listPage(url: URL, { store }: PageDeps): Response {
  const welcome = html`<main class="detail welcome">
    <h1>Every email the app sends stays here</h1>
    <p>
      Nothing leaves this computer. Choose an email to see it as its reader would, and answer it:
      the answer goes through the same signed webhook as in production.
    </p>
    ${renderRawBox()}
  </main>`;
  return page(url, store, { selectedId: null, main: welcome, title: "Local mailbox" });
}

async function emailPage(id: string, url: URL, { store }: PageDeps): Promise<Response> {
  const detail = await detailOf(id, url, store);
  if (detail !== null) {
    const main = html`<main>${renderDetail(detail)}</main>`;
    return page(url, store, { selectedId: id, main, title: `${detail.view.subject} – mailbox` });
  }
  const main = html`<main class="detail">
    <h1>This email is not here (any more)</h1>
    <p><a href="/mail">All emails</a></p>
  </main>`;
  return page(url, store, { selectedId: id, main, title: "Not found", status: 404 });
}

function page(
  url: URL,
  store: MailboxStore,
  shown: { selectedId: string | null; main: SafeHtml; title: string; status?: number },
): Response {
  const search = searchOf(url);
  const list = renderList({ emails: store.list({ search }), selectedId: shown.selectedId, search });
  const layout = shown.selectedId === null ? "columns" : "columns has-detail";
  const body = html`<div class="${layout}">${list} ${shown.main}</div>`;
  const state = { title: shown.title, version: store.version, search, body };
  return pageResponse(state, shown.status);
}

async function detailOf(id: string, url: URL, store: MailboxStore): Promise<DetailState | null> {
  const sent = store.sent(id);
  const received = sent === null ? store.received(id) : null;
  if (sent === null && received === null) return null;
  const view = sent !== null ? viewSent(sent) : await viewReceived(received!);
  const asked = TABS.find((tab) => tab === url.searchParams.get("tab"));
  const first: Tab = view.html === null ? "text" : "html";
  return { view, tab: asked ?? first, search: searchOf(url), events: store.events(id), sent };
}

async function emailFrame(id: string, { store }: PageDeps): Promise<Response | null> {
  const sent = store.sent(id);
  if (sent !== null) return emailFrameResponse(sent.payload.html ?? "");
  const received = store.received(id);
  return received === null ? null : emailFrameResponse((await viewReceived(received)).html ?? "");
}

/** Answers `{version}` as soon as the mailbox differs from `?since=`, or after 25 s. */
async function nextChange(url: URL, { store, clock }: PageDeps): Promise<Response> {
  await new Promise<void>((resolve) => {
    const cancel = clock.schedule(clock.now() + LONGEST_WAIT_MS, resolve);
    void store.changedSince(Number(url.searchParams.get("since"))).then(() => {
      cancel();
      resolve();
    });
  });
  // Not 200 while the server goes away: the page would ask again at once, and again.
  return store.isStopping ? json({}, 503) : json({ version: store.version });
}

async function asset(name: string, { assetsDir }: PageDeps): Promise<Response | null> {
  const type = ASSET_TYPES[name];
  if (type === undefined) return null;
  return new Response(await readFile(join(assetsDir, name), "utf8"), {
    headers: {
      "content-type": type,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}
