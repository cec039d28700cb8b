import type { Clock } from "./clock.ts";
import type { Log } from "./execution/log.ts";
import type { RunListener } from "./execution/runReport.ts";
import type { Client } from "./http/clientAddress.ts";

/** Limits of the front: sockets and HTTP. Function and document limits live with what enforces them. */
export type Limits = {
  /** Largest frame accepted on a sync socket, in bytes: 16 MiB of arguments and their envelope. */
  maxFrameBytes: number;
  /** Sync sockets per process; further upgrades are answered 503. */
  maxSockets: number;
  /**
   * Sync sockets of one client's address (IPv6: its /64); further ones are answered 503. This computer's
   * own address is exempt: it stands for everybody behind a proxy that is not declared.
   */
  maxSocketsPerAddress: number;
  /** Live queries of one socket. */
  maxQueriesPerSocket: number;
  /** Unanswered mutations and, counted apart, actions of one socket. */
  maxPendingRequests: number;
  /**
   * What one socket may make the server remember, in characters: arguments of its live queries, and
   * apart from them its messages that are not answered yet.
   */
  maxPendingBytes: number;
  /** Largest HTTP request body, in bytes (Convex's limit for HTTP actions). */
  maxBodyBytes: number;
};

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxFrameBytes: 16 * MIB + 64 * 1024,
  maxSockets: 10_000,
  maxSocketsPerAddress: 1_000,
  maxQueriesPerSocket: 1_000,
  maxPendingRequests: 1_000,
  maxPendingBytes: 32 * MIB,
  maxBodyBytes: 20 * MIB,
};

/** An in-process route of the composer: answers the request, or null to pass it on. */
export type LocalRoutes = (request: Request, client: Client) => Promise<Response | null>;

/** Sources that the content security policy allows beside the app's own origin. */
export type PolicySources = {
  script?: string[];
  connect?: string[];
  image?: string[];
  frame?: string[];
};

export type BackendOptions = {
  /** Folder for the database, file bytes and the lock; made when missing. */
  dataDir: string;
  /** The `convex/` folder to run. */
  functionsDir: string;
  /** 0 takes any free port. */
  port: number;
  /** Address to listen on; default 127.0.0.1. */
  host?: string;
  /** What `process.env` holds for functions, and nothing else of the server's environment. */
  env: Record<string, string>;
  /** Built web app to serve; none when absent. */
  webDir?: string;
  localRoutes?: LocalRoutes;
  /** Runs before anybody can connect: the place to bring the data of an older version up to date. */
  beforeServing?: (run: (path: string, args: object) => Promise<unknown>) => Promise<unknown>;
  /** Runs before crons and scheduled functions do: the place to fill an empty database. */
  beforeJobs?: (run: (path: string, args: object) => Promise<unknown>) => Promise<unknown>;
  clock?: Clock;
  /** Where browsers reach this server when it is not the loopback address, e.g. "https://chat.firm.example". */
  publicOrigin?: string;
  /** Proxies whose X-Forwarded-For is believed: addresses, networks, "loopback". Default: none. */
  trustedProxies?: string[];
  /** Other origins whose pages may call the API and open sockets (a separate dev server). */
  allowedOrigins?: string[];
  policySources?: PolicySources;
  /**
   * Lets who holds it, on this computer, use Convex's CLI against this backend: run any function, read
   * all data. Nobody can without it.
   */
  adminKey?: string;
  /**
   * For imports by the CLI: closes this backend and starts one with the data in `folder`, which lies in
   * the data folder, in place of the present data.
   */
  replaceData?: (folder: string) => Promise<void>;
  /** Clients get ConvexError data only: other error texts and log lines are dropped. */
  production?: boolean;
  /** "stock" runs queries and mutations in `convex/server`'s own ctx: slow, for comparing in tests. */
  path?: "own" | "stock";
  limits?: Partial<Limits>;
  /** Reload the functions when their files change (development). */
  watch?: boolean;
  /** Disk space kept back for a full disk, and what must be free for a file to be taken; bytes. */
  reserveBytes?: number;
  minFreeBytes?: number;
  /** A query or mutation that takes longer is named in the log; default 250 ms. */
  slowRunMs?: number;
  /** Is told of each run of a function; see runReport.ts. */
  onRun?: RunListener;
  /** Default: the console. Never holds arguments or content. */
  log?: Log;
};

/** Why a backend could not start; `code` is for programs, the message for people. */
export class StartError extends Error {
  readonly code: "PORT_TAKEN" | "DATA_FOLDER_IN_USE" | "BAD_CONFIGURATION";

  constructor(code: StartError["code"], message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = "StartError";
    this.code = code;
  }
}
