import { expect, it } from "vitest";
import { ANA, SAM } from "../../testing/people";
import { colleague } from "../../testing/staffPages";
import { actionsOn, rolesGivenBy } from "./teamRules";

const ADMIN = { ...ANA, role: "admin" } as const;
const NOTHING = { roles: [], suspend: false, reactivate: false, erase: false };

it("lets members do nothing with anybody (row 25)", () => {
  expect(rolesGivenBy(SAM)).toEqual([]);
  expect(actionsOn(SAM, colleague({ role: "member" }))).toEqual(NOTHING);
});

it("lets nobody change their own standing", () => {
  expect(actionsOn(ANA, colleague({ role: "owner", isYou: true }))).toEqual(NOTHING);
});

it("lets an admin touch no owner and make none; an owner may do both", () => {
  expect(actionsOn(ADMIN, colleague({ role: "owner" }))).toEqual(NOTHING);
  expect(actionsOn(ADMIN, colleague()).roles).toEqual(["admin"]);
  expect(actionsOn(ANA, colleague({ role: "owner" })).suspend).toBe(true);
  expect(actionsOn(ANA, colleague()).roles).toEqual(["owner", "admin"]);
});

it("suspends the active, reactivates the suspended, and neither of the invited", () => {
  expect(actionsOn(ANA, colleague())).toMatchObject({ suspend: true, reactivate: false });
  expect(actionsOn(ANA, colleague({ state: "suspended" }))).toEqual({
    roles: [],
    suspend: false,
    reactivate: true,
    erase: true,
  });
  expect(actionsOn(ANA, colleague({ state: "invited" }))).toMatchObject({
    suspend: false,
    reactivate: false,
  });
});
