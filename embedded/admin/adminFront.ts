/** What Convex's CLI talks to, for who holds the admin key and is on this computer. */
import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { Clock } from "../clock.ts";
import { SubscriptionIndex } from "../database/subscriptionIndex.ts";
import type { Engine } from "../execution/engine.ts";
import type { Log } from "../execution/log.ts";
import { Api, type Handler } from "../http/api.ts";
import type { Client } from "../http/clientAddress.ts";
import { HttpError } from "../http/httpError.ts";
import type { AdminDoor } from "../sync/environment.ts";
import { QueryCache, type Watch } from "../sync/queryCache.ts";
import { AdminKey, isFromThisComputer } from "./adminKey.ts";
import { AdminRunner } from "./adminRunner.ts";
import { Exports } from "./exports.ts";
import { importRoute } from "./importRoutes.ts";
import { Imports } from "./imports.ts";
import type { FunctionLogs } from "./functionLogs.ts";
import { VariableRefused, type VariableChange, type Variables } from "./variables.ts";

export type AdminOptions = {
  key: string;
  engine: Engine;
  dataDir: string;
  clock: Clock;
  log: Log;
  variables: Variables;
  logs: FunctionLogs;
  url: () => string;
  /** See Imports. */
  replaceData?: (folder: string) => Promise<void>;
};

/**
 * Responsible for the admin's HTTP requests, and for what an admin's sockets use in place of what
 * everybody else does. Whatever it does not take is answered as if there were no admin.
 */
export class AdminFront {
  readonly runner: AdminRunner;
  /** Nobody else looks into it. */
  readonly cache = new QueryCache(new SubscriptionIndex<Watch>());
  readonly #options: AdminOptions;
  readonly #key: AdminKey;
  readonly #exports: Exports;
  readonly #imports: Imports;
  readonly #stopListening: () => void;

  constructor(options: AdminOptions) {
    const { engine, clock, key } = options;
    this.#options = options;
    this.#key = new AdminKey(key);
    const onChange = () => this.cache.invalidateAll();
    this.#exports = new Exports({ ...options, now: () => clock.now(), onChange });
    const { modules } = engine;
    this.#imports = new Imports({ ...options, modules, onChange });
    const parts = { ...options, modules, exports: this.#exports, imports: this.#imports };
    this.runner = new AdminRunner(engine.runner, engine.database, parts);
    this.#stopListening = engine.runner.onCommit((commit) => this.cache.invalidate(commit));
  }

  /** What lets a socket's client say the key; null for one from elsewhere. */
  doorFor(host: string, client: Client): AdminDoor | null {
    if (!isFromThisComputer(host, client)) return null;
    const { runner, cache } = this;
    return { runner, cache, enter: (token, claims) => this.#key.read(token, claims) };
  }

  /** Answers an admin's request; null for everybody else's, and for paths that are not its own. */
  async handle(request: Request, host: string, client: Client): Promise<Response | null> {
    const header = request.headers.get("authorization");
    const caller = isFromThisComputer(host, client) ? this.#key.readHeader(header) : null;
    if (caller === null) return null;
    const url = new URL(request.url);
    const handler =
      this.#route(request.method, url) ??
      importRoute(this.#imports, request.method, url) ??
      this.#api(caller, request.method, url);
    return handler === null ? null : await handler(request, url);
  }

  /** Lets who waits go and ends what is being made. */
  async close(): Promise<void> {
    this.#stopListening();
    this.#options.logs.release();
    await Promise.all([this.#exports.close(), this.#imports.close()]);
  }

  #api({ identity }: SessionIdentity, method: string, url: URL): Handler | null {
    const { runner } = this;
    const { handleUpload: upload } = this.#options.engine;
    return new Api({ runner, upload, identify: () => Promise.resolve(identity) }).find(method, url);
  }

  #route(method: string, url: URL): Handler | null {
    const { logs } = this.#options;
    const snapshot = /^\/api\/export\/zip\/(\d+)$/.exec(url.pathname)?.[1];
    if (method === "GET" && snapshot !== undefined) {
      return () => Promise.resolve(this.#exports.download(snapshot));
    }
    switch (`${method} ${url.pathname}`) {
      case "POST /api/export/request/zip":
        return () => {
          this.#exports.request(url.searchParams.get("includeStorage") === "true");
          return Promise.resolve(Response.json(null));
        };
      case "GET /api/stream_function_logs":
        return async () => Response.json(await logs.after(Number(url.searchParams.get("cursor"))));
      case "POST /api/update_environment_variables":
        return (request) => this.#changeVariables(request);
      default:
        return null;
    }
  }

  async #changeVariables(request: Request): Promise<Response> {
    const { variables, engine } = this.#options;
    try {
      await variables.change(
        engine.runner.transactions,
        readChanges(await request.json().catch(() => null)),
      );
    } catch (error) {
      if (!(error instanceof VariableRefused)) throw error;
      throw new HttpError(400, "InvalidEnvironmentVariable", error.message);
    }
    this.cache.invalidateAll();
    return Response.json(null);
  }
}

function readChanges(body: unknown): VariableChange[] {
  const { changes } = (body ?? {}) as { changes?: unknown };
  const isChange = (change: unknown): change is VariableChange => {
    const { name, value } = (change ?? {}) as Partial<Record<string, unknown>>;
    return typeof name === "string" && (value == null || typeof value === "string");
  };
  if (!Array.isArray(changes) || !changes.every(isChange)) {
    throw new VariableRefused("The changes are no list of names and values.");
  }
  return changes.map(({ name, value }) => ({ name, value: value ?? null }));
}
