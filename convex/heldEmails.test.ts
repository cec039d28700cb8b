/** Emails that wait for the room's staff: who sees them, and what accepting and rejecting does. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import { explanations, lastVerdict, type Mail, receive, startInbound } from "./inbound.setup";
import { codeOf, FIRST_PAGE, makeClient, messagesOf, type Person } from "./test.setup";

const PRIVATE = "Carla's private address";
const elsewhere: Mail = { from: "Carla <carla@home.test>", text: PRIVATE };

let world: Awaited<ReturnType<typeof startInbound>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  world = await startInbound();
});
afterEach(() => {
  delete process.env["INBOUND_AUTHSERV_ID"];
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function heldFor(person: Person) {
  return (await person.as.query(api.heldEmails.list, FIRST_PAGE)).page;
}

async function hold(mail: Mail = elsewhere) {
  await receive(world, mail);
  const [held] = await heldFor(world.people.ana);
  if (held === undefined) throw new Error(`Nothing is held: ${await lastVerdict(world.t)}`);
  return { roomId: held.roomId, inboundId: held.inboundId };
}

const accept = ({ roomId, inboundId }: { roomId: string; inboundId: string }, remember = false) =>
  world.people.sam.as.mutation(api.heldEmails.accept, {
    roomId,
    inboundId,
    rememberAddress: remember,
  });

describe("a held email", () => {
  test("shows to the room's staff with its text and what speaks for its sender", async () => {
    process.env["INBOUND_AUTHSERV_ID"] = "mx.test";
    const headers = { "authentication-results": "mx.test; spf=pass; dkim=none; dmarc=fail" };
    const about = await hold({ ...elsewhere, headers });
    expect(await heldFor(world.people.sam)).toEqual([
      expect.objectContaining({
        roomName: "Website",
        from: "carla@home.test",
        reason: "OTHER_SENDER",
        person: { name: "Carla", email: "carla@client.test" },
        authentication: { spf: "pass", dkim: "absent", dmarc: "fail" },
      }),
    ]);
    expect(await world.people.sam.as.query(api.heldEmails.count, {})).toBe(1);
    const held = await world.people.sam.as.query(api.heldEmails.get, about);
    expect(held?.text).toBe(PRIVATE);
  });

  test("shows its text to no owner or admin without a seat: state, reason and address only", async () => {
    const about = await hold();
    const { olga } = world.people;
    expect(await heldFor(olga)).toEqual([]);
    expect(await olga.as.query(api.heldEmails.count, {})).toBe(0);
    expect(await codeOf(olga.as.query(api.heldEmails.get, about))).toBe("NOT_FOUND");
    const log = await olga.as.query(api.emailLog.list, { state: "held", ...FIRST_PAGE });
    expect(log.page).toEqual([
      {
        inboundId: about.inboundId,
        receivedTime: expect.any(Number),
        reason: "OTHER_SENDER",
        from: "carla@home.test",
        roomName: "Website",
      },
    ]);
    expect(JSON.stringify(log)).not.toContain(PRIVATE);
  });

  test("posts nothing by itself, and its sender is told nothing", async () => {
    await hold();
    expect(await messagesOf(world.people.ana, world.roomId)).toHaveLength(1);
    expect(await explanations(world.t)).toEqual([]);
  });
});

describe("accepting", () => {
  test("posts once, as the person whom the address was issued to; staff see who let it in", async () => {
    const { ana, sam, carla } = world.people;
    const about = await hold();
    await accept(about);
    const [seen] = await messagesOf(ana, world.roomId);
    expect(seen).toMatchObject({ text: PRIVATE, source: "email", acceptedBy: "Sam" });
    expect(seen?.author.name).toBe("Carla");
    const [theirs] = await messagesOf(carla, world.roomId);
    expect(theirs).toMatchObject({ text: PRIVATE, acceptedBy: null, author: { mine: true } });
    expect(await codeOf(accept(about))).toBe("ALREADY_SETTLED");
    expect(await codeOf(sam.as.mutation(api.heldEmails.reject, about))).toBe("ALREADY_SETTLED");
    expect(await messagesOf(ana, world.roomId)).toHaveLength(2);
    expect(await sam.as.query(api.heldEmails.get, about)).toBeNull();
    expect(await heldFor(sam)).toEqual([]);
  });

  test("does not teach the address, unless asked to: then replies from it are posted at once", async () => {
    await accept(await hold());
    await receive(world, elsewhere);
    expect(await lastVerdict(world.t)).toBe("held OTHER_SENDER");
    const [second] = await heldFor(world.people.ana);
    await accept(second!, true);
    await receive(world, elsewhere);
    expect(await lastVerdict(world.t)).toBe("posted");
    await receive(world, { from: "carla@home.test.evil.test" });
    expect(await lastVerdict(world.t)).toBe("held OTHER_SENDER");
  });

  test("teaches an address to one person: the same one at another's reply address stays held", async () => {
    await accept(await hold(), true);
    const { t, people, roomId } = world;
    const colleague = await makeClient(t, "Cora");
    await people.ana.as.mutation(api.participants.add, {
      roomId,
      userIds: [colleague.userId],
      confirmed: true,
    });
    const token = "r11112222333344445555666677";
    await t.run(async (ctx) => {
      const about = { userId: colleague.userId, roomId };
      await ctx.db.insert("replyAddresses", { token: token.slice(1), ...about });
    });
    const shared = { ...world, replyTo: `${token}@inbound.firm.test` };
    await receive(shared, elsewhere);
    expect(await lastVerdict(t)).toBe("held OTHER_SENDER");
    const [held] = await heldFor(people.ana);
    await accept(held!, true);
    await receive(shared, elsewhere);
    expect(await lastVerdict(t), "two contacts may share a mailbox").toBe("posted");
    const [newest] = await messagesOf(people.ana, roomId);
    expect(newest?.author.name).toBe("Cora");
  });

  test("teaches no colleague's address, and none that can't be read as one", async () => {
    const colleague = await hold({ from: "ana@firm.test" });
    expect(await codeOf(accept(colleague, true))).toBe("INVALID_EMAIL");
    await accept(colleague);
    const two = await hold({ from: "<carla@client.test>, <eve@e.test>" });
    expect(await codeOf(accept(two, true))).toBe("INVALID_EMAIL");
  });

  test("posts the quoted rest where nothing else came, and cuts what a message can't hold", async () => {
    const quoted = "> Shall we start?";
    await accept(await hold({ text: quoted }));
    await accept(await hold({ ...elsewhere, text: "word ".repeat(3_000) }));
    const [long, quote] = await messagesOf(world.people.ana, world.roomId);
    expect(quote?.text).toBe(quoted);
    expect(long?.text?.length).toBeLessThanOrEqual(10_000);
    expect(long?.trimmed).toBe(true);
  });

  test("is refused where its writer could not write: archived, removed, suspended, announcements", async () => {
    const { t, people, roomId } = world;
    const about = await hold();
    const setArchived = (archived: boolean) =>
      people.ana.as.mutation(api.rooms.setArchived, { roomId, archived });
    await setArchived(true);
    expect(await codeOf(accept(about))).toBe("ROOM_ARCHIVED");
    await setArchived(false);
    const patchCarla = (state: "active" | "suspended") =>
      t.run(async (ctx) => await ctx.db.patch("users", people.carla.userId, { state }));
    await patchCarla("suspended");
    expect(await codeOf(accept(about))).toBe("PARTICIPANT_NOT_ACTIVE");
    await patchCarla("active");
    await t.run(async (ctx) => await ctx.db.patch("rooms", roomId, { kind: "announcement" }));
    expect(await codeOf(accept(about))).toBe("FORBIDDEN");
    await t.run(async (ctx) => await ctx.db.patch("rooms", roomId, { kind: "client" }));
    const { userId } = people.carla;
    await people.ana.as.mutation(api.participants.remove, { roomId, userId });
    expect(await codeOf(accept(about))).toBe("PARTICIPANT_NOT_ACTIVE");
    expect(await messagesOf(people.ana, roomId)).toHaveLength(1);
  });

  test("takes no email that was held for another room, was never held, or is no id", async () => {
    const { inboundId } = await hold();
    const roomId = await world.people.sam.as.mutation(api.rooms.create, {
      kind: "client",
      name: "Other",
    });
    await receive(world);
    const posted = await world.t.run(
      async (ctx) => await ctx.db.query("inboundEmails").order("desc").first(),
    );
    for (const about of [
      { roomId, inboundId },
      { roomId: world.roomId, inboundId: posted?._id ?? "" },
      { roomId: world.roomId, inboundId: "nonsense" },
      { roomId: world.roomId, inboundId: world.roomId },
    ]) {
      expect(await codeOf(accept(about))).toBe("NOT_FOUND");
      expect(await codeOf(world.people.sam.as.query(api.heldEmails.get, about))).toBe("NOT_FOUND");
    }
  });
});

test("rejecting posts nothing, tells the sender nothing, forgets the text and is audited", async () => {
  const { t, people, roomId } = world;
  const about = await hold();
  await people.sam.as.mutation(api.heldEmails.reject, about);
  expect(await lastVerdict(t)).toBe("rejected OTHER_SENDER");
  expect(await codeOf(accept(about))).toBe("ALREADY_SETTLED");
  expect(await messagesOf(people.ana, roomId)).toHaveLength(1);
  expect(await explanations(t)).toEqual([]);
  expect(await t.run(async (ctx) => await ctx.db.query("heldTexts").collect())).toEqual([]);
  const { page } = await people.olga.as.query(api.audit.list, FIRST_PAGE);
  expect(page[0]).toMatchObject({ action: "inbound.reject", detail: "carla@home.test" });
});

test("a flood of answers is held, not lost and not explained; an hour later answers are posted (G12)", async () => {
  for (let answers = 0; answers < 20; answers += 1) await receive(world);
  expect(await lastVerdict(world.t)).toBe("posted");
  await receive(world, { text: "One more" });
  expect(await lastVerdict(world.t)).toBe("held TOO_MANY");
  const [held] = await heldFor(world.people.ana);
  expect(held?.reason).toBe("TOO_MANY");
  expect(await explanations(world.t)).toEqual([]);
  vi.setSystemTime(Date.now() + 60 * 60 * 1000);
  await receive(world);
  expect(await lastVerdict(world.t)).toBe("posted");
});
