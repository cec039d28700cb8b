import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { paths } from "../../app/paths";
import { clearViewerStorage } from "../../lib/deviceStorage";
import { clearKeptBlobs } from "../files/keptBlobs";
import { countDrafts } from "../messages/drafts";
import { useOutbox } from "../messages/outbox/OutboxProvider";
import { useSession } from "./session";
import { useViewer } from "./viewer";

/** What only this device has of a person, and signing out deletes. */
export type UnsavedWork = { unsent: number; drafts: number };

export type SignOut = {
  /** Signs out at once if nothing would be lost; otherwise `atStake` says what to ask about. */
  start: () => void;
  atStake: UnsavedWork | null;
  /** Signs out and deletes what was at stake. */
  confirm: () => Promise<void>;
  /** Stays signed in. */
  cancel: () => void;
};

/** Signs out, with a question first where unsent messages or drafts would be deleted with it. */
export function useSignOut(): SignOut {
  const confirm = useSignOutNow();
  const { email } = useViewer();
  const outbox = useOutbox();
  const [atStake, setAtStake] = useState<UnsavedWork | null>(null);
  const start = useCallback(() => {
    const work = { unsent: outbox.entries.length, drafts: countDrafts(email) };
    if (work.unsent + work.drafts > 0) setAtStake(work);
    else void confirm();
  }, [outbox, email, confirm]);
  const cancel = useCallback(() => setAtStake(null), []);
  return { start, atStake, confirm, cancel };
}

/** Removes what this device keeps for the person, ends the session, goes to the sign-in page. */
function useSignOutNow(): () => Promise<void> {
  const session = useSession();
  const { email } = useViewer();
  const navigate = useNavigate();
  return useCallback(async () => {
    // Before, because a provider may leave the page while ending the session;
    clearViewerStorage(email);
    await session.end();
    await navigate(paths.signIn, { replace: true });
    void clearKeptBlobs(email);
    // and after, because a composer saves its draft when it goes off the screen.
    clearViewerStorage(email);
  }, [session, email, navigate]);
}
