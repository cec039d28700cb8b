import type { BackendOptions } from "../config.ts";
import { HttpError } from "./httpError.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Which names this server answers to and which pages may talk to it. The Host check stops DNS
 * rebinding (a hostile name that points at this machine would make a hostile page "same origin");
 * the Origin check stops foreign pages from using the reader's network position.
 */
export class Origins {
  readonly #hosts: Set<string>;
  readonly #origins: Set<string>;

  /** `listenHost` counts too, unless it means "all addresses". Throws TypeError for a bad URL. */
  constructor(
    options: Pick<BackendOptions, "publicOrigin" | "allowedOrigins"> & { listenHost: string },
  ) {
    this.#hosts = new Set(LOOPBACK);
    if (!["0.0.0.0", "::"].includes(options.listenHost)) this.#hosts.add(options.listenHost);
    this.#origins = new Set((options.allowedOrigins ?? []).map((origin) => new URL(origin).origin));
    if (options.publicOrigin !== undefined) {
      const url = new URL(options.publicOrigin);
      this.#hosts.add(url.hostname);
      this.#origins.add(url.origin);
    }
  }

  /** The Host header, if it names this server; throws HttpError 421 otherwise. */
  requireHost(host: string | undefined): string {
    const url = host === undefined ? null : parse(`http://${host}`);
    // What parses into more than a name and a port was made to confuse.
    const plain = url !== null && url.pathname === "/" && url.username === "" && url.search === "";
    if (host === undefined || !plain || !this.#hosts.has(url.hostname)) {
      throw new HttpError(421, "UnknownHost", "This server does not answer to that host name.");
    }
    return host;
  }

  /** Scheme and host for request URLs: a proxy that ends TLS hides the scheme, the settings know it. */
  baseUrl(host: string): string {
    for (const origin of this.#origins) {
      if (parse(origin)?.host === host) return origin;
    }
    return `http://${host}`;
  }

  /** True for requests without an Origin (no browser page sent them), own pages and allowed ones. */
  allows(origin: string | undefined, host: string): boolean {
    if (origin === undefined) return true;
    if (this.#origins.has(origin)) return true;
    // A public https address has no pages of its own over http, whoever else may serve them.
    const isOverHttps = this.baseUrl(host).startsWith("https:");
    return !isOverHttps && parse(origin)?.host === parse(`http://${host}`)?.host;
  }

  /** Headers that let an allowed page of another origin read the answer. */
  corsHeaders(origin: string | undefined): Record<string, string> {
    if (origin === undefined || !this.#origins.has(origin)) return { Vary: "Origin" };
    return { "Access-Control-Allow-Origin": origin, Vary: "Origin" };
  }
}

/** What browsers may send to the API from an allowed page; asked again after a day. */
export const PREFLIGHT_HEADERS = {
  "Access-Control-Allow-Methods": "GET, POST",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Convex-Client, Digest",
  "Access-Control-Max-Age": "86400",
};

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
