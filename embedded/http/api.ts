import type { JSONValue } from "convex/values";
import { AuthenticationError } from "../auth/tokenVerifier.ts";
import type { TokenVerifier } from "../auth/tokenVerifier.ts";
import type { FunctionFailure, FunctionRunner, Identity } from "../execution/types.ts";
import { decodeTimestamp, encodeTimestamp, ProtocolError } from "../sync/protocol.ts";
import type { UploadHandler } from "../storage/uploads.ts";
import { HttpError } from "./httpError.ts";

export type ApiOptions = {
  runner: FunctionRunner;
  upload: UploadHandler;
  /** Whom an Authorization header speaks for; throws HttpError for one that is not accepted. */
  identify: (authorization: string | null) => Promise<Identity | null>;
};

export type Handler = (request: Request, url: URL) => Promise<Response>;
type Call = { path: string; args: JSONValue; identity: Identity | null; caller: "public" };
type Outcome = { ok: true; resultJson: string; logLines: string[] } | FunctionFailure;

/**
 * Convex's HTTP API for clients without a socket (docs.convex.dev/http-api). What may be called is
 * the runner's to say: to everybody but an admin, internal functions are like ones that do not exist.
 */
export class Api {
  readonly #options: ApiOptions;
  readonly #routes: ReadonlyMap<string, Handler>;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#routes = new Map<string, Handler>([
      ["POST /api/query", (request) => this.#call(request, (call) => this.#query(call))],
      ["POST /api/mutation", (request) => this.#call(request, (call) => this.#mutation(call))],
      ["POST /api/action", (request) => this.#call(request, (call) => this.#action(call))],
      ["POST /api/function", (request) => this.#call(request, (call) => this.#any(call))],
      ["POST /api/query_ts", () => this.#queryTimestamp()],
      ["POST /api/query_at_ts", (request) => this.#queryAtTimestamp(request)],
      [
        "POST /api/storage/upload",
        (request, url) => options.upload(request, url.searchParams.get("token")),
      ],
      ["GET /version", () => Promise.resolve(new Response("embedded"))],
      ["GET /instance_name", () => Promise.resolve(new Response("embedded"))],
    ]);
  }

  /** What answers `method` at `url`, or null when that is none of the API's. May throw HttpError. */
  find(method: string, url: URL): Handler | null {
    const handler = this.#routes.get(`${method} ${url.pathname}`);
    if (handler !== undefined) return handler;
    const named = method === "POST" ? functionOfRunPath(url.pathname) : null;
    if (named === null) return null;
    return (request) => this.#call(request, (call) => this.#any(call), named);
  }

  async #call(
    request: Request,
    run: (call: Call) => Promise<Outcome>,
    path?: string,
  ): Promise<Response> {
    const identity = await this.#options.identify(request.headers.get("Authorization"));
    const body = await readJsonObject(request);
    return outcomeResponse(await run(toCall(body, identity, path)));
  }

  #query(call: Call): Promise<Outcome> {
    return this.#options.runner.atSnapshot((snapshot) =>
      snapshot.runQuery({ ...call, journal: null }),
    );
  }

  #mutation(call: Call): Promise<Outcome> {
    return this.#options.runner.runMutation(call);
  }

  #action(call: Call): Promise<Outcome> {
    return this.#options.runner.runAction(call);
  }

  /** A path that is unknown to the caller runs as a query, which fails as every unknown one does. */
  #any(call: Call): Promise<Outcome> {
    const kind = this.#options.runner.kindOf(call.path, "public");
    if (kind === "mutation") return this.#mutation(call);
    if (kind === "action") return this.#action(call);
    return this.#query(call);
  }

  async #queryTimestamp(): Promise<Response> {
    const timestamp = await this.#latestTimestamp();
    return Response.json({ ts: encodeTimestamp(timestamp) });
  }

  /** Only the present can be read: a past timestamp gives the present state, the future is refused. */
  async #queryAtTimestamp(request: Request): Promise<Response> {
    const identity = await this.#options.identify(request.headers.get("Authorization"));
    const body = await readJsonObject(request);
    const asked = typeof body.ts === "string" ? readTimestamp(body.ts) : null;
    if (asked === null || asked > (await this.#latestTimestamp())) {
      throw new HttpError(400, "BadTimestamp", "ts is no timestamp of this server.");
    }
    return outcomeResponse(await this.#query(toCall(body, identity)));
  }

  #latestTimestamp(): Promise<bigint> {
    return this.#options.runner.atSnapshot((snapshot) => Promise.resolve(snapshot.timestamp));
  }
}

/** A bad token is refused rather than taken for anonymous: the caller believes to be somebody. */
export function identifyBearer(verifier: TokenVerifier): ApiOptions["identify"] {
  return async (authorization) => {
    if (authorization === null) return null;
    const token = bearerToken(authorization);
    if (token === null) {
      throw new HttpError(401, "InvalidAuthHeader", "The Authorization header is not accepted.");
    }
    try {
      return (await verifier.verify(token)).identity;
    } catch (error) {
      if (error instanceof AuthenticationError) throw new HttpError(401, error.code, error.message);
      throw error;
    }
  };
}

/** The token of a `Bearer` header (RFC 6750 §2.1), or null for any other scheme. */
export function bearerToken(header: string): string | null {
  return /^Bearer +([^ ]+) *$/i.exec(header)?.[1] ?? null;
}

/** "/api/run/folder/file/function" names `folder/file:function`. */
function functionOfRunPath(pathname: string): string | null {
  const match = /^\/api\/run\/(.+)\/([^/]+)$/.exec(pathname);
  return match === null ? null : `${match[1]}:${match[2]}`;
}

function toCall(body: Record<string, JSONValue>, identity: Identity | null, path?: string): Call {
  const name = path ?? body.path;
  const args = Array.isArray(body.args) ? (body.args[0] ?? {}) : (body.args ?? {});
  if (typeof name !== "string" || (Array.isArray(body.args) && body.args.length > 1)) {
    throw badBody("path must be a string and args an object.");
  }
  if (typeof args !== "object" || args === null || Array.isArray(args)) {
    throw badBody("args must be an object.");
  }
  return { path: name, args, identity, caller: "public" };
}

async function readJsonObject(request: Request): Promise<Record<string, JSONValue>> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw badBody("The body is not JSON.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw badBody("The body must be a JSON object.");
  }
  return body as Record<string, JSONValue>;
}

function badBody(message: string): HttpError {
  return new HttpError(400, "BadJsonBody", message);
}

function readTimestamp(encoded: string): bigint | null {
  try {
    return decodeTimestamp(encoded);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}

/** 200 in both cases, as Convex answers: the call arrived, and the function had its say. */
function outcomeResponse(outcome: Outcome): Response {
  const { logLines } = outcome;
  const text = outcome.ok
    ? `{"status":"success","value":${outcome.resultJson},"logLines":${JSON.stringify(logLines)}}`
    : JSON.stringify({
        status: "error",
        errorMessage: outcome.errorMessage,
        errorData: outcome.errorData,
        logLines,
      });
  return new Response(text, {
    headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
  });
}
