/** Erasure of a person: nothing that names them is left anywhere, and what they wrote stays readable or goes. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import type { Id, TableNames } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import { sendFiles, storedIds, upload } from "./files.setup";
import { holdEmail } from "./heldEmails.setup";
import { dumpTables, portalOf } from "./permissions.world";
import {
  type Backend,
  codeOf,
  FIRST_PAGE,
  makeClient,
  makePeople,
  makeRoom,
  makeStaff,
  messagesOf,
  type Person,
  send,
  startBackend,
} from "./test.setup";

/**
 * What an erasure does about each table: a new one has to say so here, or this does not compile. "theirs":
 * rows of the person go. "scrubbed": rows stay, what names the person goes. "ids": at most ids of theirs,
 * which lead to a neutral account. "nobody": nothing about people.
 */
const TABLES: Record<TableNames, "theirs" | "scrubbed" | "ids" | "nobody"> = {
  auditEvents: "scrubbed",
  avatars: "theirs",
  confirmationRequests: "nobody",
  confirmations: "theirs",
  digests: "theirs",
  digestSender: "nobody",
  engineReports: "nobody",
  erasures: "scrubbed",
  files: "ids",
  fileTickets: "ids",
  firm: "nobody",
  heldTexts: "scrubbed",
  inboundEmails: "scrubbed",
  invitations: "theirs",
  mailedPositions: "theirs",
  messageEdits: "ids",
  messages: "scrubbed",
  migrations: "nobody",
  noteHeads: "nobody",
  noteReadPositions: "theirs",
  notes: "scrubbed",
  notices: "theirs",
  participants: "theirs",
  pendingSeats: "theirs",
  pins: "nobody",
  portals: "nobody",
  presences: "theirs",
  rateLimits: "ids",
  reactions: "theirs",
  readEvents: "theirs",
  readPositions: "theirs",
  removals: "nobody",
  replyAddresses: "theirs",
  retention: "ids",
  retentionRuns: "nobody",
  roomHeads: "nobody",
  rooms: "ids",
  roomWaits: "nobody",
  searches: "theirs",
  sessions: "theirs",
  sessionUses: "theirs",
  signInCodes: "theirs",
  storageSweeps: "nobody",
  storageUses: "nobody",
  trimmedTexts: "scrubbed",
  typing: "theirs",
  undigestedRooms: "nobody",
  unsubscribeTokens: "theirs",
  userAddresses: "theirs",
  users: "scrubbed",
  webhookDeliveries: "nobody",
};

const NAME = "Qörvaxil";
const ADDRESS = "qorvaxil@client.test";
const OTHER_ADDRESS = "zymbruph@home.test";
const PICTURE = "v".repeat(16);

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;
let target: Person;
let roomId: Id<"rooms">;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
  t = await startBackend();
  people = await makePeople(t);
  target = await makeClient(t, NAME, { portalId: await portalOf(t, people.carla) });
  await t.run(async (ctx) => await ctx.db.patch("users", target.userId, { email: ADDRESS }));
  target.email = ADDRESS;
  roomId = await makeRoom(people.ana, [people.sam, people.carla, target]);
});
afterEach(() => {
  vi.useRealTimers();
});

type Wish = { deletesMessages?: boolean; successorId?: Id<"users">; confirmedName?: string };

async function start(person: Person, wish: Wish = {}, by = people.olga) {
  return await by.as.mutation(api.erasures.start, {
    userId: person.userId,
    confirmedName: person.name,
    deletesMessages: false,
    ...wish,
  });
}

/** One step of the only erasure, without the scheduler. */
async function step(): Promise<boolean> {
  const erasure = await t.run(async (ctx) => await ctx.db.query("erasures").order("desc").first());
  const about = { erasureId: erasure!._id, step: erasure!.step };
  return await t.mutation(internal.erasures.continueErasure, about);
}

async function erase(person: Person, wish: Wish = {}) {
  await start(person, wish);
  while (await step()) continue;
}

