/** Reply-all with colleagues in Cc: nobody gets a seat, the room's staff get a hint, clients nothing. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { canariesIn } from "./canaries.setup";
import { lastVerdict, receive, startInbound } from "./inbound.setup";
import { FIRST_PAGE, makeClient, messagesOf } from "./test.setup";

const MIA = "mia.qorvaxil@client.test";

let world: Awaited<ReturnType<typeof startInbound>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  world = await startInbound();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Carla answers to all: the room, a colleague who is nobody here, and Sam, who sits in it. */
const toAll = () => ({
  to: [world.replyTo, "Sam <SAM@firm.test>"],
  cc: [`Mia <${MIA}>`, "Carla <carla@client.test>"],
});

async function participants() {
  const asked = {
    roomId: world.roomId,
    ...FIRST_PAGE,
    paginationOpts: { numItems: 50, cursor: null },
  };
  const { page } = await world.people.ana.as.query(api.participants.list, asked);
  return page.map(({ name }) => name).toSorted();
}

test("staff see who else got it; those of the room and the sender are not named; nobody is seated", async () => {
  const before = await participants();
  await receive(world, toAll());
  expect(await lastVerdict(world.t)).toBe("posted");
  for (const staff of [world.people.ana, world.people.sam]) {
    expect((await messagesOf(staff, world.roomId))[0]?.copiedTo).toEqual([MIA]);
  }
  expect(await participants()).toEqual(before);
});

test("no client is told, not even who wrote it, in the list, the preview or the search", async () => {
  const { ana, carla } = world.people;
  const cora = await makeClient(world.t, "Cora");
  await ana.as.mutation(api.participants.add, {
    roomId: world.roomId,
    userIds: [cora.userId],
    confirmed: true,
  });
  await receive(world, toAll());
  for (const client of [carla, cora]) {
    const page = await messagesOf(client, world.roomId);
    expect(page[0]?.copiedTo).toEqual([]);
    expect(canariesIn(JSON.stringify(page), [MIA, "qorvaxil"])).toEqual([]);
  }
  const asked = { roomId: world.roomId, userId: cora.userId, ...FIRST_PAGE };
  const preview = await ana.as.query(api.preview.messages, asked);
  expect(canariesIn(JSON.stringify(preview), [MIA])).toEqual([]);
});

test("a held email tells it before it is accepted, and its message afterwards", async () => {
  await receive(world, { ...toAll(), from: "Carla <carla@home.test>" });
  const { sam } = world.people;
  const [held] = (await sam.as.query(api.heldEmails.list, FIRST_PAGE)).page;
  const about = { roomId: held!.roomId, inboundId: held!.inboundId };
  const seen = await sam.as.query(api.heldEmails.get, about);
  expect(seen?.copiedTo).toEqual([MIA]);
  await sam.as.mutation(api.heldEmails.accept, { ...about, rememberAddress: false });
  expect((await messagesOf(sam, world.roomId))[0]?.copiedTo).toEqual([MIA]);
});

test("deleting the message takes the addresses along", async () => {
  await receive(world, toAll());
  const { ana } = world.people;
  const [message] = await messagesOf(ana, world.roomId);
  const { messageId } = message!;
  await ana.as.mutation(api.messages.remove, { roomId: world.roomId, messageId });
  expect((await messagesOf(ana, world.roomId))[0]).toMatchObject({ text: null, copiedTo: [] });
  expect(
    await world.t.run(async (ctx) => await ctx.db.get("messages", messageId)),
  ).not.toHaveProperty("copiedTo");
});
