/** Fields that are not a caller's to set, and functions that are not a caller's to call. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MATRIX, type Row, argumentsOf } from "./permissions.matrix";
import { callRow } from "./permissions.suite";
import { type RoomKey, startWorld } from "./permissions.world";
import { registeredFunctions } from "./registered.setup";

type TestWorld = Awaited<ReturnType<typeof startWorld>>;

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

const MUTATIONS = [
  ...new Map(
    MATRIX.filter(({ type }) => type === "mutation").map((row) => [row.name, row]),
  ).values(),
];

describe("fields that a caller may not set", () => {
  const FIELDS: Record<string, unknown> = {
    role: "owner",
    authorId: "",
    creatorId: "",
    userId: "",
    viewerId: "",
    _id: "x",
    _creationTime: 0,
    seq: 1,
    time: 0,
    roomKind: "client",
    kind: "staff",
    isNote: true,
    source: "email",
    state: "active",
    deletedTime: 0,
    portalId: "",
    archivedTime: 0,
    notify: { level: "off" },
    tokenIdentifier: "issuer|me",
  };
  const ROOMS: RoomKey[] = ["client", "announcement", "archived", "internal"];
  let world: TestWorld;
  beforeAll(async () => {
    world = await startWorld(ROOMS);
  });

  test.each(MUTATIONS)("$name refuses each of them and does nothing", async (row: Row) => {
    const args = argumentsOf(row, world, "ana");
    const taken = Object.keys(takenArguments(row));
    const before = await world.dump();
    for (const [field, value] of Object.entries(FIELDS)) {
      if (taken.includes(field)) continue;
      const filled = value === "" ? world.userIds.ana : value;
      const outcome = await callRow(row, world, "ana", { ...args, [field]: filled });
      expect(outcome, field).toMatchObject({ kind: "invalid" });
    }
    expect(await world.dump()).toEqual(before);
  });

  test.each(MUTATIONS)("$name is neither polluted by __proto__ nor by constructor", async (row) => {
    const plain = await callRow(row, world, "carla", argumentsOf(row, world, "carla"));
    if (!(await world.restore())) world = await startWorld(ROOMS);
    const args = argumentsOf(row, world, "carla");
    const polluted = JSON.parse(
      `{"__proto__":{"polluted":true,"role":"owner"},"constructor":{"prototype":{"polluted":true}}}`,
    ) as Record<string, unknown>;
    const hostile = Object.defineProperties({}, Object.getOwnPropertyDescriptors({ ...args }));
    for (const key of ["__proto__", "constructor"]) {
      const value = Object.getOwnPropertyDescriptor(polluted, key)?.value as unknown;
      Object.defineProperty(hostile, key, { value, enumerable: true, configurable: true });
    }
    const outcome = await callRow(row, world, "carla", hostile).catch((error: unknown) => ({
      kind: "crash" as const,
      message: String(error),
    }));
    if (outcome.kind === "answer") expect(plain.kind).toBe("answer");
    else if (outcome.kind === "error") expect(outcome).toEqual(plain);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const users = (await world.dump())["users"] as { role?: string }[];
    expect(users.filter(({ role }) => role === "owner")).toHaveLength(1);
    if (!(await world.restore())) world = await startWorld(ROOMS);
  });
});

/** The arguments that a function declares. */
function takenArguments({ name }: Row): Record<string, unknown> {
  const found = registeredFunctions.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not registered`);
  return (found.args as { value: Record<string, unknown> }).value;
}

describe("what is not public", () => {
  const PUBLIC = new Set<string>(MATRIX.map(({ name }) => name));

  test("each function is public or internal, never both or neither", () => {
    for (const { name, type, isPublic, isInternal } of registeredFunctions) {
      if (type === "http") continue;
      expect([name, isPublic !== isInternal]).toEqual([name, true]);
      expect([name, isPublic]).toEqual([name, PUBLIC.has(name)]);
    }
  });

  test("what sends, receives, seeds and records is internal; the only public actions sign people in", () => {
    const INTERNAL = ["digests", "inboundEmails", "deliveries", "seed", "unsubscribe"];
    for (const module of INTERNAL) {
      const own = registeredFunctions.filter(({ name }) => name.startsWith(`${module}:`));
      expect(own).not.toEqual([]);
      expect(own.filter(({ isPublic, type }) => isPublic && type !== "http")).toEqual([]);
    }
    const actions = registeredFunctions.filter(({ type }) => type === "action");
    const offered = actions.filter(({ isPublic }) => isPublic).map(({ name }) => name);
    expect(offered.filter((name) => !/^(signIn|setUp):/.test(name))).toEqual([]);
  });
});
