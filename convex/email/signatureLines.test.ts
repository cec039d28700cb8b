import { describe, expect, it } from "vitest";
import { probeOf } from "./replyLine";
import { isImagePlaceholder, isSignatureDelimiter } from "./signatureLines";

describe("a signature's delimiter", () => {
  it("is two dashes, with or without the space, or a long dash", () => {
    for (const line of ["-- ", "--", "—", "--  "]) expect(isSignatureDelimiter(line)).toBe(true);
  });

  it("is not a list, a rule or a dash before words", () => {
    for (const line of ["-", "---", "-- first", "- - ", " text", ""]) {
      expect(isSignatureDelimiter(line)).toBe(false);
    }
  });
});

describe("a picture's placeholder", () => {
  it.each([
    "[image: logo.png]",
    "[cid:image001.png@01D]",
    "<image001.png>",
    "[Inline image 1]",
    "\ufffc",
  ])("is %s", (line) => {
    expect(isImagePlaceholder(probeOf(line))).toBe(true);
  });

  it.each(["[image: logo.png] is new", "<b>", "[1]", "<bob@acme.png>", "see <image.png>", ""])(
    "is not %s",
    (line) => {
      expect(isImagePlaceholder(probeOf(line))).toBe(false);
    },
  );
});
