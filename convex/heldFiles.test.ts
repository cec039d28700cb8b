/** What held emails carry: kept for the room's staff under bounds, posted with them, gone otherwise. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { pngBytes, storedIds, textBytes } from "./files.setup";
import { type Mail, lastVerdict, receive, startInbound } from "./inbound.setup";
import { FILE_MAX_BYTES } from "./model/files";
import { HELD_FILES_KEPT_MS } from "./model/heldFiles";
import { codeOf, FIRST_PAGE, messagesOf } from "./test.setup";

const BYTES = { a: pngBytes(640, 480), b: textBytes("%PDF-1.4 x") };
const elsewhere: Mail = {
  from: "Carla <carla@home.test>",
  attachments: [
    { id: "a", filename: "kiln.png", size: 64 },
    { id: "b", filename: "../plan.pdf", size: 10 },
  ],
};

let world: Awaited<ReturnType<typeof startInbound>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  world = await startInbound();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Holds it; gives how it is called and what Ana sees of it. */
async function hold(mail: Mail = elsewhere) {
  await receive(world, mail, undefined, undefined, BYTES);
  const { ana } = world.people;
  const newest = (await ana.as.query(api.heldEmails.list, FIRST_PAGE)).page[0];
  if (newest === undefined) throw new Error(`Nothing is held: ${await lastVerdict(world.t)}`);
  const { roomId, inboundId } = newest;
  const about = { roomId, inboundId };
  return { ...about, held: await ana.as.query(api.heldEmails.get, about) };
}

const accept = ({ roomId, inboundId }: { roomId: string; inboundId: string }) =>
  world.people.sam.as.mutation(api.heldEmails.accept, {
    roomId,
    inboundId,
    rememberAddress: false,
  });

test("the room's staff can open them, judged by their bytes, and nobody else can", async () => {
  const { roomId, held } = await hold();
  expect(held?.files).toMatchObject([
    { name: "kiln.png", kind: "image", width: 640, size: 64 },
    { name: "plan.pdf", kind: "file", size: 10 },
  ]);
  expect(held?.text).toBe("Yes, on Monday.");
  const fileId = held!.files[0]!.fileId;
  const { ana, sam, olga, carla, omar } = world.people;
  const statusFor = async (one: typeof ana) => (await one.as.fetch(`/files/${fileId}`)).status;
  expect(await statusFor(sam)).toBe(200);
  for (const one of [olga, carla, omar]) expect(await statusFor(one), one.email).toBe(404);
  const asked = { roomId, fileId };
  expect(await sam.as.mutation(api.files.issueTicket, asked)).toBeTruthy();
  // They are registered as Carla's, whose message they would be: still no business of hers.
  expect(await codeOf(carla.as.mutation(api.files.issueTicket, asked))).toBe("NOT_FOUND");
  expect(await codeOf(carla.as.query(api.files.upload, asked))).toBe("NOT_FOUND");
  expect(await codeOf(carla.as.mutation(api.files.discard, asked))).toBe("NOT_FOUND");
  const files = await carla.as.query(api.files.listInRoom, { roomId, ...FIRST_PAGE });
  expect(files.page).toEqual([]);
});

test("accepting brings them into the room, where its clients can open them too", async () => {
  await accept(await hold());
  const { ana, carla } = world.people;
  const [message] = await messagesOf(ana, world.roomId);
  expect(message).toMatchObject({ text: "Yes, on Monday.", acceptedBy: "Sam" });
  expect(message?.attachments).toMatchObject([{ name: "kiln.png" }, { name: "plan.pdf" }]);
  const fileId = message!.attachments[0]!.fileId;
  expect((await carla.as.fetch(`/files/${fileId}`)).status).toBe(200);
});

test("an email of files alone is accepted without a text", async () => {
  await accept(await hold({ ...elsewhere, text: "" }));
  const [message] = await messagesOf(world.people.ana, world.roomId);
  expect(message).toMatchObject({ text: "", trimmed: false });
  expect(message?.attachments).toHaveLength(2);
});

test("rejecting removes them", async () => {
  const { roomId, inboundId } = await hold();
  expect(await storedIds(world.t)).toHaveLength(2);
  await world.people.sam.as.mutation(api.heldEmails.reject, { roomId, inboundId });
  expect(await storedIds(world.t)).toEqual([]);
});

test("after 30 days they go, not before; the text stays and says so, also when it is posted", async () => {
  const about = await hold();
  const { t, people, roomId } = world;
  vi.advanceTimersByTime(HELD_FILES_KEPT_MS - 1000);
  await t.mutation(internal.fileSweeps.sweep, {});
  expect(await storedIds(t)).toHaveLength(2);
  vi.advanceTimersByTime(2000);
  await t.mutation(internal.fileSweeps.sweep, {});
  expect(await storedIds(t)).toEqual([]);
  const { roomId: room, inboundId } = about;
  const held = await people.ana.as.query(api.heldEmails.get, { roomId: room, inboundId });
  expect(held).toMatchObject({ files: [] });
  expect(held?.text.split("\n").slice(-2)).toEqual([
    "📎 kiln.png (1 KB, not kept: the email waited for too long)",
    "📎 plan.pdf (1 KB, not kept: the email waited for too long)",
  ]);
  await accept(about);
  const [message] = await messagesOf(people.ana, roomId);
  expect(message).toMatchObject({ text: held?.text, attachments: [] });
});

test("all held emails of a room keep 100 MB of files, and say what they could not keep", async () => {
  const { files } = (await hold()).held!;
  const large = async (size: number) =>
    await world.t.run(async (ctx) => await ctx.db.patch("files", files[0]!.fileId, { size }));
  await large(5 * FILE_MAX_BYTES - 10 - 64);
  // The size that an email says is its sender's; the bytes count.
  const attachments = [
    { id: "a", filename: "kiln.png", size: 64 },
    { id: "b", filename: "said to be empty.pdf", size: 0 },
    { id: "c", filename: "film.mov", size: 9 },
  ];
  const { held } = await hold({ ...elsewhere, attachments, message_id: "<2@home.test>" });
  expect(held?.files.map(({ name }) => name)).toEqual(["kiln.png"]);
  const reason = "not kept: too many files wait in held emails";
  expect(held?.text).toContain(`said to be empty.pdf (0 KB, ${reason})`);
  expect(held?.text).toContain(`film.mov (1 KB, ${reason})`);
  expect(await storedIds(world.t)).toHaveLength(3);
});

test("files of answers that come too fast wait with them", async () => {
  const own = { ...elsewhere, from: "Carla <carla@client.test>" };
  for (let answers = 0; answers < 40; answers += 1) {
    await receive(world, { from: own.from });
    if ((await lastVerdict(world.t)) !== "posted") break;
  }
  expect(await lastVerdict(world.t)).toBe("held TOO_MANY");
  const { held } = await hold(own);
  expect(held?.files).toHaveLength(2);
});
