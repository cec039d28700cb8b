/** Ids of others, of other tables and of nothing: not found, and nothing happens. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MATRIX, argumentsOf } from "./permissions.matrix";
import { callRow, outcomeOf } from "./permissions.suite";
import { startWorld } from "./permissions.world";

type TestWorld = Awaited<ReturnType<typeof startWorld>>;

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

const ROWS_ABOUT_A_ROOM = MATRIX.filter(({ room }) => room !== undefined);

/** The ids of a document of each kind that a caller could come by. */
async function idsOf(world: TestWorld): Promise<Record<string, string>> {
  const tables = await world.dump();
  const first = (table: string) => (tables[table]?.[0] as { _id: string } | undefined)?._id ?? "";
  return {
    room: world.rooms.client ?? "",
    message: first("messages"),
    user: first("users"),
    participant: first("participants"),
    portal: first("portals"),
    head: first("roomHeads"),
    firm: first("firm"),
  };
}

describe("ids of a room that is not one's own", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await startWorld(["client", "announcement", "archived", "internal"]);
  });

  test.each(["nora", "omar"] as const)("get %s NOT_FOUND from every function", async (actor) => {
    const before = await world.dump();
    for (const row of ROWS_ABOUT_A_ROOM) {
      const outcome = await callRow(row, world, actor, argumentsOf(row, world, actor));
      expect(outcome, row.action).toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await world.dump()).toEqual(before);
  });

  test.each(["nora", "omar"] as const)(
    "are not accepted in the place of a second id in %s's own room",
    async (actor) => {
      const own = await world.callers.ana.mutation("rooms:create", {
        kind: "client",
        name: "Own",
        participantIds: [world.userIds[actor]],
      });
      const before = await world.dump();
      const caller = world.callers[actor];
      for (const room of ["client", "announcement", "internal"] as const) {
        const args = { roomId: own, messageId: world.messageOf("ana", room) };
        for (const call of [
          caller.mutation("messages:remove", args),
          caller.query("messages:trimmedText", args),
        ]) {
          expect(await outcomeOf(call), room).toMatchObject({ code: "NOT_FOUND" });
        }
      }
      expect(await world.dump()).toEqual(before);
    },
  );

  test("a page's cursor from a foreign room shows none of its messages", async () => {
    const roomId = world.rooms.client;
    const own = await world.callers.ana.mutation("rooms:create", {
      kind: "client",
      name: "Own",
      participantIds: [world.userIds.omar],
    });
    const theirs = (await world.callers.ana.query("messages:list", {
      roomId,
      paginationOpts: { numItems: 2, cursor: null },
    })) as { continueCursor: string };
    const outcome = await world.callers.omar
      .query("messages:list", {
        roomId: own,
        paginationOpts: { numItems: 20, cursor: theirs.continueCursor },
      })
      .catch(() => ({ page: [] }));
    expect(outcome).toMatchObject({ page: [] });
  });

  test.each(["carla", "ana"] as const)(
    "ids of other tables, cut or foreign ones give %s NOT_FOUND or a validation error",
    async (actor) => {
      const ids = await idsOf(world);
      const strange = ["x".repeat(10_000), "../../etc/passwd", "' OR 1=1 --", "\0", "undefined"];
      const cut = Object.values(ids).map((id) => id.slice(0, -1));
      const others = Object.entries(ids).filter(([kind]) => kind !== "room");
      const before = await world.dump();
      for (const row of ROWS_ABOUT_A_ROOM) {
        for (const roomId of [...others.map(([, id]) => id), ...cut, ...strange]) {
          const args = argumentsOf(row, world, actor, roomId);
          const outcome = await callRow(row, world, actor, args);
          if (outcome.kind !== "invalid") expect(outcome).toMatchObject({ code: "NOT_FOUND" });
        }
      }
      for (const messageId of [ids["room"], ids["user"], ids["participant"], ...strange]) {
        const args = { roomId: world.rooms.client, messageId };
        const outcome = await outcomeOf(world.callers[actor].mutation("messages:remove", args));
        if (outcome.kind !== "invalid") expect(outcome).toMatchObject({ code: "NOT_FOUND" });
      }
      expect(await world.dump()).toEqual(before);
    },
  );

  test.each(["participants:add", "participants:remove", "rooms:create"] as const)(
    "%s takes no id of another table for a person",
    async (name) => {
      const { user, ...others } = await idsOf(world);
      const before = await world.dump();
      expect(user).not.toBe("");
      for (const id of Object.values(others)) {
        const outcome = await outcomeOf(
          world.callers.ana.mutation(name, {
            ...(name === "rooms:create"
              ? { kind: "client", name: "Room", participantIds: [id] }
              : { roomId: world.rooms.client }),
            ...(name === "participants:add" ? { userIds: [id] } : {}),
            ...(name === "participants:remove" ? { userId: id } : {}),
          }),
        );
        expect(outcome).toMatchObject({ kind: "invalid" });
      }
      expect(await world.dump()).toEqual(before);
    },
  );
});

describe("nobody takes a seat by themselves", () => {
  test.each([
    ["nora", "NOT_FOUND"],
    ["omar", "NOT_FOUND"],
    ["olga", "FORBIDDEN"],
    ["adam", "FORBIDDEN"],
    ["rita", "NOT_FOUND"],
    ["remo", "NOT_FOUND"],
  ] as const)("%s adding themselves is answered %s", async (actor, code) => {
    const world = await startWorld(["client"]);
    const before = await world.dump();
    const args = { roomId: world.rooms.client, userIds: [world.userIds[actor]] };
    const outcome = await outcomeOf(world.callers[actor].mutation("participants:add", args));
    expect(outcome).toMatchObject({ code });
    expect(await world.dump()).toEqual(before);
  });

  test("a participant who is not the creator adds no friend, staff or client", async () => {
    const world = await startWorld(["client"]);
    const before = await world.dump();
    for (const actor of ["sam", "petra", "carla"] as const) {
      const args = { roomId: world.rooms.client, userIds: [world.userIds.omar] };
      const outcome = await outcomeOf(world.callers[actor].mutation("participants:add", args));
      expect(outcome).toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await world.dump()).toEqual(before);
  });
});
