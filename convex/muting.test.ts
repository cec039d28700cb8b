/** R10 and R13: who is mailed, and that off is off, for one room or for all. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { sendDigests } from "./digests.setup";
import { ACTORS, ACTOR_NAMES, startWorld } from "./permissions.world";
import { type Backend, type Person, makePeople, makeRoom, send, startBackend } from "./test.setup";

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("row 33: those with a seat and an active account receive the digest, nobody else", async () => {
  const world = await startWorld(["client"]);
  const emails = (await sendDigests(world.t)).filter(({ subject }) => subject.includes("room"));
  const addressees = emails.map(({ to }) => to);
  const addressed = ACTOR_NAMES.filter((name) =>
    addressees.some((to) => to.startsWith(`${name}@`)),
  );
  const seated = ACTOR_NAMES.filter((name) => ["CR", "SP", "SA", "CP"].includes(ACTORS[name][0]));
  expect(addressed).toEqual(seated);
  expect(addressees, "Theo, who is no actor, sits there too").toHaveLength(seated.length + 1);
});

describe("email off", () => {
  let t: Backend;
  let people: Awaited<ReturnType<typeof makePeople>>;
  let rooms: Id<"rooms">[];

  beforeEach(async () => {
    t = await startBackend();
    people = await makePeople(t);
    const { ana, sam, carla } = people;
    rooms = [
      await makeRoom(ana, [sam, carla], { name: "First" }),
      await makeRoom(ana, [sam, carla], { name: "Second" }),
    ];
  });

  const setAll = (person: Person, muted: boolean) =>
    person.as.mutation(api.users.setEmailMuted, { muted });
  const setFirst = (person: Person, muted: boolean) =>
    person.as.mutation(api.participants.setNotify, {
      roomId: rooms[0] ?? "",
      level: muted ? "off" : "all",
    });
  const writeInBoth = async (text = "hello") => {
    vi.setSystemTime(Date.now() + MINUTE_MS);
    for (const roomId of rooms) await send(people.ana, roomId, text);
    vi.setSystemTime(Date.now() + MINUTE_MS);
  };
  const mailed = async () =>
    (await sendDigests(t)).map(
      ({ to, subject }) => `${to.split("@")[0]} ${subject.split(" ").at(-1)}`,
    );

  test("without it, both have an email about each room", async () => {
    await writeInBoth();
    expect((await mailed()).sort()).toEqual([
      "carla First",
      "carla Second",
      "sam First",
      "sam Second",
    ]);
  });

  test("for all rooms stops every email of that person, and of nobody else", async () => {
    await setAll(people.carla, true);
    await setAll(people.sam, true);
    await setAll(people.sam, false);
    await writeInBoth();
    expect((await mailed()).sort()).toEqual(["sam First", "sam Second"]);
  });

  test("for one room stops that room's email, and no other's", async () => {
    await setFirst(people.sam, true);
    await writeInBoth();
    expect((await mailed()).sort()).toEqual(["carla First", "carla Second", "sam Second"]);
  });

  test.each(["one room", "all rooms"])(
    "for %s, once on again, mails no backlog but what comes after",
    async (which) => {
      const set = which === "one room" ? setFirst : setAll;
      await set(people.carla, true);
      await set(people.sam, true);
      await writeInBoth("while it was off");
      vi.setSystemTime(Date.now() + MINUTE_MS);
      await set(people.carla, false);
      await set(people.sam, false);
      const other = which === "one room" ? ["carla Second", "sam Second"] : [];
      expect((await mailed()).sort()).toEqual(other);
      await writeInBoth("later");
      const emails = await sendDigests(t);
      expect(emails).toHaveLength(4);
      for (const { text } of emails) {
        expect(text).toContain("later");
        expect(text).not.toContain("while it was off");
      }
    },
  );

  test("for all rooms shows in one's own account only, for both kinds of people", async () => {
    for (const person of [people.carla, people.sam]) {
      await setAll(person, true);
      expect(await person.as.query(api.users.viewer, {})).toMatchObject({ emailMuted: true });
    }
    expect(await people.ana.as.query(api.users.viewer, {})).toMatchObject({ emailMuted: false });
  });
});
