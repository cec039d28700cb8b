import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import { AuthenticationError } from "../auth/tokenVerifier.ts";
import type { LocalRoutes } from "../config.ts";
import type { FunctionRunner, Identity } from "../execution/types.ts";
import { bearerToken } from "./api.ts";
import type { Api } from "./api.ts";
import type { Client } from "./clientAddress.ts";
import { HttpError } from "./httpError.ts";
import { PREFLIGHT_HEADERS } from "./origins.ts";
import type { Origins } from "./origins.ts";
import { addDefaultHeaders } from "./securityHeaders.ts";
import type { WebApp } from "./webApp.ts";

/** Convex's own wording for a path without a route. */
const NO_ROUTE = "No matching routes found";
/** Where the HTTP actions of a Convex deployment without a site address of its own live. */
const ACTION_PREFIX = "/http";

export type RouterOptions = {
  api: Api;
  runner: FunctionRunner;
  verifier: TokenVerifier;
  origins: Origins;
  localRoutes: LocalRoutes;
  webApp: WebApp | null;
};

/**
 * Decides who answers a request: the API, the composer's own routes, the HTTP actions of
 * convex/http.ts (under /http and at the root, before any page), then the web app.
 */
export class Router {
  readonly #options: RouterOptions;

  constructor(options: RouterOptions) {
    this.#options = options;
  }

  /** Throws HttpError for refusals. `host` is the checked Host header. */
  async handle(request: Request, host: string, client: Client): Promise<Response> {
    const url = new URL(request.url);
    const response =
      (await this.#handleApi(request, url, host)) ??
      (await this.#options.localRoutes(request, client)) ??
      (await this.#handleAction(request, url)) ??
      (await this.#handlePage(request, url, host)) ??
      new Response(NO_ROUTE, { status: 404 });
    // Responses made elsewhere may have immutable headers, so the defaults go on a copy.
    const answer = new Response(response.body, response);
    addDefaultHeaders(answer.headers);
    return answer;
  }

  /** Foreign pages are refused before anything runs; allowed ones may read refusals too. */
  async #handleApi(request: Request, url: URL, host: string): Promise<Response | null> {
    const { api, origins } = this.#options;
    const isPreflight = request.method === "OPTIONS";
    const asked = request.headers.get("Access-Control-Request-Method") ?? "POST";
    const handler = api.find(isPreflight ? asked : request.method, url);
    if (handler === null) return null;
    const origin = request.headers.get("Origin") ?? undefined;
    const cors = origins.corsHeaders(origin);
    if (isPreflight) {
      return new Response(null, { status: 204, headers: { ...PREFLIGHT_HEADERS, ...cors } });
    }
    if (!origins.allows(origin, host)) {
      throw new HttpError(403, "OriginRefused", "Pages of that origin may not call the API.");
    }
    const response = await handler(request, url).catch((error: unknown) => {
      if (error instanceof HttpError) return error.toResponse();
      throw error;
    });
    for (const [name, value] of Object.entries(cors)) response.headers.set(name, value);
    return response;
  }

  #hasRoute(request: Request, pathname: string): boolean {
    return this.#options.runner.hasHttpRoute(request.method, pathname);
  }

  async #handleAction(request: Request, url: URL): Promise<Response | null> {
    const prefixed = url.pathname.startsWith(`${ACTION_PREFIX}/`);
    const pathname = prefixed ? url.pathname.slice(ACTION_PREFIX.length) : url.pathname;
    if (!this.#hasRoute(request, pathname)) return null;
    const identity = await this.#identifyLeniently(request);
    if (!prefixed) return this.#options.runner.runHttpAction(request, identity);
    const inner = new URL(url);
    inner.pathname = pathname;
    return this.#options.runner.runHttpAction(new Request(inner, request), identity);
  }

  /**
   * HTTP actions are called by other services too, which put their own secrets into Authorization;
   * what is no sign-in of ours counts as anonymous, and the action decides.
   */
  async #identifyLeniently(request: Request): Promise<Identity | null> {
    const token = bearerToken(request.headers.get("Authorization") ?? "");
    if (token === null) return null;
    try {
      return (await this.#options.verifier.verify(token)).identity;
    } catch (error) {
      if (error instanceof AuthenticationError) return null;
      throw error;
    }
  }

  async #handlePage(request: Request, url: URL, host: string): Promise<Response | null> {
    const reserved = ["/api/", `${ACTION_PREFIX}/`].some((prefix) =>
      url.pathname.startsWith(prefix),
    );
    return reserved ? null : ((await this.#options.webApp?.handle(request, url, host)) ?? null);
  }
}
