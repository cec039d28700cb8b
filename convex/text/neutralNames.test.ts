import { expect, it } from "vitest";
import { FORMER, nameIn, UNKNOWN } from "./neutralNames";

it("are said in the reader's language", () => {
  expect(nameIn("de", UNKNOWN)).toBe("Unbekannt");
  expect(nameIn("de", FORMER.client)).toBe("Ehemaliger Ansprechpartner");
  expect(nameIn("de", FORMER.staff)).toBe("Ehemaliges Teammitglied");
  expect(nameIn("en", FORMER.staff)).toBe("Former colleague");
});

it("leave the name of a person alone", () => {
  expect(nameIn("de", "Ana Ruiz")).toBe("Ana Ruiz");
  expect(nameIn("de", "constructor")).toBe("constructor");
});
