/** The demo's sign-in page asks these two: who is there, and "let me in as …" without a password. */
import type { JWK } from "jose";
import { refuseForeignPost, refuseUnknownHost, type AccessRules } from "../access.ts";
import { json, readJsonObject } from "../respond.ts";
import { issueDemoToken } from "./issuer.ts";

/** One card of the sign-in page, as `seed:demoPeople` gives it. */
export type DemoPerson = {
  subject: string;
  name: string;
  kind: "staff" | "client";
  role: string | null;
  portalName: string | null;
  title: string;
  email: string;
  unread: number;
};

export type DemoOptions = AccessRules & {
  /** False when a real identity provider is set: then the routes do not exist. */
  enabled: boolean;
  signingKey: JWK;
  listPeople: () => Promise<DemoPerson[]>;
  now: () => number;
};

/**
 * `GET /demo/people` and `POST /demo/sign-in {subject}`; `subject` is one of the list's.
 * @returns null for paths that are not the demo's.
 */
export function demoRoutes(options: DemoOptions): (request: Request) => Promise<Response | null> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname !== "/demo/people" && pathname !== "/demo/sign-in") return null;
    if (!options.enabled) return json({ code: "NOT_FOUND", message: "Demo mode is off." }, 404);
    const refusal = refuseUnknownHost(request, options);
    if (refusal) return refusal;
    const method = pathname === "/demo/people" ? "GET" : "POST";
    if (request.method !== method) {
      return json({ code: "INVALID_ARGUMENT", message: `Use ${method}.` }, 405, { allow: method });
    }
    return method === "GET" ? people(options) : signIn(request, options);
  };
}

/** Email addresses stay behind: the page has no use for them. */
async function people(options: DemoOptions): Promise<Response> {
  const everyone = await options.listPeople();
  return json(
    everyone.map(({ subject, name, kind, role, portalName, title, unread }) => ({
      subject,
      name,
      kind,
      role,
      portalName,
      title,
      unread,
    })),
  );
}

async function signIn(request: Request, options: DemoOptions): Promise<Response> {
  const refusal = refuseForeignPost(request, options);
  if (refusal) return refusal;
  const subject = (await readJsonObject(request))?.["subject"];
  if (typeof subject !== "string") {
    return json({ code: "INVALID_ARGUMENT", message: "Say who: {subject}." }, 400);
  }
  const everyone = await options.listPeople();
  if (!everyone.some((person) => person.subject === subject)) {
    return json({ code: "NOT_FOUND", message: "The demo has no such person." }, 404);
  }
  return json(await issueDemoToken(options.signingKey, subject, options.now()));
}
