/**
 * Asks every cell of the matrix of a world, whatever engine is behind it. A refused call must
 * leave every table as it was, an allowed mutation must change something, and a hidden id must
 * be answered with the very bytes that a never-existing one gets.
 */
import { ConvexError } from "convex/values";
import { beforeAll, describe, expect, test } from "vitest";
import { MATRIX, type Letter, type Row, argumentsOf, expectedAnswer } from "./permissions.matrix";
import {
  ACTORS,
  ACTOR_NAMES,
  type ActorName,
  type Arguments,
  type Dump,
  type RoomKey,
  type World,
} from "./permissions.world";

export type Outcome =
  | { kind: "answer"; value: unknown }
  | { kind: "error"; code: string; data: string }
  /** Refused by the validators, before the function ran. */
  | { kind: "invalid"; message: string };

/** What came of a call; anything but an answer, a coded or a validation error is a test failure. */
export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    return { kind: "answer", value: await call };
  } catch (error) {
    if (error instanceof ConvexError) {
      const data = typeof error.data === "string" ? error.data : JSON.stringify(error.data);
      return { kind: "error", code: (JSON.parse(data) as { code: string }).code, data };
    }
    const message = String(error);
    if (/Validator error|ArgumentValidationError/.test(message))
      return { kind: "invalid", message };
    throw error;
  }
}

const CODE_OF = {
  D: "FORBIDDEN",
  H: "NOT_FOUND",
  N: "NOT_ACTIVATED",
  S: "SUSPENDED",
  U: "UNAUTHENTICATED",
  R: "ROOM_ARCHIVED",
  C: "CREATOR_STAYS",
  V: "INVITATION_NOT_VALID",
  K: "NOTES_NOT_HERE",
  X: "CODE_NOT_VALID",
  L: "SET_UP_NOT_VALID",
} as const satisfies Record<Exclude<Letter, "A">, string>;

/** Runs one row's function as `actor`. */
export async function callRow(row: Row, world: World, actor: ActorName, args: Arguments) {
  return await outcomeOf(world.callers[actor][row.type](row.name, args));
}

type StartWorld = (keys: RoomKey[]) => Promise<World>;

/**
 * The world that all calls are made in, one after the other. Responsible for: that each finds it as
 * it was made. After a call that changed something it is put back, or made anew where it can't be.
 */
class SharedWorld {
  readonly #start: StartWorld;
  #key: RoomKey | null = null;
  #world: World | null = null;
  #untouched: Dump = {};

  constructor(start: StartWorld) {
    this.#start = start;
  }

  get world(): World {
    if (this.#world === null) throw new Error("No world is open.");
    return this.#world;
  }

  /** What was in it before the call. */
  get untouched(): Dump {
    return this.#untouched;
  }

  /** Makes a world with such a room the current one. */
  async open(key: RoomKey): Promise<void> {
    if (this.#key === key && this.#world !== null) return;
    this.#world = await this.#start([key]);
    this.#key = key;
    this.#untouched = await this.#world.dump();
  }

  /** Call it when something may have changed. */
  async tidy(): Promise<void> {
    const isRestored = await this.world.restore();
    const key = this.#key;
    if (isRestored) this.#untouched = await this.world.dump();
    else {
      this.#world = null;
      await this.open(key!);
    }
  }
}

/** Registers the whole matrix as tests over worlds that `startWorld` makes, one at a time. */
export function describeMatrix(startWorld: StartWorld): void {
  const shared = new SharedWorld(startWorld);
  for (const row of MATRIX) {
    const title = row.row === 0 ? "beside the rows" : `row ${row.row}`;
    describe(`${title}: ${row.action} (${row.name})`, () => describeRow(row, shared));
  }
}

function describeRow(row: Row, shared: SharedWorld): void {
  beforeAll(() => shared.open(row.room ?? "client"));

  test.each(ACTOR_NAMES)("%s", async (actor) => {
    const { world, untouched } = shared;
    const outcome = await callRow(row, world, actor, argumentsOf(row, world, actor));
    if (row.type === "query") {
      expectAnswer(row, world, actor, outcome);
      return;
    }
    const after = await world.dump();
    const isUntouched = JSON.stringify(after) === JSON.stringify(untouched);
    if (!isUntouched) await shared.tidy();
    expectAnswer(row, world, actor, outcome);
    const isDeed = row.type === "mutation" && row.idle !== true;
    if (isDeed && expectedAnswer(row, actor) === "A") {
      expect(isUntouched, "it is without effect").toBe(false);
      expectAudit(row, actor, untouched, after);
    } else if (!isUntouched) expect(after, "it has no effect").toEqual(untouched);
  });

  describeHiddenIds(row, () => shared.world);
  describeNobodies(row, () => shared.world);
}

/** Done by an administrator, an allowed mutation may have to be audited. */
function expectAudit(row: Row, actor: ActorName, before: Dump, after: Dump): void {
  if (row.audited !== true || ACTORS[actor][0] !== "AD") return;
  const audited = (dump: Dump) => dump["auditEvents"]?.length ?? 0;
  expect(audited(after), "it is audited").toBeGreaterThan(audited(before));
}

function expectAnswer(row: Row, world: World, actor: ActorName, outcome: Outcome): void {
  const letter = expectedAnswer(row, actor);
  const what = `${actor} (${ACTORS[actor][0]}), promised ${letter}`;
  if (letter === "A" || (letter === "H" && row.shows !== undefined)) {
    expect(outcome, what).toMatchObject({ kind: "answer" });
    if (outcome.kind !== "answer" || row.shows === undefined) return;
    expect(row.shows(outcome.value, world), `${what}: the room is there`).toBe(letter === "A");
  } else {
    expect(outcome, what).toMatchObject({ kind: "error", code: CODE_OF[letter] });
  }
}

/** H: foreign, never-existing, malformed and another table's id give the same bytes. */
function describeHiddenIds(row: Row, world: () => World): void {
  if (row.room === undefined) return;
  const hidden = ACTOR_NAMES.filter((actor) => expectedAnswer(row, actor) === "H");
  test.each(hidden)("%s cannot tell the room from one that never was", async (actor) => {
    const ask = async (roomId?: string) =>
      await callRow(row, world(), actor, argumentsOf(row, world(), actor, roomId));
    const foreign = await ask();
    expect(foreign).toMatchObject({ code: "NOT_FOUND" });
    for (const roomId of [world().goneRoomId, "nonsense", "", world().userIds.ana]) {
      expect(await ask(roomId), roomId).toEqual(foreign);
    }
  });
}

/** N, S and U come before any argument is looked at. */
function describeNobodies(row: Row, world: () => World): void {
  const nobodies = ACTOR_NAMES.filter((actor) => "NSU".includes(expectedAnswer(row, actor)));
  test.each(nobodies)("%s gets one answer, whatever the arguments", async (actor) => {
    const args = argumentsOf(row, world(), actor);
    const plain = await callRow(row, world(), actor, args);
    const odd = {
      roomId: "nonsense",
      text: "",
      name: "",
      messageId: "nonsense",
      noteId: "nonsense",
      seq: -1,
    };
    const same = Object.entries(odd).filter(([key]) => key in args);
    const strange = { ...args, ...Object.fromEntries(same) };
    expect(await callRow(row, world(), actor, strange)).toEqual(plain);
  });
}
