import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { TESTED_PATH } from "../execution/testing.ts";
import { decodeTimestamp } from "../sync/protocol.ts";
import { afterwards, Fixture, Recorder } from "./harness.ts";

type Frame = { type: string; [field: string]: unknown };

/** One step of the conversation: what the client says, and the frame that ends the answer. */
type Step = { says: object[]; until: (frame: Frame) => boolean };

const args = (value: object) => ({ args: [value] });
const add = (queryId: number, udfPath: string, value: object) => {
  return { type: "Add", queryId, udfPath, ...args(value) };
};
const change = (baseVersion: number, ...modifications: object[]) => {
  return { type: "ModifyQuerySet", baseVersion, newVersion: baseVersion + 1, modifications };
};
const isTransition = ({ type }: Frame) => type === "Transition";
const isAnswerTo = (id: number) => (frame: Frame) => frame.requestId === id;

function conversation(token: string): Step[] {
  const page = { list: "l", paginationOpts: { numItems: 2, cursor: null } };
  const mutate = (requestId: number, udfPath: string, value: object) => {
    return { type: "Mutation", requestId, udfPath, ...args(value) };
  };
  return [
    {
      says: [
        {
          type: "Connect",
          sessionId: "11111111-2222-4333-8444-555555555555",
          connectionCount: 0,
          lastCloseReason: "InitialConnect",
          clientTs: 0,
        },
        { type: "Authenticate", tokenType: "User", value: token, baseVersion: 0 },
        change(
          0,
          add(0, "counters:get", { name: "a" }),
          add(1, "identity:whoAmI", {}),
          add(2, "counters:missing", {}),
          add(3, "lists:page", page),
        ),
      ],
      until: isTransition,
    },
    { says: [mutate(0, "counters:increment", { name: "a" })], until: isTransition },
    { says: [mutate(1, "counters:increment", { name: "unwatched" })], until: isTransition },
    { says: [mutate(2, "counters:refuse", { name: "a" })], until: isAnswerTo(2) },
    { says: [mutate(3, "lists:append", { list: "l", positions: [1, 2, 3] })], until: isTransition },
    {
      says: [
        {
          type: "Action",
          requestId: 4,
          udfPath: "counters:incrementTwice",
          ...args({ name: "b" }),
        },
      ],
      until: isAnswerTo(4),
    },
    {
      says: [change(1, { type: "Remove", queryId: 0 }, add(4, "counters:get", { name: "b" }))],
      until: isTransition,
    },
    { says: [{ type: "Authenticate", tokenType: "None", baseVersion: 1 }], until: isTransition },
    { says: [change(9, add(5, "counters:get", { name: "a" }))], until: () => true },
  ];
}

/** Timestamps become t1, t2, … in their order; what differs from run to run becomes a word. */
function normalised(frames: Frame[]): unknown[] {
  const text = JSON.stringify(frames)
    .replace(/"journal":"[^"]+"/g, '"journal":"JOURNAL"')
    .replace(/"(continueCursor|splitCursor)":"[^"]+"/g, '"$1":"CURSOR"')
    .replace(/Request ID: [0-9a-f]+/g, "Request ID: ID")
    .replace(/"(clientClockSkew|serverTs)":-?[0-9.e+]+/g, '"$1":0');
  const stamps = [...new Set([...text.matchAll(/"ts":"([^"]+)"/g)].map(([, ts]) => ts!))];
  const inOrder = stamps.sort((a, b) => (decodeTimestamp(a) < decodeTimestamp(b) ? -1 : 1));
  return JSON.parse(text, (key, value: unknown) =>
    key === "ts" && typeof value === "string" ? `t${inOrder.indexOf(value)}` : value,
  ) as unknown[];
}

// With convex/server's own ctx the fields of a result are sorted, and the rest is the same.
const pinned = TESTED_PATH === "own" ? test : test.skip;

pinned("a whole session says on the wire what it said when it was written down", async () => {
  const fixture = await Fixture.start({ production: true });
  const socket = new WebSocket(`${fixture.url.replace("http", "ws")}/api/1.48.0/sync`);
  afterwards(() => socket.terminate());
  await new Promise((resolve) => socket.once("open", resolve));
  const received = new Recorder<Frame>();
  socket.on("message", (data: Buffer) => received.push(JSON.parse(data.toString()) as Frame));

  const transcript: object[] = [];
  for (const { says, until } of conversation(await fixture.issuer.sign("ana"))) {
    const from = received.values.length;
    for (const message of says) socket.send(JSON.stringify(message));
    await received.until((frame) => received.values.indexOf(frame) >= from && until(frame));
    transcript.push(...received.values.slice(from));
  }
  const lines = normalised(transcript as Frame[]).map((frame) => JSON.stringify(frame, null, 2));
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("transcript.golden.txt");
});
