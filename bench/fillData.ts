/** Writes people, rooms and messages straight through the database, past the functions. */
import { randomUUID } from "node:crypto";
import type { Value } from "convex/values";
import { MIGRATIONS } from "../convex/model/migrations.ts";
import { searchTextOf } from "../convex/model/searchTerms.ts";
import { systemClock } from "../embedded/clock.ts";
import { openEngine, type Engine } from "../embedded/execution/engine.ts";
import { silentLog } from "../embedded/execution/log.ts";
import { DEMO_ISSUER } from "../local/demo/issuer.ts";
import { answerCalls } from "./childProcess.ts";
import { isStaff, storyOf, subjectOf } from "./people.ts";

export type RoomPlan = {
  /** Its members are the people from number `firstMember` (0 unless given) on. */
  firstMember?: number;
  members: number;
  /** Its members by number, instead of so many in a row. */
  people?: number[];
  messages: number;
};
export type FillOptions = {
  dataDir: string;
  functionsDir: string;
  env: Record<string, string>;
  people: number;
  rooms: RoomPlan[];
};

type Insert = (table: string, value: Record<string, Value>) => string;

/** Far below the 16,000 that one transaction may write. */
const MESSAGES_PER_COMMIT = 4_000;
/** Messages of a room are written by its first members, as few people write most. */
const MOST_AUTHORS = 20;
const PROGRESS_EVERY = 100_000;

/** Ids of the rooms, in the order of the plans. */
async function fill({ people, rooms, ...options }: FillOptions): Promise<string[]> {
  const engine = await openEngine({
    ...options,
    clock: systemClock,
    log: silentLog,
    origin: () => "",
  });
  try {
    const users = await write(engine, (insert) => insertPeople(insert, people));
    const roomIds: string[] = [];
    for (const plan of rooms) {
      roomIds.push(await write(engine, (insert) => insertRoom(insert, users, plan)));
    }
    await insertMessages(engine, users, rooms, roomIds);
    return roomIds;
  } finally {
    await engine.close();
  }
}

function write<T>(engine: Engine, work: (insert: Insert) => T): Promise<T> {
  return engine.runner.transactions.system((transaction) =>
    work((table, value) => transaction.insert(table, value)),
  );
}

function insertPeople(insert: Insert, count: number): string[] {
  // What is written here is as this version writes it: nothing is left to be migrated.
  for (const { name } of MIGRATIONS) {
    insert("migrations", { name, cursor: null, looked: 0, isDone: true });
  }
  insert("firm", {
    name: "Bench",
    accentColor: "#2f6f5e",
    timeZone: "Europe/Berlin",
    studioIdentity: false,
  });
  const portalId = insert("portals", { name: "Bench Clients" });
  return Array.from({ length: count }, (_, i) =>
    insert("users", {
      ...(isStaff(i) ? { kind: "staff", role: "member" } : { kind: "client", portalId }),
      name: `Member ${i}`,
      email: `member${i}@bench.example`,
      state: "active",
      tokenIdentifier: `${DEMO_ISSUER}|${subjectOf(i)}`,
      emailMuted: false,
    }),
  );
}

function insertRoom(insert: Insert, users: string[], plan: RoomPlan): string {
  const time = Date.now();
  const members = membersOf(plan);
  const roomId = insert("rooms", {
    name: `Room of ${plan.members}`,
    kind: "client",
    creatorId: users[members[0]!]!,
    createdTime: time,
  });
  insert("roomHeads", { roomId, lastSeq: plan.messages, lastActivityTime: time });
  for (const member of members) {
    const userKind = isStaff(member) ? "staff" : "client";
    insert("participants", { roomId, userId: users[member]!, userKind });
  }
  return roomId;
}

function membersOf({ firstMember = 0, members, people }: RoomPlan): number[] {
  return people ?? Array.from({ length: members }, (_, i) => firstMember + i);
}

/** All rooms grow together, as they do in life: neighbours in a room are not neighbours on disk. */
async function insertMessages(
  engine: Engine,
  users: string[],
  rooms: RoomPlan[],
  roomIds: string[],
): Promise<void> {
  const total = rooms.reduce((sum, { messages }) => sum + messages, 0);
  let group: Record<string, Value>[] = [];
  let written = 0;
  const flush = async () => {
    const messages = group;
    group = [];
    await write(engine, (insert) => messages.map((message) => insert("messages", message)));
    const before = written;
    written += messages.length;
    if (Math.floor(written / PROGRESS_EVERY) > Math.floor(before / PROGRESS_EVERY)) {
      console.error(`  ${written} of ${total} messages written`);
    }
  };
  const longest = Math.max(...rooms.map(({ messages }) => messages));
  const authorsOf = rooms.map((plan) =>
    membersOf(plan)
      .slice(0, MOST_AUTHORS)
      .map((member) => users[member]!),
  );
  for (let seq = 1; seq <= longest; seq++) {
    for (const [i, { messages }] of rooms.entries()) {
      if (seq > messages) continue;
      const authors = authorsOf[i]!;
      const authorId = authors[seq % authors.length]!;
      const text = storyOf(i * longest + seq);
      group.push({
        roomId: roomIds[i]!,
        seq,
        authorId,
        time: Date.now(),
        text,
        searchText: searchTextOf({ text }),
        source: "app",
        clientMessageId: randomUUID(),
      });
      if (group.length >= MESSAGES_PER_COMMIT) await flush();
    }
  }
  if (group.length > 0) await flush();
}

answerCalls({ fill });
