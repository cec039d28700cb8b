import { ConvexProviderWithAuth, type ConvexReactClient } from "convex/react";
import { lazy, Suspense, type ReactNode } from "react";
import { Splash } from "../../components/Splash";
import { clerkKey } from "./clerkKey";
import { endDemoSession } from "./demoSession";
import { SessionContext, type Session } from "./session";
import { useDemoAuth } from "./useDemoAuth";

const ClerkAuthProvider = lazy(() => import("./clerk"));

const demoSession: Session = {
  mode: "demo",
  end: () => {
    endDemoSession();
    return Promise.resolve();
  },
};

/** Connects sign-in to Convex: Clerk where its key is configured, else the demo sign-in of the stand-alone start. */
export function AuthProvider({
  client,
  children,
}: {
  client: ConvexReactClient;
  children: ReactNode;
}) {
  if (clerkKey !== null) {
    return (
      <Suspense fallback={<Splash />}>
        <ClerkAuthProvider client={client} publishableKey={clerkKey}>
          {children}
        </ClerkAuthProvider>
      </Suspense>
    );
  }
  return (
    <SessionContext value={demoSession}>
      <ConvexProviderWithAuth client={client} useAuth={useDemoAuth}>
        {children}
      </ConvexProviderWithAuth>
    </SessionContext>
  );
}
