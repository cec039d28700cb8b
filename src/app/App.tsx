import { BrowserRouter } from "react-router";
import { PaneBoundary } from "../components/PaneBoundary";
import { AuthProvider } from "../features/auth/AuthProvider";
import { AppRoutes } from "./AppRoutes";
import { BrandedTheme } from "./BrandedTheme";
import { convexClient } from "./convexClient";
import { HelpProvider } from "./help";

/** The whole app with its providers, outermost first: address, sign-in and data, colours, help. */
export function App() {
  return (
    <BrowserRouter>
      <AuthProvider client={convexClient}>
        <BrandedTheme>
          <HelpProvider>
            <PaneBoundary>
              <AppRoutes />
            </PaneBoundary>
          </HelpProvider>
        </BrandedTheme>
      </AuthProvider>
    </BrowserRouter>
  );
}
