/** G12: a client, and all of a portal, fill only their share of the firm's disk; what is deleted is theirs again. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { pngBytes, sendFiles, store, storedIds, upload } from "./files.setup";
import { UNSENT_KEPT_MS } from "./fileSweeps";
import { receive, startInbound } from "./inbound.setup";
import { CLIENT_MAX_BYTES, PORTAL_MAX_BYTES } from "./model/storageQuota";
import { portalOf } from "./permissions.world";
import {
  type Backend,
  type Person,
  codeOf,
  makeClient,
  makePeople,
  makeRoom,
  messagesOf,
  startBackend,
} from "./test.setup";

const DAY_MS = 24 * 60 * 60 * 1000;
type Owner = Id<"users"> | Id<"portals">;

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});
afterEach(() => {
  vi.useRealTimers();
});

const ask = (person: Person, size: number) =>
  person.as.mutation(api.files.requestUpload, { roomId, name: "plan.pdf", size });

async function uses(): Promise<Record<string, number>> {
  const rows = await t.run(async (ctx) => await ctx.db.query("storageUses").take(10));
  return Object.fromEntries(rows.map(({ owner, bytes }) => [owner, bytes]));
}

/** Lets an owner have used all but `left` bytes of what they may. */
async function leave(owner: Owner, most: number, left: number): Promise<void> {
  await t.run(async (ctx) => await ctx.db.insert("storageUses", { owner, bytes: most - left }));
}

describe("a client's files", () => {
  test("count for them and their portal as large as they are, until the last message with them is gone", async () => {
    const { carla } = people;
    const portalId = await portalOf(t, carla);
    const fileId = await upload(t, carla, roomId, pngBytes(), {
      size: 1,
      thumbnail: pngBytes(8, 6),
    });
    const { messageId } = await sendFiles(carla, roomId, [fileId]);
    expect(await uses()).toEqual({ [carla.userId]: 128, [portalId]: 128 });
    await people.ana.as.mutation(api.messages.remove, { roomId, messageId });
    expect(await uses()).toEqual({});
  });

  test("are taken up to the limit and refused beyond it, before any byte is asked for; the team's are not", async () => {
    const { ana, carla } = people;
    await leave(carla.userId, CLIENT_MAX_BYTES, 10);
    expect(await codeOf(ask(carla, 11))).toBe("STORAGE_LIMIT");
    await ask(ana, 11);
    await ask(carla, 10);
    expect(await codeOf(ask(carla, 1))).toBe("STORAGE_LIMIT");
  });

  test("share the space of their portal with those of colleagues, and with no other portal", async () => {
    const { ana, carla, omar } = people;
    const portalId = await portalOf(t, carla);
    const carl = await makeClient(t, "Carl", { portalId });
    const userIds = [carl.userId, omar.userId];
    await ana.as.mutation(api.participants.add, { roomId, userIds, confirmed: true });
    await leave(portalId, PORTAL_MAX_BYTES, 10);
    await ask(carl, 10);
    const { files } = await ana.as.query(api.portals.get, { portalId });
    expect(files).toEqual({ bytes: PORTAL_MAX_BYTES, mostBytes: PORTAL_MAX_BYTES });
    expect(await codeOf(ask(carla, 1))).toBe("STORAGE_LIMIT");
    await ask(omar, 1);
  });

  test("are refused when more bytes come than were announced and there is space for", async () => {
    const { carla } = people;
    const portalId = await portalOf(t, carla);
    await leave(carla.userId, CLIENT_MAX_BYTES, 10);
    await leave(portalId, PORTAL_MAX_BYTES, 1_000);
    const before = await uses();
    const { fileId } = await ask(carla, 1);
    const storageId = await store(t, pngBytes());
    const claim = { roomId, fileId, storageId, thumbnailStorageId: null };
    await carla.as.mutation(api.files.claim, claim);
    const state = await carla.as.query(api.files.upload, { roomId, fileId });
    expect(state).toMatchObject({ state: "refused", refusal: "STORAGE_LIMIT" });
    expect([await storedIds(t), await uses()]).toEqual([[], before]);
  });

  test("that are given up or never sent leave their space", async () => {
    const { carla } = people;
    const { fileId } = await ask(carla, 10);
    await carla.as.mutation(api.files.discard, { roomId, fileId });
    expect(await uses()).toEqual({});
    await ask(carla, 10);
    vi.setSystemTime(Date.now() + UNSENT_KEPT_MS + 1);
    await t.mutation(internal.fileSweeps.sweep, {});
    expect(await uses()).toEqual({});
  });

  test("are asked for 200 times a day at most, whatever becomes of them; the team's more often", async () => {
    const { ana, carla } = people;
    // One is left to each of them.
    await t.run(async (ctx) => {
      for (const { userId: key } of [ana, carla]) {
        const bucket = { name: "clientUpload", key, value: 1, ts: Date.now() };
        await ctx.db.insert("rateLimits", bucket);
      }
    });
    for (const person of [ana, ana, carla]) await ask(person, 1);
    expect(await codeOf(ask(carla, 1))).toBe("RATE_LIMITED");
    vi.setSystemTime(Date.now() + DAY_MS / 200);
    await ask(carla, 1);
  });
});

test("an emailed file without space leaves a line that says why, and no bytes", async () => {
  const world = await startInbound();
  const { userId } = world.people.carla;
  await world.t.run(
    async (ctx) => await ctx.db.insert("storageUses", { owner: userId, bytes: CLIENT_MAX_BYTES }),
  );
  const attachments = [{ id: "a", filename: "kiln.png", size: 64 }];
  await receive(world, { attachments }, undefined, undefined, { a: pngBytes() });
  const [message] = await messagesOf(world.people.ana, world.roomId);
  expect(message?.attachments).toEqual([]);
  expect(message?.text).toContain("kiln.png (1 KB, no space is left for this person's files)");
  expect(await storedIds(world.t)).toEqual([]);
  vi.unstubAllGlobals();
});
