/** The permission matrix over convex-test, and its completeness. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { MATRIX, ROWS_WITHOUT_A_FUNCTION } from "./permissions.matrix";
import { describeMatrix } from "./permissions.suite";
import { startWorld } from "./permissions.world";
import { registeredFunctions } from "./registered.setup";

beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

describeMatrix((keys) => startWorld(keys));

describe("the matrix is complete", () => {
  test("every public function stands in it, and nothing else does", () => {
    const exported = registeredFunctions
      .filter(({ isPublic, type }) => isPublic && type !== "http")
      .map(({ name }) => name);
    expect([...new Set(MATRIX.map(({ name }) => name as string))].sort()).toEqual(exported.sort());
  });

  test("each is asked as what it is, a query or a mutation", () => {
    const types = new Map(registeredFunctions.map(({ name, type }) => [name, type]));
    for (const { name, type } of MATRIX) expect([name, types.get(name)]).toEqual([name, type]);
  });

  test("every row of the product's table is asked, or said not to be built", () => {
    const asked = new Set(MATRIX.map(({ row }) => row));
    const leftOut = Object.keys(ROWS_WITHOUT_A_FUNCTION).map(Number);
    expect(leftOut.filter((row) => asked.has(row))).toEqual([]);
    const rows = [...asked, ...leftOut].filter((row) => row > 0).sort((a, b) => a - b);
    expect(rows).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
  });

  test.each(registeredFunctions.filter(({ type }) => type !== "http"))(
    "$name says what it takes and what it gives",
    ({ args, returns }) => {
      expect(args).toMatchObject({ type: "object" });
      expect(returns, "no validator reads as any or null").toMatchObject({
        type: expect.stringMatching(/^(?!any$)/),
      });
    },
  );

  test("functions are registered in convex/*.ts only", () => {
    const nested = registeredFunctions.filter(({ name }) => name.includes("/"));
    expect(nested.map(({ name }) => name)).toEqual([]);
  });
});
