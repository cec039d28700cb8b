import { Suspense } from "react";
import { Navigate, Route, Routes, useLocation, useParams } from "react-router";
import { Splash } from "../components/Splash";
import { ViewerGate } from "../features/auth/ViewerGate";
import { useViewer } from "../features/auth/viewer";
import { paths, shellOf } from "./paths";
import { NotFoundPage } from "./routes/NotFoundPage";
import { ShellGuard } from "./ShellGuard";
import { lazyPart } from "../lib/lazyPart";

const SHELL = { preload: false, isShell: true };
// One download each: nothing of the team's tools is on a client's way into the portal.
const SignInPage = lazyPart(() => import("../features/auth/SignInPage"), { preload: false });
const SetUpPage = lazyPart(() => import("../features/auth/SetUpPage"), { preload: false });
const InvitationPage = lazyPart(() => import("../features/invitations/InvitationPage"), {
  preload: false,
});
const StaffShell = lazyPart(() => import("./shells/StaffShell"), SHELL);
const PortalShell = lazyPart(() => import("./shells/PortalShell"), SHELL);

/** All addresses: the ways in, and behind ViewerGate the two shells. */
export function AppRoutes() {
  return (
    <Suspense fallback={<Splash />}>
      <Routes>
        <Route path={paths.signIn} element={<SignInPage />} />
        <Route path={paths.setUp} element={<SetUpPage />} />
        <Route path="invitation/:token" element={<InvitationPage />} />
        <Route element={<ViewerGate />}>
          <Route index element={<ToOwnShell />} />
          <Route path="open/:roomId" element={<OpenRoom />} />
          <Route
            path="staff/*"
            element={
              <ShellGuard shell="staff">
                <StaffShell />
              </ShellGuard>
            }
          />
          <Route
            path="portal/*"
            element={
              <ShellGuard shell="portal">
                <PortalShell />
              </ShellGuard>
            }
          />
        </Route>
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Suspense>
  );
}

function ToOwnShell() {
  return <Navigate to={paths.home(shellOf(useViewer().kind))} replace />;
}

/** The address in emails: the same for everybody, it leads to the room in the shell of whoever is signed in. */
function OpenRoom() {
  const shell = shellOf(useViewer().kind);
  const roomId = useParams()["roomId"] ?? "";
  // The query goes along: a link to a message names it there.
  const { search } = useLocation();
  return <Navigate to={`${paths.room(shell, roomId)}${search}`} replace />;
}
