import { useConvexAuth } from "convex/react";
import { Navigate, Outlet, useLocation } from "react-router";
import { api } from "../../../convex/_generated/api";
import { signInPath } from "../../app/paths";
import { Splash } from "../../components/Splash";
import { useQueryState } from "../../lib/useQueryState";
import { OutboxProvider } from "../messages/outbox/OutboxProvider";
import { AccountScreen } from "./AccountScreen";
import { ViewerContext } from "./viewer";

/** Lets only a signed-in, active person through; everybody else gets the sign-in page or a sentence that says why. */
export function ViewerGate() {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const location = useLocation();
  if (isLoading) return <Splash />;
  if (!isAuthenticated) return <Navigate to={signInPath(location.pathname)} replace />;
  return <ActiveViewer />;
}

function ActiveViewer() {
  const viewer = useQueryState({ query: api.users.viewer, args: {} });
  if (viewer.status === "pending") return <Splash />;
  if (viewer.status === "error") return <AccountScreen error={viewer.error} />;
  return (
    <ViewerContext value={viewer.data}>
      <OutboxProvider viewerEmail={viewer.data.email}>
        <Outlet />
      </OutboxProvider>
    </ViewerContext>
  );
}
