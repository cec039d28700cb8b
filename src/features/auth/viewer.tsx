import type { FunctionReturnType } from "convex/server";
import { createContext, use } from "react";
import type { api } from "../../../convex/_generated/api";

/** The signed-in person, as the backend describes them to themselves. */
export type Viewer = FunctionReturnType<typeof api.users.viewer>;
export type StaffViewer = Extract<Viewer, { kind: "staff" }>;
export type ClientViewer = Extract<Viewer, { kind: "client" }>;

export const ViewerContext = createContext<Viewer | null>(null);

/** The signed-in person; throws outside ViewerGate. */
export function useViewer(): Viewer {
  const viewer = use(ViewerContext);
  if (viewer === null) throw new Error("useViewer needs ViewerGate above it");
  return viewer;
}

/** The signed-in member of staff; throws in the portal. */
export function useStaffViewer(): StaffViewer {
  const viewer = useViewer();
  if (viewer.kind !== "staff") throw new Error("useStaffViewer outside the staff shell");
  return viewer;
}
