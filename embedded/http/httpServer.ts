import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { AdminFront } from "../admin/adminFront.ts";
import { StartError } from "../config.ts";
import type { Limits } from "../config.ts";
import type { Log } from "../execution/log.ts";
import type { AdminDoor } from "../sync/environment.ts";
import type { SyncServer } from "../sync/syncServer.ts";
import {
  type ClientAddresses,
  isLoopbackAddress,
  networkOf,
  replaceForwarding,
} from "./clientAddress.ts";
import { type Health, HEALTH_PATH } from "./health.ts";
import { HttpError } from "./httpError.ts";
import { sendResponse, toWebRequest } from "./nodeAdapter.ts";
import type { Origins } from "./origins.ts";
import type { Router } from "./router.ts";
import { Tally } from "./tally.ts";

/** Time for the request line and headers; a peer that drips them is cut off (slowloris). */
const HEADERS_TIMEOUT_MS = 20_000;
/** Time for a whole request; 20 MiB over a slow line fit. */
const REQUEST_TIMEOUT_MS = 300_000;
/** Longer than the usual 60 s of proxies, so that they are the ones to close idle connections. */
const KEEP_ALIVE_MS = 65_000;
const CONNECTION_CHECK_MS = 5_000;
/** How long requests that run may take after the server was asked to stop. */
const CLOSE_GRACE_MS = 5_000;

const SYNC_PATH = /^\/api\/(?:[^/]+\/)?sync$/;

export type HttpServerOptions = {
  router: Router;
  sync: SyncServer;
  origins: Origins;
  addresses: ClientAddresses;
  limits: Limits;
  log: Log;
  health: Health;
  /** Null when no admin key is configured. */
  admin: AdminFront | null;
};

/** Owns the listening port: turns requests over to the router and upgrades to the sync server. */
export class HttpServer {
  readonly #options: HttpServerOptions;
  readonly #server: http.Server;
  readonly #sockets: WebSocketServer;
  readonly #perNetwork = new Tally();

  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: options.limits.maxFrameBytes,
      // Compression per socket costs 300 KB each and shared frames could not be sent as they are.
      perMessageDeflate: false,
    });
    this.#server = http.createServer({
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CONNECTION_CHECK_MS,
    });
    this.#server.on("request", (incoming, outgoing) => void this.#serve(incoming, outgoing));
    this.#server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, socket, head));
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  /** Starts listening; resolves with the port. Rejects with StartError PORT_TAKEN. */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", (error: NodeJS.ErrnoException) => {
        const taken = error.code === "EADDRINUSE";
        reject(
          taken
            ? new StartError("PORT_TAKEN", `Port ${port} on ${host} is in use.`, { cause: error })
            : error,
        );
      });
      this.#server.listen(port, host, () => {
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  async #serve(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    // A peer that hangs up in the middle is no event.
    outgoing.on("error", () => {});
    // A kept connection would hold up the stop until it idles.
    if (this.#options.health.isStopping) outgoing.setHeader("Connection", "close");
    try {
      await sendResponse(await this.#respond(incoming), incoming, outgoing);
    } catch (error) {
      this.#options.log.error("An HTTP request failed and was cut.", error);
      outgoing.destroy();
    }
  }

  async #respond(incoming: http.IncomingMessage): Promise<Response> {
    const { router, origins, addresses, limits, admin } = this.#options;
    // Before the host check: who watches names the machine as they please.
    if (asksForHealth(incoming)) return this.#options.health.respond();
    try {
      const host = origins.requireHost(incoming.headers.host);
      const { request, exceeded } = toWebRequest(
        incoming,
        origins.baseUrl(host),
        limits.maxBodyBytes,
      );
      const client = addresses.of(incoming);
      replaceForwarding(request.headers, client);
      const response =
        (await admin?.handle(request, host, client)) ??
        (await router.handle(request, host, client));
      if (!exceeded()) return response;
      // Whatever the handler made of the truncated body, the reason is its size.
      await response.body?.cancel();
      return new HttpError(413, "BodyTooLarge", "The request body is too large.").toResponse();
    } catch (error) {
      if (error instanceof HttpError) return error.toResponse();
      throw error;
    }
  }

  #upgrade(incoming: http.IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const { address } = this.#options.addresses.of(incoming);
    const refusal = this.#refuseUpgrade(incoming, address);
    if (refusal !== null) {
      const { status, code } = refusal;
      const reason = http.STATUS_CODES[status] ?? "";
      socket.end(
        `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: ${code.length}\r\n\r\n${code}`,
      );
      return;
    }
    this.#sockets.handleUpgrade(incoming, socket, head, (webSocket) => {
      this.#options.sync.accept(webSocket, this.#adminDoor(incoming));
      const network = networkOf(address);
      this.#perNetwork.add(network);
      webSocket.once("close", () => this.#perNetwork.remove(network));
    });
  }

  #adminDoor(incoming: http.IncomingMessage): AdminDoor | null {
    const { admin, addresses } = this.#options;
    return admin?.doorFor(incoming.headers.host ?? "", addresses.of(incoming)) ?? null;
  }

  #refuseUpgrade(incoming: http.IncomingMessage, address: string): HttpError | null {
    const { origins, sync, limits } = this.#options;
    try {
      const host = origins.requireHost(incoming.headers.host);
      if (!origins.allows(incoming.headers.origin, host)) {
        return new HttpError(403, "OriginRefused", "Pages of that origin may not connect.");
      }
      if (!SYNC_PATH.test((incoming.url ?? "").split("?")[0] ?? "")) {
        return new HttpError(404, "NotFound", "There is no socket here.");
      }
      if (this.#options.health.isStopping || sync.socketCount >= limits.maxSockets) {
        return new HttpError(503, "TooManySockets", "The server takes no more sockets now.");
      }
      const isFull = this.#perNetwork.count(networkOf(address)) >= limits.maxSocketsPerAddress;
      if (isFull && !isLoopbackAddress(address)) {
        return new HttpError(503, "TooManySockets", "This address has too many sockets.");
      }
      return null;
    } catch (error) {
      if (error instanceof HttpError) return error;
      throw error;
    }
  }

  /** Takes nothing new, lets requests end for a while, then cuts what is left. */
  async close(): Promise<void> {
    this.#options.health.enter("stopping");
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    await this.#options.sync.close(CLOSE_GRACE_MS);
    const deadline = setTimeout(() => {
      this.#options.sync.terminate();
      this.#server.closeAllConnections();
    }, CLOSE_GRACE_MS);
    await closed;
    clearTimeout(deadline);
  }
}

function asksForHealth({ method, url }: http.IncomingMessage): boolean {
  return url === HEALTH_PATH && (method === "GET" || method === "HEAD");
}
