import fc from "fast-check";
import { expect, it } from "vitest";
import { accentShades, contrast } from "./accent";

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

it("white text is readable on the filled shade, whatever colour a firm picks", () => {
  fc.assert(
    fc.property(anyColour, (colour) => {
      expect(contrast(accentShades(colour)[6], "#ffffff")).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

it("the darker shade is readable on the tint, and the light one on dark panels", () => {
  fc.assert(
    fc.property(anyColour, (colour) => {
      const shades = accentShades(colour);
      expect(contrast(shades[7], shades[1])).toBeGreaterThanOrEqual(4.5);
      expect(contrast(shades[3], "#171c1a")).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

it("leaves a colour that is dark enough as it is", () => {
  expect(contrast(accentShades("#0e7c66")[6], "#0e7c66")).toBeLessThan(1.05);
});

it("takes the product's colour for what is no colour", () => {
  expect(accentShades("red; }")).toEqual(accentShades("#0e7c66"));
});
