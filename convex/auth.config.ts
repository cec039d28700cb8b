/**
 * Whose sign-in tokens are accepted. Clerk when its issuer is configured; the built-in issuer
 * (ES256, keys as a data: URI) when its keys are. Neither: nobody can sign in.
 */
import type { AuthConfig } from "convex/server";

const providers: AuthConfig["providers"] = [];

const clerkIssuer = process.env["CLERK_JWT_ISSUER_DOMAIN"];
if (clerkIssuer) providers.push({ domain: clerkIssuer, applicationID: "convex" });

const issuer = process.env["AUTH_ISSUER"];
const jwks = process.env["AUTH_JWKS"];
if (issuer && jwks) {
  providers.push({
    type: "customJwt",
    issuer,
    jwks,
    algorithm: "ES256",
    applicationID: "anteroom",
  });
}

export default { providers } satisfies AuthConfig;
