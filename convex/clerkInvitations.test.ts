/** Invitations at Clerk, against a stand-in of its API. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { portalOf } from "./permissions.world";
import { type Backend, makePeople, startBackend } from "./test.setup";

const KEY = "sk_test_standin";

type Asked = { url: string; key: string | null; body: Record<string, unknown> };
let asked: Asked[];
let status: number;
let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  vi.useFakeTimers();
  asked = [];
  status = 200;
  t = await startBackend();
  people = await makePeople(t);
  Object.assign(process.env, { CLERK_SECRET_KEY: KEY, CLERK_API_URL: "https://clerk.test" });
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    if (!url.startsWith("https://clerk.test/")) return Promise.reject(new Error("No network"));
    const key = new Headers(init.headers).get("authorization");
    const body = JSON.parse(init.body as string) as Record<string, unknown>;
    asked.push({ url, key, body });
    return Promise.resolve(Response.json({ id: "inv_1", secret: "no" }, { status }));
  });
});
afterEach(() => {
  for (const name of ["CLERK_SECRET_KEY", "CLERK_API_URL"]) delete process.env[name];
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function invite() {
  const portalId = await portalOf(t, people.carla);
  const email = "iva@client.test";
  return await people.ana.as.mutation(api.invitations.inviteClient, {
    portalId,
    email,
    name: "Iva",
  });
}
const settle = async () => await t.finishAllScheduledFunctions(() => vi.advanceTimersToNextTimer());
const paths = () => asked.map(({ url }) => new URL(url).pathname);

test("Clerk is asked to let the invited address in, with our id and without an email of its own", async () => {
  const invitationId = await invite();
  await settle();
  expect(asked).toEqual([
    {
      url: "https://clerk.test/v1/invitations",
      key: `Bearer ${KEY}`,
      body: {
        email_address: "iva@client.test",
        redirect_url: "https://app.test/sign-in",
        public_metadata: { anteroomInvitation: invitationId },
        notify: false,
        ignore_existing: true,
      },
    },
  ]);
});

test("a revoked invitation is revoked at Clerk as well", async () => {
  const invitationId = await invite();
  await settle();
  await people.ana.as.mutation(api.invitations.revoke, { invitationId });
  await settle();
  expect(paths()).toEqual(["/v1/invitations", "/v1/invitations/inv_1/revoke"]);
});

test("one that was revoked before Clerk was asked is never made there", async () => {
  const invitationId = await invite();
  await people.ana.as.mutation(api.invitations.revoke, { invitationId });
  await settle();
  expect(paths()).toEqual([]);
});

test("Clerk is asked four times at most when it fails, and our invitation is sent all the same", async () => {
  status = 500;
  const invitationId = await invite();
  await settle();
  expect(paths()).toHaveLength(4);
  const invitation = await t.run(async (ctx) => await ctx.db.get("invitations", invitationId));
  expect(invitation).toMatchObject({ state: "pending" });
  expect(invitation?.clerkId).toBeUndefined();
});

test("without a key nothing is asked", async () => {
  delete process.env["CLERK_SECRET_KEY"];
  await invite();
  await settle();
  expect(asked).toEqual([]);
});
