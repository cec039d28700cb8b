/** Answering a message: what the answer shows of it, to whom, and when it is gone. */
import { beforeEach, expect, test } from "vitest";
import { api } from "./_generated/api";
import { sendDigests } from "./digests.setup";
import {
  type Backend,
  codeOf,
  makePeople,
  makeRoom,
  messagesOf,
  type Person,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let roomId: string;
let ids = 0;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
  roomId = await makeRoom(people.ana, [people.sam, people.carla]);
});

const answer = (person: Person, quotedId: string, text = "yes", room = roomId) =>
  person.as.mutation(api.messages.send, {
    roomId: room,
    text,
    quotedId,
    clientMessageId: `answer-${(ids += 1)}`,
  });
const newest = async (person: Person) => (await messagesOf(person, roomId))[0]!;

test("an answer shows who wrote what it answers and the first 140 characters on one line", async () => {
  const { ana, carla } = people;
  const { messageId, seq } = await send(carla, roomId, `one\n\ntwo ${"x".repeat(200)}`);
  await answer(ana, messageId);
  const quote = (await newest(carla)).quote;
  expect(quote).toMatchObject({ messageId, seq, author: "Carla", mine: true });
  expect(quote?.text?.startsWith("one two xxx")).toBe(true);
  expect([...(quote?.text ?? "")]).toHaveLength(140);
  expect((await newest(ana)).quote).toMatchObject({ author: "Carla", mine: false });
});

test("the quote follows an edit, and is empty at once when the message is deleted", async () => {
  const { ana, carla } = people;
  const { messageId } = await send(ana, roomId, "the first words");
  await answer(carla, messageId);
  await ana.as.mutation(api.messages.edit, { roomId, messageId, text: "other words" });
  expect((await newest(carla)).quote?.text).toBe("other words");
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  for (const person of [ana, carla]) {
    expect((await newest(person)).quote).toMatchObject({ messageId, text: null });
  }
});

test("under studio identity the quoted author is the firm to clients", async () => {
  const { ana, carla } = people;
  const { messageId } = await send(ana, roomId, "words");
  await answer(ana, messageId);
  await t.run(async (ctx) => {
    const firm = await ctx.db.query("firm").first();
    if (firm !== null) await ctx.db.patch("firm", firm._id, { studioIdentity: true });
  });
  expect((await newest(carla)).quote?.author).toBe("The Firm");
  expect((await newest(people.sam)).quote?.author).toBe("Ana");
});

test("a deleted, foreign, unknown or malformed message can't be answered: NOT_FOUND, nothing posted", async () => {
  const { ana } = people;
  const other = await makeRoom(ana, []);
  const foreign = await send(ana, other, "elsewhere");
  const gone = await send(ana, roomId, "gone");
  await ana.as.mutation(api.messages.remove, { roomId, messageId: gone.messageId });
  for (const id of [foreign.messageId, gone.messageId, "nonsense", "", ana.userId]) {
    expect(await codeOf(answer(ana, id)), id).toBe("NOT_FOUND");
  }
  expect(await messagesOf(ana, roomId)).toHaveLength(1);
});

test("a repeated answer is the first one, also when what it answers is deleted since (G2)", async () => {
  const { ana, carla } = people;
  const { messageId } = await send(ana, roomId, "words");
  const args = { roomId, text: "yes", quotedId: messageId, clientMessageId: "same" };
  const first = await carla.as.mutation(api.messages.send, args);
  await ana.as.mutation(api.messages.remove, { roomId, messageId });
  expect(await carla.as.mutation(api.messages.send, args)).toEqual(first);
});

test("a digest has the quote as one line, and none of a deleted message", async () => {
  const { ana, sam, carla } = people;
  const kept = await send(ana, roomId, "Is blue\nfine?");
  const gone = await send(ana, roomId, "never mind this");
  await answer(sam, kept.messageId, "Blue it is");
  await answer(sam, gone.messageId, "Gone it is");
  await ana.as.mutation(api.messages.remove, { roomId, messageId: gone.messageId });
  const email = (await sendDigests(t)).find(({ to }) => to === carla.email);
  expect(email?.text).toContain("> Ana: Is blue fine?\nBlue it is");
  expect(email?.html).toContain("Ana: Is blue fine?</div>");
  expect(`${email?.text}${email?.html}`).not.toContain("never mind");
});

test("deleting the answer takes its quote along", async () => {
  const { ana, carla } = people;
  const { messageId } = await send(ana, roomId, "words");
  const sent = await answer(carla, messageId);
  await carla.as.mutation(api.messages.remove, { roomId, messageId: sent.messageId });
  expect((await newest(ana)).quote).toBeNull();
  const stored = await t.run(async (ctx) => await ctx.db.get("messages", sent.messageId));
  expect(stored?.quotedId).toBeUndefined();
});
