import type { FunctionReturnType } from "convex/server";
import type { api } from "../../../convex/_generated/api";
import type { StaffViewer } from "../auth/viewer";

export type Colleague = FunctionReturnType<typeof api.team.list>[number];
export type StaffRole = Colleague["role"];

const ROLES: readonly StaffRole[] = ["owner", "admin", "member"];

/** The roles that a person may give: only an owner makes owners; members give none (row 25). */
export function rolesGivenBy(viewer: StaffViewer): StaffRole[] {
  if (viewer.role === "member") return [];
  return ROLES.filter((role) => role !== "owner" || viewer.role === "owner");
}

/**
 * What the viewer may do with a colleague (row 25): nobody changes themselves, an admin never touches an owner, members
 * do nothing. The server decides; this only keeps buttons away that it would refuse.
 */
export function actionsOn(
  viewer: StaffViewer,
  colleague: Colleague,
): { roles: StaffRole[]; suspend: boolean; reactivate: boolean; erase: boolean } {
  const isOutOfReach =
    viewer.role === "member" ||
    colleague.isYou ||
    (colleague.role === "owner" && viewer.role !== "owner");
  if (isOutOfReach) return { roles: [], suspend: false, reactivate: false, erase: false };
  const roles = rolesGivenBy(viewer).filter((role) => role !== colleague.role);
  return {
    roles: colleague.state === "suspended" ? [] : roles,
    suspend: colleague.state === "active",
    reactivate: colleague.state === "suspended",
    erase: true,
  };
}
