/** How the sender keeps to what the provider says of its limits. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { internal } from "./_generated/api";
import { makePeople, makeRoom, send, startBackend } from "./test.setup";

const HALF_HOUR_MS = 30 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Two emails to a provider that answers the first attempt like this; gives when it was asked for what. */
async function attemptsAfter(refusal: () => Response) {
  const t = await startBackend();
  const { ana, sam, carla } = await makePeople(t);
  await send(ana, await makeRoom(ana, [sam, carla]), "hello");
  const attempts: { at: number; key: string | null }[] = [];
  vi.stubGlobal("fetch", (_url: string, { headers }: { headers: HeadersInit }) => {
    attempts.push({ at: Date.now(), key: new Headers(headers).get("idempotency-key") });
    const isFirst = attempts.length === 1;
    return Promise.resolve(isFirst ? refusal() : Response.json({ id: `sent-${attempts.length}` }));
  });
  await t.mutation(internal.digests.sweep, { ignoreAge: true });
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const [first] = attempts;
  return attempts.map(({ at, key }) => ({ afterMs: at - (first?.at ?? 0), key }));
}

const refused = (status: number, name: string, headers: Record<string, string> = {}) =>
  Response.json({ name, message: name, statusCode: status }, { status, headers });

test("nobody's email is tried before the time that Retry-After names; then each goes once", async () => {
  const attempts = await attemptsAfter(() =>
    refused(429, "rate_limit_exceeded", { "retry-after": "1800" }),
  );
  expect(attempts).toHaveLength(3);
  for (const { afterMs } of attempts.slice(1)) expect(afterMs).toBeGreaterThanOrEqual(HALF_HOUR_MS);
  expect(new Set(attempts.map(({ key }) => key)).size).toBe(2);
});

test("a used-up daily quota is asked about again after a quarter of an hour", async () => {
  const attempts = await attemptsAfter(() => refused(429, "daily_quota_exceeded"));
  expect(attempts).toHaveLength(3);
  expect(attempts[1]?.afterMs).toBeGreaterThanOrEqual(HALF_HOUR_MS / 2);
});

test("one email that fails by itself delays nobody else's by more than a minute", async () => {
  const attempts = await attemptsAfter(() => refused(422, "invalid_parameter"));
  expect(attempts).toHaveLength(2);
  expect(attempts[1]?.afterMs).toBeLessThanOrEqual(60_000);
});
