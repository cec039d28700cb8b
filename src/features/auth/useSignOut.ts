import { useCallback } from "react";
import { useNavigate } from "react-router";
import { paths } from "../../app/paths";
import { clearViewerStorage } from "../../lib/deviceStorage";
import { useSession } from "./session";
import { useViewer } from "./viewer";

/** Signs out: removes the person's drafts from this device, ends the session, goes to the sign-in page. */
export function useSignOut(): () => Promise<void> {
  const session = useSession();
  const { email } = useViewer();
  const navigate = useNavigate();
  return useCallback(async () => {
    // Before, because a provider may leave the page while ending the session;
    clearViewerStorage(email);
    await session.end();
    await navigate(paths.signIn, { replace: true });
    // and after, because a composer saves its draft when it goes off the screen.
    clearViewerStorage(email);
  }, [session, email, navigate]);
}
