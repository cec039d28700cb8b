/** Studio identity: to clients every staff author is the firm, in the app and in email. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { canariesIn } from "./canaries.setup";
import { sendDigests } from "./digests.setup";
import { HIDDEN_AVATAR, WRITER, WRITERS_AVATAR, answersTo, startHiddenWorld } from "./leaks.setup";
import { send } from "./test.setup";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("under studio identity", () => {
  const STAFF = ["Qörvaxil", "Zymbrüph"];
  const FACES = [WRITERS_AVATAR, HIDDEN_AVATAR];

  /** A room in which two staff members write and delete; the firm speaks for both. */
  async function startStudio() {
    const hiddenWorld = await startHiddenWorld(1, STAFF);
    const { t, world, hidden } = hiddenWorld;
    await t.run(async (ctx) => {
      const firm = await ctx.db.query("firm").first();
      if (firm !== null) await ctx.db.patch("firm", firm._id, { studioIdentity: true });
    });
    const roomId = world.rooms.client!;
    const sent = [];
    for (const person of hidden) sent.push(await send(person, roomId, "the same words"));
    return { ...hiddenWorld, roomId, sent };
  }

  test("no staff name or picture is in any answer, staff authors cannot be told apart, staff still see names", async () => {
    const studio = await startStudio();
    const { carla, writer, roomId } = studio;
    const answers = JSON.stringify([
      await answersTo(studio, "query"),
      await answersTo(studio, "mutation"),
    ]);
    expect(canariesIn(answers, [...STAFF, WRITER, ...FACES])).toEqual([]);
    const [second, first] = (
      await carla.as.query(api.messages.list, {
        roomId,
        paginationOpts: { numItems: 9, cursor: null },
      })
    ).page.filter(({ text }) => text === "the same words");
    expect(second?.author).toEqual(first?.author);
    expect(second?.author.name).toBe("The Firm");
    const seenByStaff = await writer.as.query(api.messages.list, {
      roomId,
      paginationOpts: { numItems: 9, cursor: null },
    });
    const shown = [...STAFF, ...FACES];
    expect(canariesIn(JSON.stringify(seenByStaff), shown)).toEqual(shown);
  });

  test("nor is one beside a deleted message", async () => {
    const studio = await startStudio();
    const { hidden, roomId, sent } = studio;
    const messageId = sent[1]!.messageId;
    await hidden[0]!.as.mutation(api.messages.remove, { roomId, messageId });
    const answers = JSON.stringify(await answersTo(studio, "query"));
    expect(canariesIn(answers, [...STAFF, WRITER])).toEqual([]);
  });

  test("nor in an email to a client, while an email to staff has it", async () => {
    const studio = await startStudio();
    const emails = await sendDigests(studio.t);
    const toClient = emails.filter(({ to }) => to.includes(studio.carla.email));
    const toStaff = emails.filter(({ to }) => to.includes(studio.writer.email));
    expect(toClient).not.toEqual([]);
    expect(canariesIn(JSON.stringify(toClient), [...STAFF, WRITER])).toEqual([]);
    expect(canariesIn(JSON.stringify(toStaff), STAFF)).toEqual(STAFF);
  });
});
