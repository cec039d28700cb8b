/** Requests to the routes of `convex/http.ts`. */
import type { RoutableMethod } from "convex/server";
import type { LoadedModules } from "../modules/types.ts";
import type { Actions } from "./actions.ts";
import { newRequestId, withoutValues } from "./failures.ts";
import type { Log } from "./log.ts";
import type { Identity } from "./types.ts";

type HttpHandler = (ctx: unknown, request: Request) => Promise<Response>;

/** The handler for a method and path; HEAD finds the one for GET. Null when nothing is routed. */
export function findRoute(
  modules: LoadedModules,
  method: string,
  pathname: string,
): HttpHandler | null {
  const route = modules.httpRouter?.lookup(pathname, method as RoutableMethod) ?? null;
  return route === null ? null : (route[0] as unknown as { _handler: HttpHandler })._handler;
}

/** Answers 404 without a route, and 500 with no more than a request id when the handler throws. */
export async function answerRequest(
  actions: Actions,
  modules: LoadedModules,
  log: Log,
  request: Request,
  identity: Identity | null,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const handler = findRoute(modules, request.method, pathname);
  if (handler === null) return new Response("No matching routes found", { status: 404 });
  const requestId = newRequestId();
  try {
    const response = await actions.runHttp(handler, request, { identity, requestId });
    if (response instanceof Response) return response;
    throw new Error("An HTTP action must return a Response.");
  } catch (error) {
    // The path of a route may hold a secret of its caller, so the log names only the method.
    const stack = error instanceof Error ? modules.cleanStack(error.stack ?? error.message) : error;
    const shown = withoutValues(String(stack));
    const fields = { event: "fault", requestId };
    log.error(
      `An HTTP action (${request.method}) failed [${requestId}]: ${shown}`,
      undefined,
      fields,
    );
    const message = `[Request ID: ${requestId}] Server Error`;
    return Response.json({ code: "InternalServerError", message }, { status: 500 });
  }
}
