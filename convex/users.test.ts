import { beforeEach, describe, expect, test } from "vitest";
import { api } from "./_generated/api";
import {
  type Backend,
  type Person,
  codeOf,
  makeClient,
  makePeople,
  makeRoom,
  send,
  startBackend,
} from "./test.setup";

let t: Backend;
let people: Awaited<ReturnType<typeof makePeople>>;

beforeEach(async () => {
  t = await startBackend();
  people = await makePeople(t);
});

test("the directory shows everybody in a small firm, and says so", async () => {
  const all = await people.ana.as.query(api.users.directory, {});
  expect(all.isPartial).toBe(false);
  expect(all.staff.map(({ name }) => name)).toEqual(["Ana", "Olga", "Sam"]);
  expect(all.portals.flatMap(({ contacts }) => contacts.map(({ name }) => name))).toEqual([
    "Carla",
    "Omar",
  ]);
});

test("in a large firm it is cut short and says so; a search finds who is beyond", async () => {
  for (let number = 0; number < 101; number += 1) {
    await makeClient(t, `Filler${String(number).padStart(3, "0")}`);
  }
  await makeClient(t, "Zacharias");
  const { ana } = people;
  const all = await ana.as.query(api.users.directory, {});
  expect(all.isPartial).toBe(true);
  expect(JSON.stringify(all)).not.toContain("Zacharias");
  const found = await ana.as.query(api.users.directory, { search: "zach" });
  expect(found.portals.flatMap(({ contacts }) => contacts.map(({ name }) => name))).toEqual([
    "Zacharias",
  ]);
  expect(found.isPartial).toBe(false);
});

test("clients get no directory, searched or not (row 23)", async () => {
  const { carla } = people;
  expect(await codeOf(carla.as.query(api.users.directory, {}))).toBe("FORBIDDEN");
  expect(await codeOf(carla.as.query(api.users.directory, { search: "a" }))).toBe("FORBIDDEN");
});

test("a profile takes a name and a time zone, and refuses what is neither", async () => {
  const { carla } = people;
  await carla.as.mutation(api.users.updateProfile, { name: " Carla  M. ", timeZone: "Asia/Tokyo" });
  const viewer = await carla.as.query(api.users.viewer, {});
  expect(viewer).toMatchObject({ name: "Carla M.", timeZone: "Asia/Tokyo" });
  const nameless = carla.as.mutation(api.users.updateProfile, { name: "\u200b" });
  expect(await codeOf(nameless)).toBe("INVALID_NAME");
  const nowhere = carla.as.mutation(api.users.updateProfile, { timeZone: "Mars/Olympus" });
  expect(await codeOf(nowhere)).toBe("INVALID_ARGUMENT");
});

test("a name that would take a minute to normalise is refused for its length", async () => {
  const name = `a${"\u0301".repeat(240_000)}`;
  const update = people.carla.as.mutation(api.users.updateProfile, { name });
  expect(await codeOf(update)).toBe("INVALID_NAME");
});

describe("a client's name", () => {
  const rename = async (person: Person, name: string) =>
    await person.as.mutation(api.users.updateProfile, { name });

  test("is not the firm's nor that of somebody of the team who wrote to them; staff and other clients can share one", async () => {
    const { ana, sam, carla, omar } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    for (const author of [ana, sam]) await send(author, roomId, "hello");
    for (const name of ["Ana", " sam ", "The Firm", "THE  FIRM"]) {
      expect(await codeOf(rename(carla, name)), name).toBe("NAME_NOT_AVAILABLE");
    }
    expect(await carla.as.query(api.users.viewer, {})).toMatchObject({ name: "Carla" });
    await rename(carla, "Omar");
    await rename(sam, "Ana");
    await rename(omar, "Omar");
  });

  test("that is refused tells of nobody whom they don't know: silent, elsewhere, or behind the firm", async () => {
    const { ana, sam, olga, carla, omar } = people;
    const roomId = await makeRoom(ana, [sam, carla]);
    await send(olga, await makeRoom(olga, [omar]), "hello");
    await rename(carla, "Sam");
    await rename(carla, "Olga");
    await send(sam, roomId, "hello");
    expect(await codeOf(rename(carla, "Sam"))).toBe("NAME_NOT_AVAILABLE");
    await olga.as.mutation(api.firm.update, { studioIdentity: true });
    await rename(carla, "Sam");
    expect(await codeOf(rename(carla, "The Firm"))).toBe("NAME_NOT_AVAILABLE");
  });
});
