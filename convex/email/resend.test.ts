import { expect, test } from "vitest";
import { classifyError, retryAfterMs } from "./resend";

const NOW = Date.UTC(2026, 2, 2, 9);
const MINUTE_MS = 60_000;
const error = (statusCode: number | null, name = "x") => ({ name, message: "", statusCode });

test("Retry-After is read as seconds or as a date, a day at most", () => {
  expect(retryAfterMs("120", NOW)).toBe(2 * MINUTE_MS);
  expect(retryAfterMs("Mon, 02 Mar 2026 09:05:00 GMT", NOW)).toBe(5 * MINUTE_MS);
  expect(retryAfterMs("Mon, 02 Mar 2026 08:00:00 GMT", NOW)).toBe(0);
  expect(retryAfterMs("-5", NOW)).toBe(0);
  expect(retryAfterMs("99999999", NOW)).toBe(24 * 60 * MINUTE_MS);
  for (const value of [undefined, "", " ", "soon"]) expect(retryAfterMs(value, NOW)).toBeNull();
});

test("a limit or a quota is surely not taken, and waits as it is told, or a quarter of an hour", () => {
  expect(classifyError(error(429, "rate_limit_exceeded"), 5_000)).toMatchObject({
    kind: "notTaken",
    retryAfterMs: 5_000,
  });
  for (const name of ["daily_quota_exceeded", "monthly_quota_exceeded"]) {
    const refused = { kind: "notTaken", retryAfterMs: 15 * MINUTE_MS };
    expect(classifyError(error(429, name), null)).toMatchObject(refused);
    expect(classifyError(error(429, name), 1_000)).toMatchObject({ retryAfterMs: 1_000 });
  }
  expect(classifyError(error(429), null)).toMatchObject({ kind: "notTaken", retryAfterMs: null });
});

test("without a clear answer it may have been taken; an error of the email itself never passes", () => {
  for (const status of [null, 500, 503]) {
    expect(classifyError(error(status), null)).toMatchObject({ kind: "inDoubt" });
  }
  expect(classifyError(error(409, "concurrent_idempotent_requests"), null).kind).toBe("inDoubt");
  for (const status of [400, 403, 422]) {
    expect(classifyError(error(status), null).kind).toBe("refused");
  }
  expect(classifyError(error(401, "invalid_api_key"), null).kind).toBe("notTaken");
});