/** Leaves the person's name, addresses and doings in as many tables as there are. */
async function leaveTraces() {
  const { ana, carla } = people;
  const { userId } = target;
  const fileId = await upload(t, target, roomId, undefined, { name: "plan.png" });
  const { messageId } = await sendFiles(target, roomId, [fileId], "the plan");
  await target.as.mutation(api.messages.edit, { roomId, messageId, text: "the new plan" });
  const hers = await send(ana, roomId, `hello <@${userId}>`);
  await target.as.mutation(api.reactions.set, {
    roomId,
    messageId: hers.messageId,
    emoji: "👍",
    on: true,
  });
  await carla.as.mutation(api.reactions.set, {
    roomId,
    messageId: hers.messageId,
    emoji: "👍",
    on: true,
  });
  await sendDigests(t);
  await target.as.mutation(api.readPositions.markRead, { roomId, seq: 1 });
  await target.as.mutation(api.typing.signal, { roomId });
  await target.as.mutation(api.search.begin, { text: "plan", cursor: null });
  await target.as.mutation(api.presence.beat, {});
  const heldId = await holdEmail(t, roomId, target);
  await t.run(async (ctx) => {
    const inboundId = ctx.db.normalizeId("inboundEmails", heldId)!;
    await ctx.db.patch("inboundEmails", inboundId, { event: ADDRESS, from: OTHER_ADDRESS });
    const raw = { state: "ignored" as const, fetchAttempts: 0, nextFetchTime: 0 };
    const copied = { webhookId: "w", emailId: "e", event: `cc: ${NAME} <${ADDRESS}>`, ...raw };
    await ctx.db.insert("inboundEmails", copied);
    const held = { inboundId, text: "", elided: `On Monday ${ADDRESS} wrote`, copiedTo: [ADDRESS] };
    await ctx.db.insert("heldTexts", {
      ...held,
      inboundId: await ctx.db.insert("inboundEmails", {
        ...copied,
        webhookId: "w2",
        emailId: "e2",
        event: "{}",
        state: "held",
      }),
    });
    await ctx.db.insert("trimmedTexts", { messageId, text: `-- ${NAME}` });
    await ctx.db.patch("messages", messageId, { trimmed: true });
    await ctx.db.insert("trimmedTexts", {
      messageId: hers.messageId,
      text: `On Monday ${OTHER_ADDRESS.toUpperCase()} wrote`,
    });
    await ctx.db.patch("messages", hers.messageId, {
      trimmed: true,
      copiedTo: [ADDRESS, "other@client.test"],
    });
    const addedById = ana.userId;
    await ctx.db.insert("userAddresses", { userId, address: OTHER_ADDRESS, addedById });
    await ctx.db.insert("auditEvents", {
      actorId: ana.userId,
      action: "inbound.accept",
      userId: carla.userId,
      detail: OTHER_ADDRESS,
    });
    const session = { userId, device: `${NAME}'s phone`, createdTime: 0 };
    const sessionId = await ctx.db.insert("sessions", session);
    await ctx.db.insert("sessionUses", { sessionId, generation: 1, usedTime: Date.now() });
    const code = { email: ADDRESS, codeHash: "", triesLeft: 1, expiresTime: 0, requestTimes: [] };
    await ctx.db.insert("signInCodes", code);
    const avatar = { userId, key: PICTURE, contentType: "image/png", bytes: new ArrayBuffer(8) };
    await ctx.db.insert("avatars", avatar);
    await ctx.db.patch("users", userId, {
      avatar: PICTURE,
      timeZone: "Asia/Tokyo",
      language: "de",
      emailStopped: "bounced",
      emailStoppedReason: `no mailbox ${ADDRESS}`,
    });
    await ctx.db.insert("invitations", {
      userId,
      invitedById: ana.userId,
      tokenHash: "h",
      state: "accepted",
      sentTime: 0,
      expiresTime: 0,
    });
    const notice = { state: "sent" as const, createdTime: 0, nextAttemptTime: 0, attempts: 1 };
    await ctx.db.insert("notices", { ...notice, explainedUserId: userId, reason: ADDRESS });
    await ctx.db.insert("confirmations", { messageId: hers.messageId, userId });
    await ctx.db.insert("pendingSeats", { roomId, userId, reservedById: ana.userId });
    await ctx.db.insert("noteReadPositions", { roomId, userId, seq: 1 });
  });
  return { messageId, hers, fileId };
}

