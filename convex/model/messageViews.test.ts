import { expect, test } from "vitest";
import type { Doc } from "../_generated/dataModel";
import { listMessageViews } from "./messageViews";

/** Documents as the embedded backend gives them to queries: frozen, the same for every reader. */
const person = (_id: string, kind: "staff" | "client", name: string) =>
  Object.freeze({ _id, kind, name }) as Doc<"users">;
const ana = person("ana", "staff", "Ana");
const sam = person("sam", "staff", "Sam");
const carla = person("carla", "client", "Carla");
const omar = person("omar", "client", "Omar");
const firm = Object.freeze({ name: "Firm", studioIdentity: false }) as Doc<"firm">;
const message = Object.freeze({
  _id: "m1",
  authorId: "ana",
  seq: 1,
  text: "Hello",
  source: "app",
  clientMessageId: "c1",
}) as Doc<"messages">;

async function viewsFor(viewer: Doc<"users">, messages: Doc<"messages">[], people: Doc<"users">[]) {
  const db = {
    get: async (_table: string, id: string) => people.find(({ _id }) => _id === id) ?? null,
    query: () => ({ first: async () => firm }),
  };
  return await listMessageViews({ db, viewer, room: { kind: "client" } } as never, messages);
}

async function viewFor(viewer: Doc<"users">, given = message, people = [ana], ofFirm = firm) {
  const db = {
    get: async (_table: string, id: string) => people.find(({ _id }) => _id === id) ?? null,
    query: () => ({ first: async () => ofFirm }),
  };
  const room = { kind: "client" };
  const [view] = await listMessageViews({ db, viewer, room } as never, [given]);
  return view!;
}

test("readers of one kind share a view; author, staff and clients do not share theirs", async () => {
  expect(await viewFor(carla)).toBe(await viewFor(omar));
  expect(await viewFor(sam)).not.toBe(await viewFor(carla));
  expect(await viewFor(ana)).not.toBe(await viewFor(sam));
  expect(await viewFor(ana)).toMatchObject({ clientMessageId: "c1", author: { mine: true } });
  expect(await viewFor(carla)).toMatchObject({ clientMessageId: null, author: { mine: false } });
  expect(await viewFor(sam)).toMatchObject({ canDelete: true });
  expect(await viewFor(carla)).toMatchObject({ canDelete: false });
});

test("what a view is made of makes a new one when it changes", async () => {
  expect((await viewFor(carla)).author.name).toBe("Ana");
  const renamed = person("ana", "staff", "Ana Berg");
  expect((await viewFor(carla, message, [renamed])).author.name).toBe("Ana Berg");
  const studio = Object.freeze({ ...firm, studioIdentity: true });
  expect((await viewFor(carla, message, [renamed], studio)).author.name).toBe("Firm");
  expect((await viewFor(sam, message, [renamed], studio)).author.name).toBe("Ana Berg");
});

test("of documents that can change nothing is kept", async () => {
  const own = { ...message };
  expect(await viewFor(carla, own)).not.toBe(await viewFor(omar, own));
  own.text = "Changed";
  expect((await viewFor(carla, own)).text).toBe("Changed");
});

test("a page that many are shown is put together once, and each has a list of their own", async () => {
  const page = [message, Object.freeze({ ...message, _id: "m2" }) as Doc<"messages">];
  const first = await viewsFor(carla, page, [ana]);
  const second = await viewsFor(omar, page, [ana]);
  expect(second).toEqual(first);
  expect(second.every((view, i) => view === first[i])).toBe(true);
  expect(second).not.toBe(first);
  const isFrozen = (value: unknown): boolean =>
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen));
  expect(first.every(isFrozen)).toBe(true);
});

test("who wrote, is named in, or is quoted by one message of a page is not shown another's page", async () => {
  const at = (_id: string, more: object) =>
    Object.freeze({ ...message, authorId: "sam", ...more, _id }) as Doc<"messages">;
  const own = at("p1", { authorId: "carla" });
  const naming = at("p2", { text: "@[carla]", mentions: ["carla"] });
  const answering = at("p3", { quotedId: "p1" });
  const everybody = [ana, sam, carla, omar];
  for (const page of [[own], [naming], [own, answering]]) {
    const others = JSON.stringify(await viewsFor(omar, page, everybody));
    const hers = JSON.stringify(await viewsFor(carla, page, everybody));
    expect(hers).not.toBe(others);
    expect(JSON.stringify(await viewsFor(omar, page, everybody))).toBe(others);
    expect(JSON.stringify(await viewsFor(sam, page, everybody))).not.toBe(hers);
  }
});
