import { expect, test } from "vitest";
import type { Id } from "../../../convex/_generated/dataModel";
import { type Directory, mergeDirectories } from "./directory";

const contact = (name: string, state: "active" | "suspended" = "active") => ({
  userId: name as Id<"users">,
  name,
  email: `${name}@client.test`,
  state,
});
const portal = (name: string, contacts: ReturnType<typeof contact>[]): Directory => ({
  isPartial: false,
  staff: [],
  portals: [{ portalId: name as Id<"portals">, name, contacts }],
});

test("somebody found earlier stays beside those found now, each once", () => {
  const merged = mergeDirectories([
    portal("Acme", [contact("bob")]),
    portal("Acme", [contact("sara"), contact("bob")]),
    portal("Baltic", [contact("lena")]),
  ]);
  const names = merged.portals.map(({ name, contacts }) => [name, contacts.map((one) => one.name)]);
  expect(names).toEqual([
    ["Acme", ["bob", "sara"]],
    ["Baltic", ["lena"]],
  ]);
});

test("what is known last about a person counts", () => {
  const merged = mergeDirectories([
    portal("Acme", [contact("bob")]),
    portal("Acme", [contact("bob", "suspended")]),
  ]);
  expect(merged.portals[0]?.contacts[0]?.state).toBe("suspended");
});
