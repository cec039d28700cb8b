/** Access ends at once (G9): five open subscriptions, a queued email, a reply address. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import {
  type Backend,
  FIRST_PAGE,
  makePeople,
  makeRoom,
  messagesOf,
  send,
} from "../../convex/test.setup";
import { EngineBackend } from "./engineBackend.ts";

let engine: EngineBackend;
let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: Id<"rooms">;

beforeAll(async () => {
  engine = await EngineBackend.start();
});
afterAll(async () => await engine.close());
beforeEach(async () => {
  t = await engine.startWorld();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla], { name: "Website" });
  await send(people.ana, roomId, "Shall we start?");
});

/** What Carla's open screens show: the latest of each subscription, as text or the error's code. */
function openScreens(): { latest: () => (string | null)[]; close: () => void } {
  const client = engine.connect("carla");
  const latest: (string | null)[] = [null, null, null, null, null];
  const watch = (index: number) => ({
    shown: (value: unknown) => void (latest[index] = JSON.stringify(value)),
    refused: (error: Error) =>
      void (latest[index] = (error as { data?: { code: string } }).data?.code ?? error.message),
  });
  const [room, list, older, rooms, viewer] = [watch(0), watch(1), watch(2), watch(3), watch(4)];
  const older1 = { paginationOpts: { numItems: 1, cursor: null } };
  const stops = [
    client.onUpdate(api.rooms.get, { roomId }, room.shown, room.refused),
    client.onUpdate(api.messages.list, { roomId, ...FIRST_PAGE }, list.shown, list.refused),
    client.onUpdate(api.messages.list, { roomId, ...older1 }, older.shown, older.refused),
    client.onUpdate(api.rooms.list, {}, rooms.shown, rooms.refused),
    client.onUpdate(api.users.viewer, {}, viewer.shown, viewer.refused),
  ];
  return { latest: () => latest, close: () => stops.forEach((stop) => stop()) };
}

async function opened() {
  const screens = openScreens();
  await expect.poll(() => screens.latest().filter((each) => each !== null)).toHaveLength(5);
  expect(screens.latest().join(), "the recorder works").toContain("Shall we start?");
  return screens;
}

/** The key of Carla's digest, queued and then prepared; null when there is none to send. */
async function prepareCarlasDigest(): Promise<string | null> {
  for (;;) {
    const { result } = await engine.measure(null, "digests:prepare", {});
    const { attempt } = result as { attempt: { email: { to: string; replyTo: string } } | null };
    if (attempt === null) return null;
    if (attempt.email.to === people.carla.email) return attempt.email.replyTo;
  }
}

async function queueDigests(): Promise<void> {
  // As the sweep does, without waking the sender: rows only.
  await t.run(async (ctx) => {
    for (const { userId } of [people.carla, people.sam]) {
      await ctx.db.insert("digests", {
        userId,
        roomId,
        state: "queued",
        ignoreAge: true,
        nextAttemptTime: 0,
        attempts: 0,
        inDoubt: false,
      });
    }
  });
}

test("a removed participant's open screens lose the room within a second", async () => {
  const screens = await opened();
  await people.ana.as.mutation(api.participants.remove, { roomId, userId: people.carla.userId });
  await expect
    .poll(() => screens.latest().slice(0, 4), { timeout: 1_000 })
    .toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "[]"]);
  await send(people.ana, roomId, "Now without Carla");
  await expect.poll(async () => await messagesOf(people.sam, roomId)).toHaveLength(2);
  expect(screens.latest().join()).not.toContain("without Carla");
  screens.close();
});

test("a suspended person's open screens all end within a second", async () => {
  const screens = await opened();
  await people.olga.as.mutation(api.team.suspend, { userId: people.carla.userId });
  await expect
    .poll(() => screens.latest(), { timeout: 1_000 })
    .toEqual(Array.from({ length: 5 }, () => "SUSPENDED"));
  screens.close();
});

const ENDS = [
  {
    end: "removal",
    reason: "NOT_A_PARTICIPANT",
    deed: () =>
      people.ana.as.mutation(api.participants.remove, { roomId, userId: people.carla.userId }),
  },
  {
    end: "suspension",
    reason: "NOT_ACTIVE",
    deed: () => people.olga.as.mutation(api.team.suspend, { userId: people.carla.userId }),
  },
];

test.each(ENDS)(
  "a queued email is not sent after $end, and the reply address is dead",
  async ({ deed, reason }) => {
    await queueDigests();
    const replyTo = await prepareCarlasDigest();
    expect(replyTo).toContain("@inbound.firm.test");
    await send(people.ana, roomId, "More");
    await queueDigests();
    await deed();
    expect(await prepareCarlasDigest()).toBeNull();

    expect(await verdictOnReply(replyTo)).toMatchObject({ state: "refused", reason });
    expect(await messagesOf(people.ana, roomId)).toHaveLength(2);
  },
);

/** What becomes of an email that Carla writes to a reply address of hers. */
async function verdictOnReply(replyTo: string | null): Promise<unknown> {
  const token = /<r([0-9a-z]{26})@/.exec(replyTo ?? "")?.[1] ?? "";
  const inboundId = await t.run(
    async (ctx) =>
      await ctx.db.insert("inboundEmails", {
        webhookId: "w",
        emailId: "e",
        event: "{}",
        state: "received",
        fetchAttempts: 0,
        nextFetchTime: 0,
      }),
  );
  const email = {
    from: people.carla.email,
    subject: "Re",
    messageId: "<m@client.test>",
    references: "",
    replyToken: token,
    sender: "human",
    authentication: { spf: "absent", dkim: "absent", dmarc: "absent" },
    copiedTo: [],
    visible: "I am still here",
    elided: "",
    attachments: [],
  };
  await engine.measure(null, "inboundEmails:ingest", { inboundId, email });
  const { result } = await engine.measure(null, "inboundEmails:verdict", { emailId: "e" });
  return result;
}

test("a removed colleague's screen loses the notes, and the mark of unread ones, within a second", async () => {
  const note = { roomId, text: "for us", clientNoteId: "1" };
  await people.ana.as.mutation(api.notes.add, note);
  const client = engine.connect("sam");
  const latest: (string | null)[] = [null, null];
  const watch = (index: number) => ({
    shown: (value: unknown) => void (latest[index] = JSON.stringify(value)),
    refused: (error: Error) =>
      void (latest[index] = (error as { data?: { code: string } }).data?.code ?? error.message),
  });
  const [list, unread] = [watch(0), watch(1)];
  const stops = [
    client.onUpdate(api.notes.list, { roomId, ...FIRST_PAGE }, list.shown, list.refused),
    client.onUpdate(api.notes.unreadRooms, {}, unread.shown, unread.refused),
  ];
  await expect.poll(() => latest[1]).toBe(JSON.stringify([roomId]));
  expect(latest[0]).toContain("for us");
  await people.ana.as.mutation(api.participants.remove, { roomId, userId: people.sam.userId });
  await expect.poll(() => latest, { timeout: 1_000 }).toEqual(["NOT_FOUND", "[]"]);
  stops.forEach((stop) => stop());
});
