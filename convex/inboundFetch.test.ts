/** A received email whose content does not come at once: asked for again, never dropped, posted once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { announce, lastVerdict, startInbound, storedEmails } from "./inbound.setup";
import { FIRST_PAGE, messagesOf } from "./test.setup";

const HOUR_MS = 60 * 60 * 1000;

let world: Awaited<ReturnType<typeof startInbound>>;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 9) });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  world = await startInbound();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const email = () =>
  Response.json({
    object: "email",
    id: "e1",
    from: "Carla <carla@client.test>",
    to: [world.replyTo],
    received_for: [world.replyTo],
    subject: "Re: New messages in Website",
    text: "Yes, on Monday.",
    html: null,
    headers: {},
    message_id: "<m1@client.test>",
    attachments: [],
  });

/** The provider's answers, one for each time it is asked; the last for every further time. */
function answerWith(...answers: (() => Response)[]): { asked: number } {
  const calls = { asked: 0 };
  vi.stubGlobal("fetch", async () => {
    const answer = answers[Math.min(calls.asked, answers.length - 1)];
    calls.asked += 1;
    await Promise.resolve();
    return answer?.();
  });
  return calls;
}

const refusal = (status: number) => () =>
  Response.json({ name: "x", message: "x", statusCode: status }, { status });
const noAnswer = () => {
  throw new TypeError("fetch failed");
};

const settle = async () => await world.t.finishAllScheduledFunctions(vi.runAllTimers);

test.each([
  ["an error of the provider", refusal(500)],
  ["a limit", refusal(429)],
  ["no answer at all", noAnswer],
  ["not there yet", refusal(404)],
])("%s, twice: the webhook has its 200, and the answer is posted once", async (_why, failing) => {
  const calls = answerWith(failing, failing, email);
  expect((await announce(world.t, "e1", "msg_1")).status).toBe(200);
  await settle();
  expect(await lastVerdict(world.t)).toBe("posted");
  expect(calls.asked).toBe(3);
  expect(await messagesOf(world.people.ana, world.roomId)).toHaveLength(2);
});

test("what never comes is asked for over more than a day, then shown to owner and admins as failed", async () => {
  const start = Date.now();
  const calls = answerWith(refusal(500));
  await announce(world.t, "e1", "msg_1");
  await settle();
  expect(await lastVerdict(world.t)).toBe("failed FETCH_FAILED");
  expect(calls.asked).toBe(60);
  expect(Date.now() - start).toBeGreaterThan(24 * HOUR_MS);
  const log = await world.people.olga.as.query(api.emailLog.list, {
    state: "failed",
    ...FIRST_PAGE,
  });
  expect(log.page).toMatchObject([{ reason: "FETCH_FAILED" }]);
  expect(await messagesOf(world.people.ana, world.roomId)).toHaveLength(1);
});

test("a fetch that never reported back is made again after its time, and not before", async () => {
  const calls = answerWith(email);
  const inserted = { emailId: "e1", webhookId: "msg_1", event: "{}", fetchAttempts: 0 };
  const nextFetchTime = Date.now() + HOUR_MS;
  await world.t.run(
    async (ctx) =>
      await ctx.db.insert("inboundEmails", { ...inserted, state: "received", nextFetchTime }),
  );
  await world.t.mutation(internal.inboundEmails.retryStuck, {});
  await settle();
  expect(calls.asked).toBe(0);
  vi.setSystemTime(nextFetchTime + 1);
  await world.t.mutation(internal.inboundEmails.retryStuck, {});
  await settle();
  expect(await lastVerdict(world.t)).toBe("posted");
  expect(await storedEmails(world.t)).toHaveLength(1);
});
