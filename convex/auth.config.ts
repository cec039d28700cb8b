/**
 * Whose sign-in tokens are accepted: Clerk's when its issuer is configured, the built-in sign-in's
 * when its key is, and the demo's when a stand-alone start offers the demo. None: nobody can sign in.
 * Keys go in as data: URIs, so that checking a token asks nobody over the network.
 */
import type { AuthConfig } from "convex/server";
import {
  BUILT_IN_AUDIENCE,
  BUILT_IN_ISSUER,
  jwksDataUri,
  parseSigningKey,
} from "./signing/signingKey";

const providers: AuthConfig["providers"] = [];

const clerkIssuer = process.env["CLERK_JWT_ISSUER_DOMAIN"];
if (clerkIssuer) providers.push({ domain: clerkIssuer, applicationID: "convex" });

const signingKey = process.env["AUTH_SIGNING_KEY"];
if (signingKey) {
  providers.push({
    type: "customJwt",
    issuer: BUILT_IN_ISSUER,
    jwks: jwksDataUri(parseSigningKey(signingKey)),
    algorithm: "ES256",
    applicationID: BUILT_IN_AUDIENCE,
  });
}

const demoIssuer = process.env["DEMO_ISSUER"];
const demoJwks = process.env["DEMO_JWKS"];
if (demoIssuer && demoJwks) {
  providers.push({
    type: "customJwt",
    issuer: demoIssuer,
    jwks: demoJwks,
    algorithm: "ES256",
    applicationID: "anteroom",
  });
}

export default { providers } satisfies AuthConfig;