describe("an erased contact", () => {
  test("stands in no table any more, by name or address, and has no row of their own left", async () => {
    await leaveTraces();
    const before = await dumpTables(t);
    const theirs = Object.entries(TABLES).flatMap(([table, how]) =>
      how === "theirs" ? table : [],
    );
    const rowsOf = (dump: typeof before) =>
      theirs.filter((table) => JSON.stringify(dump[table] ?? []).includes(target.userId));
    // Sessions' uses, codes and invitations' emails name their person another way.
    expect(rowsOf(before).length).toBeGreaterThanOrEqual(theirs.length - 4);
    await erase(target);
    const after = await dumpTables(t);
    expect(rowsOf(after)).toEqual([]);
    for (const table of ["sessionUses", "signInCodes", "avatars"]) expect(after[table]).toEqual([]);
    const left = JSON.stringify(after).toLowerCase();
    for (const word of [NAME, "qorvaxil", "zymbruph", PICTURE, "tokyo"]) {
      expect(left, word).not.toContain(word.toLowerCase());
    }
    const account = await t.run(async (ctx) => await ctx.db.get("users", target.userId));
    expect(Object.keys(account!).sort()).toEqual(
      ["_creationTime", "_id", "email", "emailMuted", "erasedTime", "kind", "name", "state"].sort(),
    );
  });

  test("is 'Former contact' to everybody where they wrote, and their text and files stay", async () => {
    const { messageId, hers, fileId } = await leaveTraces();
    await erase(target);
    for (const person of [people.sam, people.carla]) {
      const [second, first] = await messagesOf(person, roomId);
      expect(first).toMatchObject({
        messageId,
        text: "the new plan",
        author: { name: "Former contact" },
      });
      expect(first?.trimmed).toBe(false);
      expect(second).toMatchObject({ messageId: hers.messageId, reactions: [{ emoji: "👍" }] });
      expect(JSON.stringify(second)).not.toContain(NAME);
    }
    expect((await people.sam.as.fetch(`/files/${fileId}`)).status).toBe(200);
    const [second] = await messagesOf(people.sam, roomId);
    expect(second?.reactions).toMatchObject([{ count: 1 }]);
    expect(second?.copiedTo).toEqual(["other@client.test"]);
  });

  test("loses their messages, files and bytes where that is wished, and leaves tombstones", async () => {
    const { fileId } = await leaveTraces();
    await erase(target, { deletesMessages: true });
    const [second, first] = await messagesOf(people.carla, roomId);
    expect([first?.text, first?.attachments, second?.deletedTime]).toEqual([null, [], null]);
    expect(await storedIds(t)).toEqual([]);
    expect((await people.sam.as.fetch(`/files/${fileId}`)).status).toBe(404);
  });

  test("is out in the moment of the wish, before the first step", async () => {
    await start(target);
    expect(await codeOf(target.as.query(api.users.viewer, {}))).toBe("NOT_ACTIVATED");
    expect(await codeOf(send(target, roomId, "late"))).toBe("NOT_ACTIVATED");
    const directory = await people.sam.as.query(api.users.directory, {});
    expect(JSON.stringify(directory)).not.toContain(target.userId);
    const audit = JSON.stringify(await people.olga.as.query(api.audit.list, FIRST_PAGE));
    expect(audit).toContain("user.erase");
    expect(audit).not.toContain(NAME);
    expect((await people.olga.as.query(api.erasures.list, {}))[0]).toMatchObject({
      kind: "client",
      finishedTime: null,
      done: 0,
    });
  });
});

test("what others wrote stays: from an address that ends alike, or with theirs among its recipients", async () => {
  const { ana, carla } = people;
  const alike = `jo${ADDRESS}`;
  const longer = `${ADDRESS}.example`;
  const { messageId } = await send(carla, roomId, "hello");
  const held = await t.run(async (ctx) => {
    const raw = { state: "held" as const, fetchAttempts: 0, nextFetchTime: 0, roomId };
    const about = { ...raw, userId: carla.userId, subject: "Re: hello" };
    const insert = async (emailId: string, from: string, event: string, text: string) => {
      const row = { ...about, emailId, webhookId: emailId, from, event };
      const inboundId = await ctx.db.insert("inboundEmails", row);
      await ctx.db.insert("heldTexts", { inboundId, text, elided: `${alike} wrote to ${longer}` });
      return inboundId;
    };
    await ctx.db.patch("messages", messageId, { trimmed: true });
    await ctx.db.insert("trimmedTexts", { messageId, text: `-- ${alike}, ${longer}` });
    const actorId = ana.userId;
    await ctx.db.insert("auditEvents", { actorId, action: "inbound.accept", detail: alike });
    const coming = { state: "received" as const, fetchAttempts: 0, nextFetchTime: 0 };
    for (const from of [`A <${ADDRESS}>`, `B <${alike}>`]) {
      const event = JSON.stringify({ data: { from, cc: [`C <${ADDRESS}>`] } });
      await ctx.db.insert("inboundEmails", {
        ...coming,
        emailId: from.slice(0, 1),
        webhookId: from.slice(0, 1),
        event,
      });
    }
    return [
      await insert("e1", alike, JSON.stringify({ from: alike }), "from somebody alike"),
      await insert("e2", "carla@home.test", JSON.stringify({ cc: [ADDRESS] }), "with a copy"),
    ];
  });
  await erase(target);
  const texts = [];
  for (const inboundId of held) {
    texts.push((await ana.as.query(api.heldEmails.get, { roomId, inboundId }))?.text);
  }
  expect(texts).toEqual(["from somebody alike", "with a copy"]);
  const dump = await dumpTables(t);
  expect(JSON.stringify(dump["trimmedTexts"])).toContain(alike);
  expect(JSON.stringify(dump["heldTexts"])).toContain(`${alike} wrote to ${longer}`);
  expect(JSON.stringify(dump["auditEvents"])).toContain(alike);
  const states = (dump["inboundEmails"] as { state: string; event: string }[]).map(
    ({ state, event }) => [state, event.includes(ADDRESS)],
  );
  expect(states).toEqual([
    ["failed", false],
    ["received", false],
    ["held", true],
    ["held", false],
  ]);
});

