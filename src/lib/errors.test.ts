import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { errorCode, errorSentence } from "./errors";

const refused = (code: string, message = "from the server", more = {}) =>
  new ConvexError({ code, message, ...more });

it("gives a sentence of its own for each code", () => {
  expect(errorCode(refused("FORBIDDEN"))).toBe("FORBIDDEN");
  expect(errorSentence(refused("FORBIDDEN"))).toBe("You're not allowed to do that.");
});

it("passes on the server's sentence where it names the culprit", () => {
  expect(errorSentence(refused("PARTICIPANT_NOT_ACTIVE", "Ivo isn't active"))).toBe(
    "Ivo isn't active",
  );
});

it("says when to try again", () => {
  expect(errorSentence(refused("RATE_LIMITED", "slow", { retryAfter: 1_200 }))).toContain(
    "2 seconds",
  );
});

it("tells nothing of errors that no rule raised", () => {
  expect(errorCode(new Error("SELECT * FROM"))).toBeNull();
  expect(errorSentence(new Error("SELECT * FROM"))).not.toContain("SELECT");
  expect(errorSentence(new ConvexError("plain"))).not.toContain("plain");
});
