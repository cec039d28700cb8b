/** Row 26: the transcript's two editions. */
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import { sendFiles, upload } from "./files.setup";
import { type Backend, codeOf, makePeople, makeRoom, send, startBackend } from "./test.setup";

const ALL = { paginationOpts: { numItems: 100, cursor: null } };

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  const { ana, sam, carla } = people;
  roomId = await makeRoom(ana, [sam, carla]);
  await send(carla, roomId, "first");
  await send(ana, roomId, `second for <@${sam.userId}>`);
  const { messageId } = await send(sam, roomId, "third");
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  await ana.as.mutation(api.notes.add, { roomId, text: "a note", clientNoteId: "n1" });
});

async function textsOf(edition: "client" | "full") {
  const { page } = await people.ana.as.query(api.transcripts.messages, { roomId, edition, ...ALL });
  return page.map(({ author, text }) => [author, text]);
}

test("a full edition says who, what and to whom, oldest first, with gaps where it was deleted", async () => {
  expect(await textsOf("full")).toEqual([
    ["Carla", "first"],
    ["Ana", "second for @Sam"],
    ["Sam", null],
  ]);
  const { page } = await people.ana.as.query(api.transcripts.notes, { roomId, ...ALL });
  expect(page).toMatchObject([{ kind: "note", author: "Ana", text: "a note" }]);
});

describe("a client edition", () => {
  test("is what a client sees: under studio identity the firm, of people only words, no notes", async () => {
    const firm = await t.run(async (ctx) => (await ctx.db.query("firm").first())!._id);
    await t.run(async (ctx) => await ctx.db.patch("firm", firm, { studioIdentity: true }));
    expect(await textsOf("client")).toEqual([
      ["Carla", "first"],
      ["The Firm", "second for @team"],
      ["The Firm", null],
    ]);
  });

  test("is refused with notes in it", async () => {
    const start = { roomId, edition: "client" as const, withNotes: true };
    expect(await codeOf(people.ana.as.mutation(api.transcripts.start, start))).toBe(
      "INVALID_ARGUMENT",
    );
  });
});

test("quotes, reactions and files go along, in the client edition as a client sees them", async () => {
  const { ana, carla, sam } = people;
  const firm = await t.run(async (ctx) => (await ctx.db.query("firm").first())!._id);
  await t.run(async (ctx) => await ctx.db.patch("firm", firm, { studioIdentity: true }));
  const { messageId: quotedId } = await send(sam, roomId, "the plan?");
  const fileId = await upload(t, carla, roomId, undefined, { name: "plan.png" });
  const { messageId } = await sendFiles(carla, roomId, [fileId]);
  await t.run(async (ctx) => await ctx.db.patch("messages", messageId, { quotedId }));
  for (const { as } of [ana, sam]) {
    await as.mutation(api.reactions.set, { roomId, messageId, emoji: "👍", on: true });
  }
  const last = async (edition: "client" | "full") => {
    const args = { roomId, edition, ...ALL };
    return (await ana.as.query(api.transcripts.messages, args)).page.at(-1);
  };
  expect(await last("full")).toMatchObject({
    quote: { author: "Sam", text: "the plan?" },
    reactions: [{ emoji: "👍", count: 2 }],
    attachments: [{ fileId, name: "plan.png" }],
  });
  const safe = await last("client");
  expect(safe).toMatchObject({
    quote: { author: "The Firm" },
    reactions: [{ emoji: "👍", count: null }],
    attachments: [{ fileId }],
  });
  expect(JSON.stringify(safe)).not.toContain("Sam");
  await carla.as.mutation(api.messages.remove, { roomId, messageId });
  expect(await last("full")).toMatchObject({ quote: null, reactions: [], attachments: [] });
});

test("an export is in the audit log with its edition", async () => {
  const start = { roomId, edition: "full" as const, withNotes: true };
  const about = await people.olga.as.mutation(api.transcripts.start, start);
  expect(about).toMatchObject({ lastSeq: 3, firmName: "The Firm" });
  const { page } = await people.olga.as.query(api.audit.list, ALL);
  expect(page[0]).toMatchObject({
    actor: "Olga",
    action: "room.export",
    detail: "full edition with notes",
  });
});
