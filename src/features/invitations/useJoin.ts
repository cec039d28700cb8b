import { useConvexAuth, useMutation } from "convex/react";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../../convex/_generated/api";
import { paths, shellOf } from "../../app/paths";
import { errorSentence } from "../../lib/errors";
import { DemoSignInRefused, signInToDemo } from "../auth/demoSession";
import { useSession } from "../auth/session";
import { invitationStrings } from "./invitationStrings";

/** idle -> signingIn (the address gets a session) -> accepting (waits for Convex to know it) -> their shell. */
type Step = "idle" | "signingIn" | "accepting";

/**
 * Accepts an invitation, but only when `join` is called: opening the page changes nothing, since mail scanners open
 * links too. In the demo it first signs the tab in as the invited address; elsewhere the viewer has signed in before.
 */
export function useJoin(token: string, email: string) {
  const { mode, end } = useSession();
  const { isAuthenticated } = useConvexAuth();
  const accept = useMutation(api.invitations.accept);
  const navigate = useNavigate();
  // Convex may confirm the sign-in twice; the invitation is sent once.
  const isSent = useRef(false);
  const [step, setStep] = useState<Step>("idle");
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (step !== "accepting" || !isAuthenticated || isSent.current) return;
    isSent.current = true;
    accept({ token }).then(
      ({ kind }) => navigate(paths.home(shellOf(kind)), { replace: true }),
      (error: unknown) => {
        isSent.current = false;
        setFailure(errorSentence(error));
        setStep("idle");
      },
    );
  }, [step, isAuthenticated, accept, token, navigate]);

  const join = async () => {
    setFailure(null);
    if (mode !== "demo") return setStep("accepting");
    setStep("signingIn");
    try {
      // The person before has to be gone first: "signed in" then means the invited one.
      await end();
      await signInToDemo(`email:${email}`);
      setStep("accepting");
    } catch (error) {
      setStep("idle");
      const refused = error instanceof DemoSignInRefused;
      setFailure(refused ? errorSentence(error) : invitationStrings.page.failed);
    }
  };
  return { join, busy: step !== "idle", failure };
}
