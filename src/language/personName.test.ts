import { afterEach, expect, it } from "vitest";
import { FORMER, UNKNOWN } from "../../convex/text/neutralNames";
import { keepingStrings } from "../features/keeping/keepingStrings";
import { speak } from "./language";
import { personName } from "./personName";

afterEach(async () => await speak("en"));

it("says a neutral name in the spoken language, as the page of erasures does, and leaves people's own", async () => {
  expect(personName(FORMER.client)).toBe(keepingStrings.former.client);
  await speak("de");
  expect(personName(UNKNOWN)).toBe("Unbekannt");
  expect(personName(FORMER.client)).toBe(keepingStrings.former.client);
  expect(personName(FORMER.staff)).toBe(keepingStrings.former.staff);
  expect(personName("Ana Ruiz")).toBe("Ana Ruiz");
});
