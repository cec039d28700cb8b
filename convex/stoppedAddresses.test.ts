/** An address that fails: staff see it, and somebody can try again. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.carla]);
  await send(people.ana, roomId, "one");
  await sendDigests(t);
});
afterEach(() => vi.useRealTimers());

async function fail(isFinal = true): Promise<void> {
  const digest = await t.run(async (ctx) => await ctx.db.query("digests").first());
  await t.mutation(internal.deliveries.record, {
    webhookId: `w${Date.now()}`,
    emailId: digest?.providerId ?? "",
    messageId: null,
    tag: null,
    delivery: "bounced",
    isFinal,
    reason: "550 no such mailbox",
  });
}
const stopped = async () => (await people.sam.as.query(api.stoppedAddresses.list, FIRST_PAGE)).page;

test("nobody stands in the list while email arrives, nor after a passing failure", async () => {
  expect(await stopped()).toEqual([]);
  await fail(false);
  expect(await stopped()).toEqual([]);
});

test("a failed address stands there with why and since when, and beside its contact and seat", async () => {
  const now = Date.now();
  await fail();
  const stop = { delivery: "bounced", reason: "550 no such mailbox", time: now };
  const { userId, name, email } = people.carla;
  expect(await stopped()).toEqual([{ userId, name, email, stop }]);
  const user = await t.run(async (ctx) => await ctx.db.get("users", userId));
  const portalId = user?.portalId ?? "";
  const portal = await people.sam.as.query(api.portals.get, { portalId });
  expect(portal.contacts[0]?.mailStop).toEqual(stop);
  const seats = await people.ana.as.query(api.participants.list, { roomId, ...FIRST_PAGE });
  expect(seats.page.filter((seat) => seat.mailStopped).map((seat) => seat.name)).toEqual(["Carla"]);
});

test("trying again mails what is unread and was not mailed yet; it is audited, and a client can't", async () => {
  const { userId } = people.carla;
  await fail();
  await send(people.ana, roomId, "while stopped");
  expect(await sendDigests(t)).toEqual([]);
  const resume = api.stoppedAddresses.resume;
  expect(await codeOf(people.carla.as.mutation(resume, { userId }))).toBe("FORBIDDEN");
  expect(await codeOf(people.sam.as.mutation(resume, { userId: "nobody" }))).toBe("NOT_FOUND");
  await people.sam.as.mutation(resume, { userId });
  expect(await stopped()).toEqual([]);
  const [email] = await sendDigests(t);
  expect(email?.text).toContain("while stopped");
  expect(email?.text).not.toContain("one\n");
  const { page } = await people.olga.as.query(api.audit.list, FIRST_PAGE);
  expect(page[0]).toMatchObject({ action: "user.resumeMail", person: "Carla" });
});
