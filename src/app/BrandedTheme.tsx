import { MantineProvider } from "@mantine/core";
import { useQuery } from "convex/react";
import { useMemo, type ReactNode } from "react";
import { useLocation } from "react-router";
import { api } from "../../convex/_generated/api";
import { FirmContext } from "../components/FirmContext";
import { cssVariablesResolver, PRODUCT_ACCENT, themeFor } from "./theme";

/** The firm, and colours for what is on screen: the product's own for the team, the firm's for its clients and at the door. */
export function BrandedTheme({ children }: { children: ReactNode }) {
  const firm = useQuery(api.firm.branding, {});
  const { pathname } = useLocation();
  const isTeams = /^\/staff(\/|$)/.test(pathname);
  const accent = isTeams ? PRODUCT_ACCENT : (firm?.accentColor ?? PRODUCT_ACCENT);
  const theme = useMemo(() => themeFor(accent), [accent]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariablesResolver}
      // All variables are written here; Mantine's file with the default ones would be downloaded for nothing.
      deduplicateCssVariables={false}
    >
      <FirmContext value={firm ?? null}>{children}</FirmContext>
    </MantineProvider>
  );
}
