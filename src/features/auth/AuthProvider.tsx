import { ConvexProviderWithAuth, type ConvexReactClient } from "convex/react";
import { lazy, Suspense, type ReactNode } from "react";
import { Splash } from "../../components/Splash";
import { clerkKey } from "./clerkKey";
import { builtInToken, endBuiltIn } from "./builtInSession";
import { demoToken, endDemoSession, useDemoSession } from "./demoSession";
import { SessionContext, type Session } from "./session";
import { useLocalAuth } from "./useLocalAuth";

const ClerkAuthProvider = lazy(() => import("./clerk"));

/** A person of the demo stands before whoever else this device is signed in as. */
const demo: Session = {
  mode: "demo",
  token: () => demoToken(false),
  end: async () => {
    endDemoSession();
    await endBuiltIn();
  },
};
const builtIn: Session = {
  mode: "builtIn",
  token: () => builtInToken(false),
  end: endBuiltIn,
};

/** Connects sign-in to Convex: Clerk where its key is configured, else the built-in sign-in and the demo's. */
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
  return <LocalAuthProvider client={client}>{children}</LocalAuthProvider>;
}

function LocalAuthProvider(props: { client: ConvexReactClient; children: ReactNode }) {
  const session = useDemoSession() === null ? builtIn : demo;
  return (
    <SessionContext value={session}>
      <ConvexProviderWithAuth client={props.client} useAuth={useLocalAuth}>
        {props.children}
      </ConvexProviderWithAuth>
    </SessionContext>
  );
}
