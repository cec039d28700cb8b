import { useConvexAuth } from "convex/react";
import { Fragment, useEffect, useRef } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { api } from "../../../convex/_generated/api";
import { signInPath } from "../../app/paths";
import { Splash } from "../../components/Splash";
import { useSpokenLanguage } from "../../language/useSpokenLanguage";
import { useQueryState } from "../../lib/useQueryState";
import { OutboxProvider } from "../messages/outbox/OutboxProvider";
import { AccountScreen } from "./AccountScreen";
import { ViewerContext, type Viewer } from "./viewer";

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
      <InTheirLanguage viewer={viewer.data} />
    </ViewerContext>
  );
}

/** The pages in the viewer's language. Another one draws them anew; what is being sent, and every draft, goes on. */
function InTheirLanguage({ viewer }: { viewer: Viewer }) {
  const language = useSpokenLanguage(viewer.language);
  const drawn = useRef(language);
  useEffect(() => {
    // What had the focus is gone with its page.
    if (drawn.current !== null && language !== drawn.current) {
      document.getElementById("main")?.focus();
    }
    drawn.current = language;
  }, [language]);
  if (language === null) return <Splash />;
  return (
    <OutboxProvider viewerEmail={viewer.email}>
      <Fragment key={language}>
        <Outlet />
      </Fragment>
    </OutboxProvider>
  );
}
