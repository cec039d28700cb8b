/**
 * R5, G7 and G8 on the wire: all that a client's session receives (frames, HTTP answers, emails), searched
 * for what it must not hold, and held byte by byte against a world in which no note was written.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { canariesIn } from "../../convex/canaries.setup";
import { type Backend, makeClient, makeRoom, makeStaff, send } from "../../convex/test.setup";
import { ClientSession, type Query, withoutRandomness } from "./clientSession.ts";
import { EngineBackend } from "./engineBackend.ts";

/** Words found nowhere else, with letters that encodings change. */
const WORDS = { silent: "Qörvaxil", internal: "Zymbrüph", note: "Wöjtæqly", edited: "Vúlknorx" };
const STEP_MS = 1_000;

type Work = "notes" | "elsewhere";
type Recording = { toClient: string; toStaff: string; canaries: string[] };

const startTime = Date.now();
const recordings = {} as Record<Work, Recording>;

beforeAll(async () => {
  for (const work of ["notes", "elsewhere"] as const) recordings[work] = await record(work);
}, 120_000);

/**
 * The same hour in a room. Besides, the team writes notes about it, or works as much elsewhere: the
 * protocol's versions tell every client when the deployment last stored anything at all, though not
 * what or where.
 */
async function record(work: Work): Promise<Recording> {
  const engine = await EngineBackend.start({ startTime, production: true });
  try {
    return await recordIn(engine, work);
  } finally {
    await engine.close();
  }
}

async function recordIn(engine: EngineBackend, work: Work): Promise<Recording> {
  const t = await engine.startWorld();
  const ana = await makeStaff(t, "Ana");
  const silent = await makeStaff(t, WORDS.silent);
  const carla = await makeClient(t, "Carla");
  const roomId = await makeRoom(ana, [silent, carla], { name: "Website" });
  const internalId = await makeRoom(ana, [silent], { name: WORDS.internal, kind: "internal" });
  await send(ana, internalId, `about ${WORDS.internal}`, "internal 1");

  let now = startTime + 60 * STEP_MS;
  const step = async (deed: () => Promise<unknown>) => {
    engine.clock.set((now += STEP_MS));
    await deed();
    await engine.settled();
    await session.fence();
  };
  const say = (text: string) => step(() => send(ana, roomId, text, text));
  const noteIds: string[] = [];
  const besides = () => step(() => (work === "notes" ? writeNotes() : workElsewhere()));

  /** Four commits: two notes, one of them changed and then deleted. */
  const writeNotes = async () => {
    const number = noteIds.length;
    const note = { roomId, text: `${WORDS.note} ${number}`, clientNoteId: `${number}` };
    const { noteId } = await silent.as.mutation(api.notes.add, note);
    await silent.as.mutation(api.notes.edit, { roomId, noteId, text: WORDS.edited });
    const last = { ...note, clientNoteId: `${number} last` };
    noteIds.push(noteId, (await silent.as.mutation(api.notes.add, last)).noteId);
    if (number === 0) await ana.as.mutation(api.notes.remove, { roomId, noteId });
    else await ana.as.mutation(api.notes.markRead, { roomId, seq: number });
  };
  const workElsewhere = async () => {
    for (let commit = 0; commit < 4; commit += 1) {
      noteIds.push(roomId);
      await send(ana, internalId, "elsewhere", `elsewhere ${noteIds.length}`);
    }
  };

  engine.clock.set(now);
  const session = await ClientSession.open(engine.url, await engine.token("carla"), seenOf(roomId));
  await say("Shall we start?");
  await besides();
  await step(() => session.mutate("messages:send", { roomId, text: "Yes", clientMessageId: "1" }));
  await step(() => session.mutate("readPositions:markRead", { roomId, seq: 2 }));
  await besides();
  await say("Here is the plan");
  await besides();
  await step(async () => {
    for (const query of [...seenOf(roomId), ...askedOf(roomId)]) await session.get(query);
    await session.mutate("notes:add", { roomId, text: "mine?", clientNoteId: "mine" });
    await session.mutate("notes:remove", { roomId, noteId: noteIds[0]! });
  });
  const emails = await emailsTo(engine, carla.email);
  expect(emails).toHaveLength(1);
  const staff = await ClientSession.open(engine.url, await engine.token("ana"), [
    ...seenOf(roomId),
    ...askedOf(roomId),
  ]);
  const toStaff = staff.received.join("\n");
  session.close();
  staff.close();
  const canaries = [
    ...Object.values(WORDS),
    ...noteIds,
    ...[ana.userId, silent.userId, silent.email, ana.email, internalId],
    ...(await seatIds(t)),
  ];
  return { toClient: [...session.received, ...emails].join("\n"), toStaff, canaries };
}

const FIRST = { paginationOpts: { numItems: 20, cursor: null } };

/** What a client's screens subscribe to. */
function seenOf(roomId: string): Query[] {
  return [
    { path: "rooms:list", args: {} },
    { path: "rooms:get", args: { roomId } },
    { path: "messages:list", args: { roomId, ...FIRST } },
    { path: "firm:branding", args: {} },
  ];
}

/** What a client's screens never ask. */
function askedOf(roomId: string): Query[] {
  return [
    { path: "notes:list", args: { roomId, ...FIRST } },
    { path: "notes:readPosition", args: { roomId } },
    { path: "notes:unreadRooms", args: {} },
    { path: "participants:list", args: { roomId, ...FIRST } },
  ];
}

/** The digest's emails to one address, with their headers. */
async function emailsTo(engine: EngineBackend, address: string): Promise<string[]> {
  await engine.measure(null, "digests:sweep", { ignoreAge: true });
  const emails: string[] = [];
  for (;;) {
    const { result } = await engine.measure(null, "digests:prepare", {});
    const { attempt } = result as { attempt: { email: { to: string } } | null };
    if (attempt === null) return emails;
    if (attempt.email.to === address) emails.push(JSON.stringify(attempt.email));
  }
}

async function seatIds(t: Backend): Promise<string[]> {
  return await t.run(async (ctx) => {
    const ids: string[] = [];
    for await (const { _id } of ctx.db.query("participants")) ids.push(_id);
    return ids;
  });
}

describe("what a client's session receives", () => {
  test("the recorder sees what there is to find, in a session of the team's", () => {
    const { toStaff, canaries } = recordings.notes;
    const found = canariesIn(toStaff, canaries);
    for (const word of [WORDS.silent, WORDS.internal, WORDS.note, WORDS.edited]) {
      expect(found).toContain(word);
    }
  });

  test("names nobody silent, no internal room, no note and no id of theirs", () => {
    const { toClient, canaries } = recordings.notes;
    expect(canaries.length).toBeGreaterThan(12);
    expect(toClient).toContain("Here is the plan");
    expect(canariesIn(toClient, canaries)).toEqual([]);
  });

  test("is the same bytes with notes and with work elsewhere, frame by frame (G8)", () => {
    const [notes, elsewhere] = [recordings.notes, recordings.elsewhere].map(({ toClient }) =>
      withoutRandomness(toClient).split("\n"),
    );
    expect(notes?.length).toBeGreaterThan(20);
    expect(notes).toEqual(elsewhere);
  });
});
