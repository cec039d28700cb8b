import { describe, expect, it } from "vitest";
import type { Id } from "../../../convex/_generated/dataModel";
import { EMPTY_FORM, problemsOf, toCreateArgs, withKind, withPortal } from "./createRoomForm";

const acme = { portalId: "portal-acme" as Id<"portals">, name: "Acme Ceramics" };
const baltic = { portalId: "portal-baltic" as Id<"portals">, name: "Baltic Law" };
const sam = "user-sam" as Id<"users">;
const carla = "user-carla" as Id<"users">;
const isStaff = (userId: Id<"users">) => userId === sam;

describe("the name (R1)", () => {
  it("is pre-filled from the client, and follows when another client is picked", () => {
    const form = withPortal(EMPTY_FORM, acme);
    expect(form.name).toBe("Acme Ceramics");
    expect(withPortal(form, baltic).name).toBe("Baltic Law");
  });

  it("is kept once the person typed one", () => {
    const form = { ...withPortal(EMPTY_FORM, acme), name: "Acme – website" };
    expect(withPortal(form, baltic).name).toBe("Acme – website");
  });

  it("is needed, and may have up to 120 characters, not more", () => {
    const named = (name: string) => problemsOf({ ...EMPTY_FORM, portal: acme, name }, []).name;
    expect(named("   ")).not.toBeNull();
    expect(named("x".repeat(120))).toBeNull();
    expect(named("x".repeat(121))).not.toBeNull();
  });
});

describe("an internal room (R9)", () => {
  it("has no client: its portal and the clients picked are dropped, staff stay", () => {
    const form = { ...withPortal(EMPTY_FORM, acme), picked: new Set([sam, carla]) };
    const internal = withKind(form, "internal", isStaff);
    expect(internal.portal).toBeNull();
    expect(internal.name).toBe("");
    expect([...internal.picked]).toEqual([sam]);
    expect(toCreateArgs(internal)).not.toHaveProperty("portalId");
  });
});

it("asks for a client in a client room, and for none in the others", () => {
  expect(problemsOf(EMPTY_FORM, []).portal).not.toBeNull();
  expect(problemsOf({ ...EMPTY_FORM, kind: "announcement" }, []).portal).toBeNull();
});

it("asks for a second thought before two companies share a client room, not in announcements", () => {
  const form = { ...withPortal(EMPTY_FORM, acme), picked: new Set([carla]) };
  const both = ["Acme Ceramics", "Baltic Law"];
  expect(problemsOf(form, ["Acme Ceramics"]).mixed).toBeNull();
  expect(problemsOf(form, both).mixed).not.toBeNull();
  expect(problemsOf({ ...form, mixedConfirmed: true }, both).mixed).toBeNull();
  expect(problemsOf({ ...form, kind: "announcement" }, both).mixed).toBeNull();
});
