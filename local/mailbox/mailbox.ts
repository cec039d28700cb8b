/**
 * The local mailbox: a stand-in for Resend that stays on this computer. The app's email code talks
 * to it over HTTP exactly as it would to the provider; people look at it under `/mail`.
 */
import { refuseUnknownHost } from "../access.ts";
import { json } from "../respond.ts";
import type { Clock } from "../../embedded/clock.ts";
import { answerAction, type ActionDeps } from "./actions.ts";
import { answerApi, API_PATH, type MailApi } from "./api/api.ts";
import { Downloads } from "./api/downloads.ts";
import { FaultPlan } from "./api/faults.ts";
import { answerPage, type PageDeps } from "./page/routes.ts";
import { MailboxStore } from "./store.ts";
import { WebhookSender } from "./webhooks.ts";

export type MailboxOptions = {
  /** SQLite file, or ":memory:". */
  path: string;
  /** Key that the app shows as a bearer token. */
  apiKey: string;
  /** Secret with which events to the app are signed. */
  webhookSecret: string;
  /** Where this process listens, as the app itself reaches it: `http://127.0.0.1:3210`. */
  serverUrl: string;
  /** Where people reach the app. */
  appUrl: string;
  /** Folder of the page's script and style. */
  assetsDir: string;
  clock: Clock;
  sendDigest: ActionDeps["sendDigest"];
  verdictOf: ActionDeps["verdictOf"];
};

export type Mailbox = {
  /** Answers what is under `/mail`; null for everything else. */
  handle: (request: Request) => Promise<Response | null>;
  store: MailboxStore;
  webhooks: WebhookSender;
  /** Lets waiting pages go, so that the server can close its connections. */
  stopWaiting: () => void;
  /** Stops events and closes the file; nothing may be handled afterwards. */
  close: () => Promise<void>;
};

/** Opens the mailbox. @throws when its file cannot be opened. */
export function openMailbox(options: MailboxOptions): Mailbox {
  const { clock, apiKey, serverUrl, appUrl } = options;
  const store = new MailboxStore(options.path);
  const url = `${serverUrl}/webhooks/resend`;
  const webhooks = new WebhookSender({ store, clock, url, secret: options.webhookSecret });
  const faults = new FaultPlan();
  const baseUrl = `${serverUrl}${API_PATH}/download`;
  const downloads = new Downloads({ store, clock, key: apiKey, baseUrl });
  const { sendDigest, verdictOf } = options;
  const deps: Deps = {
    api: { store, webhooks, downloads, faults, clock, apiKey },
    actions: { store, webhooks, clock, faults, appUrl, sendDigest, verdictOf },
    page: { store, clock, assetsDir: options.assetsDir },
  };
  return {
    handle: (request) => handle(request, deps),
    store,
    webhooks,
    stopWaiting: () => store.stopWaiting(),
    async close() {
      store.stopWaiting();
      await webhooks.close();
      store.close();
    },
  };
}

type Deps = { api: MailApi; actions: ActionDeps; page: PageDeps };

async function handle(request: Request, { api, actions, page }: Deps): Promise<Response | null> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname !== "/mail" && !pathname.startsWith("/mail/")) return null;
  const refusal = refuseUnknownHost(request, actions);
  if (refusal) return refusal;
  const answer = pathname.startsWith("/mail/actions/")
    ? await answerAction(request, actions)
    : pathname === `${API_PATH}/outbox` && request.method === "GET"
      ? outbox(searchParams, api.store)
      : pathname.startsWith(`${API_PATH}/`)
        ? await answerApi(request, api)
        : await answerPage(request, page);
  return answer ?? json({ code: "NOT_FOUND", message: "The mailbox has no such page." }, 404);
}

/** For tests: sent emails, newest first, whole; `?to=` keeps those with that text in a recipient. */
function outbox(query: URLSearchParams, store: MailboxStore): Response {
  const to = (query.get("to") ?? "").toLowerCase();
  const emails = store
    .list({ kind: "sent" })
    .filter((summary) => summary.to.some((address) => address.toLowerCase().includes(to)))
    .flatMap(({ id }) => store.sent(id) ?? []);
  return json(emails.map((email) => ({ ...email, events: store.events(email.id) })));
}
