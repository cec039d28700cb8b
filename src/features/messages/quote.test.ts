import { expect, test } from "vitest";
import { parseText } from "../../../convex/text/parseText";
import { storedMessage } from "./messageFixtures";
import { excerptOf } from "./quote";

test("an excerpt is one line without marks, cut as the server cuts it", () => {
  const text = "Here is **the plan**:\n1. _Friday_\n2. Monday";
  const view = storedMessage(1, { text });
  expect(excerptOf(view, parseText(text))).toBe("Here is the plan: 1. Friday 2. Monday");
  expect(excerptOf(storedMessage(1, { text: "x".repeat(200) }))).toHaveLength(140);
});
