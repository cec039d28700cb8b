import { createContext, use } from "react";

/** How the person of this page is signed in, and how they leave again. */
export type Session = {
  mode: "demo" | "builtIn" | "clerk";
  /** What this tab shows the backend beside the socket (the bytes of files); null when signed out. */
  token: () => Promise<string | null>;
  /** Forgets this tab's credentials. What the device kept for the person is removed by the caller (useSignOut). */
  end: () => Promise<void>;
};

export const SessionContext = createContext<Session | null>(null);

/** The session of the page; throws outside an auth provider. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession needs an auth provider above it");
  return session;
}
