import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "./httpError.ts";

/** The one refusal that can come while a handler is already reading. */
const tooLarge = () => new HttpError(413, "BodyTooLarge", "The request body is too large.");

export type AdaptedRequest = {
  request: Request;
  /** True once more than the limit has arrived; the body stream has failed then. */
  exceeded: () => boolean;
};

/**
 * A node:http request as a web Request whose body is read on demand. `baseUrl` is scheme and host
 * as the client sees them, without trailing slash. Throws HttpError: 413 before
 * anything is read when the announced length is too large, 400 for what cannot be a Request.
 */
export function toWebRequest(
  incoming: IncomingMessage,
  baseUrl: string,
  maxBodyBytes: number,
): AdaptedRequest {
  if (Number(incoming.headers["content-length"] ?? 0) > maxBodyBytes) throw tooLarge();
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  let exceeded = false;
  const body = limitedBody(incoming, maxBodyBytes, () => (exceeded = true));
  const init = method === "GET" || method === "HEAD" ? {} : { body, duplex: "half" as const };
  try {
    const request = new Request(absoluteUrl(incoming.url ?? "/", baseUrl), {
      method,
      headers,
      ...init,
    });
    return { request, exceeded: () => exceeded };
  } catch {
    throw new HttpError(400, "BadRequest", "The request could not be understood.");
  }
}

/** By hand, because as a relative reference "//evil.example/x" would name another host. */
function absoluteUrl(target: string, baseUrl: string): URL {
  return target.startsWith("/") ? new URL(baseUrl + target) : new URL(target, baseUrl);
}

function limitedBody(incoming: IncomingMessage, maxBytes: number, onExceeded: () => void) {
  const chunks = incoming[Symbol.asyncIterator]();
  let received = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = (await chunks.next()) as IteratorResult<Buffer, undefined>;
      if (done || value === undefined) {
        controller.close();
        return;
      }
      received += value.byteLength;
      if (received > maxBytes) {
        onExceeded();
        controller.error(tooLarge());
        return;
      }
      controller.enqueue(value);
    },
  });
}

/** Sends a web Response through node:http, at the reader's pace. */
export async function sendResponse(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (outgoing.destroyed) {
    await response.body?.cancel();
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== "set-cookie") outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("Set-Cookie", cookies);
  // An unread body would be taken for the next request of a kept connection.
  if (!incoming.complete) outgoing.setHeader("Connection", "close");
  if (response.body !== null && incoming.method !== "HEAD") {
    await pipe(response.body, outgoing);
  } else {
    await response.body?.cancel();
  }
  outgoing.end();
}

async function pipe(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  for await (const chunk of body) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) await untilTaken(outgoing);
  }
}

/** Resolves when the reader has taken what was written, or has gone. */
async function untilTaken(outgoing: ServerResponse): Promise<void> {
  // A large file waits hundreds of times: the listener that heard nothing must not stay each time.
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(outgoing, "drain", { signal }), once(outgoing, "close", { signal })]);
  } finally {
    waiting.abort();
  }
}
