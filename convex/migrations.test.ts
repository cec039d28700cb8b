/** Documents of older versions come into shape once, page by page, and go on after a crash. */
import { beforeEach, expect, test } from "vitest";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { migrate } from "./migrations.setup";
import { MIGRATIONS } from "./model/migrations";
import { type Backend, makePeople, makeRoom, send, startBackend } from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});

const status = async () => await t.query(internal.migrations.status, {});

test("a seat that said off in the old way says it in the new one; all others stay as they are", async () => {
  const { ana, sam, carla } = people;
  const old = new Map([
    [ana.userId, { emailOff: false }],
    [sam.userId, { emailOff: true }],
    [carla.userId, { emailOff: true, notify: { level: "mentions" as const } }],
  ]);
  await t.run(async (ctx) => {
    for await (const { _id, userId } of ctx.db.query("participants")) {
      await ctx.db.patch("participants", _id, old.get(userId) ?? {});
    }
  });
  await migrate(t);
  const seats = await t.run(async (ctx) => await ctx.db.query("participants").collect());
  const after = new Map(seats.map((seat) => [seat.userId, seat]));
  expect(seats.filter((seat) => "emailOff" in seat)).toEqual([]);
  expect(after.get(ana.userId)).not.toHaveProperty("notify");
  expect(after.get(sam.userId)?.notify).toEqual({ level: "off" });
  expect(after.get(carla.userId)?.notify).toEqual({ level: "mentions" });
});

test("the texts of emails that went out go, those of emails on their way stay", async () => {
  const email = { from: "", to: "", replyTo: "", subject: "", html: "", text: "", tags: [] };
  const row = { roomId, userId: people.sam.userId, ignoreAge: false, nextAttemptTime: 0 };
  const states = ["queued", "frozen", "sent", "failed", "cancelled"] as const;
  await t.run(async (ctx) => {
    for (const state of states) {
      const about = {
        ...row,
        state,
        attempts: 1,
        inDoubt: false,
        email: { ...email, headers: {} },
      };
      await ctx.db.insert("digests", about);
    }
  });
  await migrate(t);
  const rows = await t.run(async (ctx) => await ctx.db.query("digests").collect());
  expect(rows.filter((one) => one.email !== undefined).map(({ state }) => state)).toEqual([
    "queued",
    "frozen",
  ]);
});

test("a page is kept with what it changed: after a crash the next one goes on there", async () => {
  for (let i = 0; i < 5; i += 1) await send(people.ana, roomId, `kiln ${i}`);
  await t.run(async (ctx) => {
    for await (const { _id } of ctx.db.query("messages")) {
      await ctx.db.patch("messages", _id, { searchText: undefined });
    }
  });
  const at = MIGRATIONS.findIndex(({ name }) => name.includes("messages can be searched"));
  const searching = MIGRATIONS[at];
  const unfound = async () =>
    (await t.run(async (ctx) => await ctx.db.query("messages").collect())).filter(
      ({ searchText }) => searchText === undefined,
    ).length;
  // Two messages a page, as a large folder's thousands are.
  const page = async (cursor: string | null) =>
    await t.run(async (ctx) => await searching!.run(ctx, { numItems: 2, cursor }));
  const { continueCursor } = await page(null);
  await t.run(async (ctx) => {
    for (const { name } of MIGRATIONS.slice(0, at)) {
      await ctx.db.insert("migrations", { name, cursor: null, looked: 3, isDone: true });
    }
    const begun = { name: searching!.name, cursor: continueCursor, looked: 2, isDone: false };
    await ctx.db.insert("migrations", begun);
  });
  expect(await unfound()).toBe(3);
  const crash = t.run(async (ctx) => {
    await searching!.run(ctx, { numItems: 2, cursor: continueCursor });
    throw new Error("crash");
  });
  await expect(crash).rejects.toThrow("crash");
  expect(await unfound()).toBe(3);
  const [next] = await migrate(t);
  expect(next).toEqual({ name: searching!.name, looked: 5, isDone: true });
  expect(await unfound()).toBe(0);
});

test("each is run once, and a searching run has nothing to do", async () => {
  expect((await status()).pending).toHaveLength(MIGRATIONS.length);
  expect(await migrate(t)).toHaveLength(MIGRATIONS.length);
  expect(await status()).toEqual({
    done: MIGRATIONS.map(({ name }) => name),
    pending: [],
    unknown: [],
  });
  expect(await migrate(t)).toEqual([]);
  expect(await t.mutation(internal.migrations.run, {})).toBeNull();
});

test("data of a newer version is left alone", async () => {
  const row = { name: "99 of the future", cursor: null, looked: 1, isDone: true };
  await t.run(async (ctx) => await ctx.db.insert("migrations", row));
  expect((await status()).unknown).toEqual(["99 of the future"]);
  await expect(t.mutation(internal.migrations.step, {})).rejects.toThrow("newer version");
  expect((await status()).done).toEqual([]);
});
