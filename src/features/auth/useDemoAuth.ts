import { useCallback } from "react";
import { DemoSignInRefused, demoToken, endDemoSession, useDemoSession } from "./demoSession";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 15_000;

/** The `useAuth` hook that ConvexProviderWithAuth asks for, over the demo sign-in of this tab. */
export function useDemoAuth() {
  const subject = useDemoSession()?.subject;
  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
      if (subject === undefined) return null;
      return await tokenWithPatience(forceRefreshToken);
    },
    // A new identity makes Convex authenticate again: exactly when the person changes, not when the token is renewed.
    [subject],
  );
  return { isLoading: false, isAuthenticated: subject !== undefined, fetchAccessToken };
}

/**
 * Waits through a server that is away (null would sign the person out and drop what they were typing);
 * gives up only when the server refuses the person.
 */
async function tokenWithPatience(fresh: boolean): Promise<string | null> {
  for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
    try {
      return await demoToken(fresh);
    } catch (error) {
      if (error instanceof DemoSignInRefused) {
        endDemoSession();
        return null;
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