test("steps go on wherever they were, and of two chains one stops", async () => {
  await leaveTraces();
  await start(target);
  const erasure = await t.run(async (ctx) => await ctx.db.query("erasures").first());
  const first = { erasureId: erasure!._id, step: 0 };
  expect(await t.mutation(internal.erasures.continueErasure, first)).toBe(true);
  expect(await t.mutation(internal.erasures.continueErasure, first)).toBe(false);
  await t.mutation(internal.erasures.resume, {});
  const resumed = await t.run(
    async (ctx) => await ctx.db.system.query("_scheduled_functions").order("desc").first(),
  );
  expect(resumed?.args[0]).toEqual({ erasureId: erasure!._id, step: 1 });
  while (await step()) continue;
  expect(await t.mutation(internal.erasures.progress, { erasureId: erasure!._id })).toBeNull();
});

test("rooms that an erased colleague created go to the named successor, else to the longest-seated one", async () => {
  const max = await makeStaff(t, "Maxwell");
  const named = await makeRoom(max, [people.sam]);
  await send(max, named, "hello");
  await start(max, { successorId: people.ana.userId });
  while (await step()) continue;
  const room = await t.run(async (ctx) => await ctx.db.get("rooms", named));
  expect(room?.creatorId).toBe(people.ana.userId);
  expect((await messagesOf(people.sam, named))[0]?.author.name).toBe("Former colleague");
  const team = await people.sam.as.query(api.team.list, {});
  expect(team.map(({ name }) => name).sort()).toEqual(["Ana", "Olga", "Sam"]);
});

test("nobody erases themselves, the last owner, an owner as admin, or somebody of another name", async () => {
  const adam = await makeStaff(t, "Adam", "admin");
  const omar = await makeStaff(t, "Odette", "owner");
  expect(await codeOf(start(people.olga))).toBe("FORBIDDEN");
  expect(await codeOf(start(people.olga, {}, adam))).toBe("FORBIDDEN");
  expect(await codeOf(start(target, { confirmedName: "Carla" }))).toBe("INVALID_ARGUMENT");
  expect(await codeOf(start(people.ana, { successorId: people.ana.userId }))).toBe(
    "INVALID_ARGUMENT",
  );
  const byEmail = async (email: string) =>
    await t.mutation(internal.erasures.byEmail, { email, deletesMessages: false });
  const who = async (email: string) => await t.query(internal.erasures.who, { email });
  expect(await who(ADDRESS)).toMatchObject({ name: NAME, kind: "client" });
  expect(await who(omar.email)).toEqual({ name: "Odette", kind: "staff", portalName: null });
  await byEmail(omar.email);
  while (await step()) continue;
  expect(await who(omar.email)).toBeNull();
  expect(await codeOf(byEmail(people.olga.email))).toBe("LAST_OWNER");
  expect(await codeOf(byEmail("nobody@client.test"))).toBe("NOT_FOUND");
  expect(await codeOf(start(omar))).toBe("NOT_FOUND");
  const reactivate = people.olga.as.mutation(api.team.reactivate, { userId: omar.userId });
  expect(await codeOf(reactivate)).toBe("NOT_FOUND");
});
