/**
 * The same people in every test: Ana (staff, owner of nothing but her rooms), Sam (staff), Olga
 * (owner), Carla (client in the room), Omar (client outside), in an otherwise empty firm.
 */
import { convexTest, type TestConvex } from "convex-test";
import { ConvexError } from "convex/values";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import type { AppErrorData, ErrorCode } from "./errors";
import schema from "./schema";
import type { RoomKind, StaffRole, UserState } from "./validators";

export const modules = import.meta.glob(["./**/*.{ts,js}", "!./**/*.test.ts", "!./**/*.d.ts"]);

export const ISSUER = "https://issuer.test";

const SIGNING_KEY = {
  kty: "EC",
  crv: "P-256",
  x: "LaKfeOVTo5OpqvBHBx80kFYM9OWNgFNruFzSRIDG_nw",
  y: "zELllwhC-MV97X_-0EaUEVwfnJLIvupT7_P9lS63YQo",
  d: "Cz4aAMuCHlWT8peMrSAr0jV8dguwIajL6kTg89EhvoQ",
  kid: "test",
};

/** The environment that functions read; no secrets of anybody. */
export function setEnvironment(): void {
  Object.assign(process.env, {
    APP_URL: "https://app.test",
    CONVEX_SITE_URL: "https://app.test",
    AUTH_SIGNING_KEY: JSON.stringify(SIGNING_KEY),
    DEMO_ISSUER: ISSUER,
    EMAIL_FROM: "Firm <notifications@firm.test>",
    INBOUND_DOMAIN: "inbound.firm.test",
    RESEND_API_KEY: "re_test",
    RESEND_WEBHOOK_SECRET: "whsec_Y2xpZW50LWNoYXQtdGVzdC1zaWduaW5nLXNlY3JldCE=",
  });
}

export type Backend = TestConvex<typeof schema>;
export type Caller = ReturnType<Backend["withIdentity"]>;
export type Person = { userId: Id<"users">; as: Caller; name: string; email: string };

/** An empty backend with a firm. */
export async function startBackend(): Promise<Backend> {
  setEnvironment();
  const t = convexTest({ schema, modules });
  await t.run(async (ctx) => {
    await ctx.db.insert("firm", {
      name: "The Firm",
      accentColor: "#2f6f5e",
      timeZone: "Europe/Berlin",
      studioIdentity: false,
    });
  });
  return t;
}

async function makeUser(
  t: Backend,
  name: string,
  user: { kind: "staff"; role: StaffRole } | { kind: "client"; portalId: Id<"portals"> },
  state: UserState = "active",
): Promise<Person> {
  const subject = name.toLowerCase();
  const email = `${subject}@${user.kind === "staff" ? "firm" : "client"}.test`;
  const userId = await t.run(async (ctx) => {
    return await ctx.db.insert("users", {
      ...user,
      name,
      email,
      state,
      tokenIdentifier: `${ISSUER}|${subject}`,
      emailMuted: false,
    });
  });
  return { userId, name, email, as: t.withIdentity({ issuer: ISSUER, subject }) };
}

export async function makeStaff(t: Backend, name: string, role: StaffRole = "member") {
  return await makeUser(t, name, { kind: "staff", role });
}

/** A client contact of a portal of their own, unless one is given. */
export async function makeClient(
  t: Backend,
  name: string,
  options: { portalId?: Id<"portals">; state?: UserState } = {},
) {
  const portalId =
    options.portalId ??
    (await t.run(async (ctx) => await ctx.db.insert("portals", { name: `${name} & Co` })));
  return await makeUser(t, name, { kind: "client", portalId }, options.state);
}

/** Ana, Sam, Olga, Carla, Omar. */
export async function makePeople(t: Backend) {
  const ana = await makeStaff(t, "Ana");
  const sam = await makeStaff(t, "Sam");
  const olga = await makeStaff(t, "Olga", "owner");
  const carla = await makeClient(t, "Carla");
  const omar = await makeClient(t, "Omar");
  return { ana, sam, olga, carla, omar };
}

/** A room of `creator` with `others` seated. */
export async function makeRoom(
  creator: Person,
  others: Person[],
  options: { kind?: RoomKind; name?: string } = {},
): Promise<Id<"rooms">> {
  return await creator.as.mutation(api.rooms.create, {
    name: options.name ?? "Carla's room",
    kind: options.kind ?? "client",
    participantIds: others.map((other) => other.userId),
  });
}

let sends = 0;

/** Sends as the app does, with a fresh clientMessageId unless one is given. */
export async function send(
  person: Person,
  roomId: string,
  text: string,
  clientMessageId = `00000000-0000-4000-8000-${String((sends += 1)).padStart(12, "0")}`,
) {
  return await person.as.mutation(api.messages.send, { roomId, text, clientMessageId });
}

export const FIRST_PAGE = { paginationOpts: { numItems: 50, cursor: null } };

/** The newest messages as `person` sees them, newest first. */
export async function messagesOf(person: Person, roomId: string) {
  return (await person.as.query(api.messages.list, { roomId, ...FIRST_PAGE })).page;
}

/** The code a call was refused with; fails when it was not refused, or without a code. */
export async function codeOf(call: Promise<unknown>): Promise<ErrorCode> {
  let result: unknown;
  try {
    result = await call;
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    const data: unknown = typeof error.data === "string" ? JSON.parse(error.data) : error.data;
    return (data as AppErrorData).code;
  }
  throw new Error(`It was not refused: ${JSON.stringify(result)}`);
}
