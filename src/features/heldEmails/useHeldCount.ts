import { useQuery } from "convex/react";
import { api } from "../../../convex/_generated/api";

/** How many held emails wait for the viewer, 0 while that is not known; 100 means more than 99. Staff only. */
export function useHeldCount(): number {
  return useQuery(api.heldEmails.count, {}) ?? 0;
}
