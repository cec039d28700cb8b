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
