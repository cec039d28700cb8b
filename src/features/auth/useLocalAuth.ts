import { useCallback, useSyncExternalStore } from "react";
import { builtInSessionId, builtInToken, onBuiltInChange, SignInEnded } from "./builtInSession";
import { DemoSignInRefused, demoToken, endDemoSession, useDemoSession } from "./demoSession";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/**
 * The `useAuth` hook that ConvexProviderWithAuth asks for, over the demo's person of this tab if there is one, else the
 * built-in sign-in.
 */
export function useLocalAuth() {
  const subject = useDemoSession()?.subject;
  const sessionId = useSyncExternalStore(onBuiltInChange, builtInSessionId, () => null);
  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
      if (subject !== undefined) return await withPatience(() => demoToken(forceRefreshToken));
      if (sessionId !== null) return await withPatience(() => builtInToken(forceRefreshToken));
      return null;
    },
    // A new identity makes Convex authenticate again: exactly when the person changes, not when the token is renewed.
    [subject, sessionId],
  );
  const isAuthenticated = subject !== undefined || sessionId !== null;
  return { isLoading: false, isAuthenticated, fetchAccessToken };
}

/**
 * Waits through a server that is away (null would sign the person out and drop what they were typing);
 * gives up only when the server refuses the person.
 */
async function withPatience(ask: () => Promise<string | null>): Promise<string | null> {
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof SignInEnded) return null;
      if (error instanceof DemoSignInRefused) {
        endDemoSession();
        return null;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
