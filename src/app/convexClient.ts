import { ConvexReactClient } from "convex/react";

/** Where the backend answers: the address of a Convex deployment, or this very origin (the embedded backend). */
export const convexUrl: string = import.meta.env["VITE_CONVEX_URL"] || window.location.origin;

/** The one Convex client of the page. */
export const convexClient = new ConvexReactClient(convexUrl, {
  // The browser's "leave page?" question would come up for every message in flight; the outbox keeps those instead.
  unsavedChangesWarning: false,
});
