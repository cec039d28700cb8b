/** How people get in, as the command line and the variables say. */
import { WEBHOOK_SECRET, WEBHOOK_SECRET_SHAPE } from "./mailSettings.ts";
import type { SettingsReader } from "./settingsReader.ts";

/**
 * How people get in: the demo (anybody as anybody, beside the built-in way), the built-in way (codes by
 * email), or Clerk.
 */
export type SignInSettings =
  | { kind: "demo" }
  | { kind: "builtIn" }
  | { kind: "clerk"; issuerDomain: string; variables: Record<string, string> };

/** What the functions are told of Clerk beside its issuer. */
const CLERK_VARIABLES = ["CLERK_WEBHOOK_SECRET", "CLERK_SECRET_KEY", "CLERK_API_URL"];

/** Clerk when its issuer is named; else the demo, unless that is off. */
export function readSignIn(reader: SettingsReader, noDemo: boolean): SignInSettings {
  reader.secret("CLERK_WEBHOOK_SECRET", WEBHOOK_SECRET, WEBHOOK_SECRET_SHAPE);
  // ANTEROOM_DEMO=0 says the same as --no-demo; nothing else may be taken for it by mistake.
  const isDemo = reader.choice("ANTEROOM_DEMO", ["0", "1"], "1") === "1" && !noDemo;
  const issuerDomain = reader.text("CLERK_JWT_ISSUER_DOMAIN");
  if (issuerDomain === null) return { kind: isDemo ? "demo" : "builtIn" };
  reader.origin("CLERK_JWT_ISSUER_DOMAIN", "https://example.clerk.accounts.dev");
  const set = CLERK_VARIABLES.flatMap((name) => {
    const value = reader.text(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { kind: "clerk", issuerDomain, variables: Object.fromEntries(set) };
}
