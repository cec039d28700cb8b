import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from "@mantine/core";
import { accentShades } from "./accent";

/** The product's own accent: staff shell, and everything shown before a firm is known. */
export const PRODUCT_ACCENT = "#0e7c66";

const FONT =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif';

/** Mantine's own greys are bluish; these are the greys of tokens.css. */
const WARM_GRAY: MantineColorsTuple = [
  "#faf9f6",
  "#f0ede7",
  "#e9e5dd",
  "#ddd8ce",
  "#cfc9bd",
  "#b1aa9c",
  "#87827a",
  "#525c57",
  "#38403c",
  "#1c2421",
];
const WARM_DARK: MantineColorsTuple = [
  "#e8ebe8",
  "#adb6b1",
  "#8d9792",
  "#5f6965",
  "#3c4541",
  "#29302d",
  "#1f2523",
  "#171c1a",
  "#101413",
  "#0b0f0e",
];

/** The Mantine theme for one accent colour (`#rrggbb`). */
export function themeFor(accent: string): MantineThemeOverride {
  return createTheme({
    primaryColor: "accent",
    primaryShade: 6,
    colors: {
      accent: accentShades(accent),
      // Mantine's own carries white text at 3.3:1 only.
      red: accentShades("#b3261e"),
      gray: WARM_GRAY,
      dark: WARM_DARK,
    },
    fontFamily: FONT,
    headings: { fontFamily: FONT, fontWeight: "650" },
    defaultRadius: "md",
    radius: { xs: "4px", sm: "6px", md: "10px", lg: "16px", xl: "24px" },
    focusRing: "auto",
    cursorType: "pointer",
    respectReducedMotion: true,
    breakpoints: { xs: "30em", sm: "48em", md: "64em", lg: "75em", xl: "88em" },
    components: {
      Modal: {
        defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45, blur: 2 } },
      },
      Menu: {
        defaultProps: {
          // The first entry takes the focus: an empty stop before it is none that a menu may hold.
          withInitialFocusPlaceholder: false,
          // Not "keydown", Mantine's third: a menu that a key opens would hear that very key outside, and close.
          clickOutsideEvents: ["mousedown", "touchstart"],
        },
      },
      Tooltip: { defaultProps: { openDelay: 350, withArrow: false, fz: "xs" } },
      ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    },
  });
}

/** The accent's own tokens in one scheme; `shades` as accentShades gives them. */
export function accentTokens(
  shades: readonly string[],
  scheme: "light" | "dark",
): Record<string, string> {
  const [, soft, , line, , , filled, darker] = shades as MantineColorsTuple;
  const shared = {
    "--accent": filled,
    "--accent-hover": darker,
    "--accent-contrast": "#ffffff",
  };
  if (scheme === "light") {
    return {
      ...shared,
      "--accent-ink": darker, // accent as text on light surfaces
      "--accent-soft": soft, // tint: own bubbles, selected row
      "--accent-line": line,
    };
  }
  return {
    ...shared,
    "--accent-ink": line,
    "--accent-soft": `color-mix(in oklab, ${filled} 30%, var(--surface))`,
    "--accent-line": `color-mix(in oklab, ${filled} 60%, var(--surface))`,
  };
}

/** Joins Mantine's variables to the app's tokens (tokens.css), so that both always show the same colours. */
export const cssVariablesResolver: CSSVariablesResolver = (theme) => {
  const accent = theme.colors["accent"]!;
  const shared = {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-3)",
    "--mantine-color-default": "var(--raised)",
    "--mantine-color-default-hover": "var(--hover)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-placeholder": "var(--ink-3)",
    "--mantine-color-error": "var(--danger)",
    // Red words on buttons and in menus: Mantine's are nearly white in the dark.
    "--mantine-color-red-light-color": "var(--danger)",
    "--mantine-color-red-text": "var(--danger)",
  };
  const soft = {
    "--mantine-color-accent-light": "var(--accent-soft)",
    "--mantine-color-accent-light-hover": "var(--accent-line)",
    "--mantine-color-accent-light-color": "var(--accent-ink)",
  };
  // Under each scheme, where Mantine has values of its own for the same names.
  return {
    variables: {},
    light: { ...shared, ...accentTokens(accent, "light"), ...soft },
    dark: { ...shared, ...accentTokens(accent, "dark"), ...soft },
  };
};
