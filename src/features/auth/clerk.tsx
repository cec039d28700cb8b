/** The only file that imports Clerk; AuthProvider and SignInPage load it lazily, and only when a key is configured. */
import { ClerkProvider, SignIn, useAuth, useClerk } from "@clerk/clerk-react";
import type { ConvexReactClient } from "convex/react";
import { ConvexProviderWithClerk } from "convex/react-clerk";
import { useMemo, type ReactNode } from "react";
import { paths } from "../../app/paths";
import { SessionContext, type Session } from "./session";

/** Clerk's provider joined to Convex, with the app's session on top. */
export default function ClerkAuthProvider(props: {
  client: ConvexReactClient;
  publishableKey: string;
  children: ReactNode;
}) {
  return (
    <ClerkProvider publishableKey={props.publishableKey} afterSignOutUrl={paths.signIn}>
      <ConvexProviderWithClerk client={props.client} useAuth={useAuth}>
        <ClerkSession>{props.children}</ClerkSession>
      </ConvexProviderWithClerk>
    </ClerkProvider>
  );
}

function ClerkSession({ children }: { children: ReactNode }) {
  const { signOut } = useClerk();
  const { getToken, sessionClaims } = useAuth();
  // As ConvexProviderWithClerk does it: with the Convex integration there need be no such template.
  const isForConvex = sessionClaims?.aud === "convex";
  const session = useMemo<Session>(
    () => ({
      mode: "clerk",
      token: () => getToken(isForConvex ? {} : { template: "convex" }),
      end: () => signOut(),
    }),
    [signOut, getToken, isForConvex],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Clerk's own sign-in form; afterwards it goes to `next`, an address of this app. */
export function ClerkSignIn({ next }: { next: string }) {
  return <SignIn routing="hash" forceRedirectUrl={next} />;
}
