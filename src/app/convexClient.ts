import { ConvexReactClient } from "convex/react";
import { convexUrl } from "./convexUrl";

/** The one Convex client of the page. */
export const convexClient = new ConvexReactClient(convexUrl, {
  // The browser's "leave page?" question would come up for every message in flight; the outbox keeps those instead.
  unsavedChangesWarning: false,
});
