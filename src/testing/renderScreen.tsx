import { MantineProvider } from "@mantine/core";
import { render } from "@testing-library/react";
import { ConvexProviderWithAuth } from "convex/react";
import type { ReactNode } from "react";
import { MemoryRouter, useLocation } from "react-router";
import { themeFor } from "../app/theme";
import { type Session, SessionContext } from "../features/auth/session";
import { ViewerContext, type Viewer } from "../features/auth/viewer";
import type { FakeConvex } from "./fakeConvex";

const session: Session = {
  mode: "demo",
  token: () => Promise.resolve("token"),
  end: () => Promise.resolve(),
};

type Options = {
  fake: FakeConvex;
  /** The address that is open. */
  path?: string;
  /** Who is signed in, for parts that live behind ViewerGate. */
  viewer?: Viewer;
  /** What the sign-in says, for ViewerGate itself; signed in unless told otherwise. */
  signedIn?: boolean;
};

/** Renders a part of the app with the providers that it has in the real one. `address()` tells where the router is. */
export function renderScreen(
  ui: ReactNode,
  { fake, path = "/", viewer, signedIn = true }: Options,
) {
  let address = path;
  // One object for all renders: Convex signs in anew whenever `fetchAccessToken` changes its identity.
  const auth = {
    isLoading: false,
    isAuthenticated: signedIn,
    fetchAccessToken: () => Promise.resolve("token"),
  };
  const screen = render(
    <MantineProvider env="test" theme={themeFor("#0e7c66")}>
      <MemoryRouter initialEntries={[path]}>
        <SessionContext value={session}>
          <ConvexProviderWithAuth client={fake.client} useAuth={() => auth}>
            <ViewerContext value={viewer ?? null}>{ui}</ViewerContext>
          </ConvexProviderWithAuth>
        </SessionContext>
        <Address tell={(now) => (address = now)} />
      </MemoryRouter>
    </MantineProvider>,
  );
  return { ...screen, address: () => address };
}

function Address({ tell }: { tell: (address: string) => void }) {
  const { pathname, search } = useLocation();
  tell(pathname + search);
  return null;
}
