import { expect, test } from "vitest";
import { acceptedLanguage } from "./acceptLanguage";

test.each([
  ["de-DE,de;q=0.9,en;q=0.8", "de"],
  ["en-GB,en;q=0.9,de;q=0.8", "en"],
  ["fr-FR, fr;q=0.9, de-AT;q=0.5, en;q=0.4", "de"],
  ["en;q=0.1, DE", "de"],
  ["de;q=0, en", "en"],
  ["de;q=2, en;q=0.3", "en"],
])("%s asks for %s", (header, language) => {
  expect(acceptedLanguage(header)).toBe(language);
});

test("what names none of ours, or nothing readable, gets English", () => {
  for (const header of [null, "", "*", "fr, ja;q=0.5", "xx-DE", ";;,=q", "de;q=x"]) {
    expect(acceptedLanguage(header), String(header)).toBe("en");
  }
});
