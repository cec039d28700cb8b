/** What the functions in convex/ find in `process.env`. */
import { DEMO_ISSUER, jwksDataUri } from "./demo/issuer.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * @param serverUrl where this process reaches itself, `http://127.0.0.1:3210`.
 * @param setUpTokenHash of the link that an empty folder is set up with (setUpLink.ts).
 */
export function functionsEnvironment(
  settings: Settings,
  secrets: Secrets,
  { appUrl, serverUrl }: { appUrl: string; serverUrl: string },
  setUpTokenHash: string,
): Record<string, string> {
  return {
    APP_URL: appUrl,
    EMAIL_FROM: settings.emailFrom,
    INBOUND_DOMAIN: settings.inboundDomain,
    ...mailVariables(settings, secrets, serverUrl),
    ...signInVariables(settings, secrets, setUpTokenHash),
  };
}

function mailVariables({ mail }: Settings, secrets: Secrets, serverUrl: string) {
  if (mail.kind === "local") {
    return {
      RESEND_API_KEY: secrets.mailApiKey,
      RESEND_BASE_URL: `${serverUrl}/mail/api`,
      RESEND_WEBHOOK_SECRET: secrets.webhookSecret,
    };
  }
  return {
    RESEND_API_KEY: mail.apiKey,
    RESEND_WEBHOOK_SECRET: mail.webhookSecret,
    ...(mail.baseUrl === null ? {} : { RESEND_BASE_URL: mail.baseUrl }),
    ...(mail.authservId === null ? {} : { INBOUND_AUTHSERV_ID: mail.authservId }),
  };
}

function signInVariables(
  { signIn }: Settings,
  secrets: Secrets,
  setUpTokenHash: string,
): Record<string, string> {
  if (signIn.kind === "clerk") {
    const { issuerDomain, variables } = signIn;
    return {
      ...variables,
      CLERK_JWT_ISSUER_DOMAIN: issuerDomain,
      SETUP_TOKEN_HASH: setUpTokenHash,
    };
  }
  const builtIn = { AUTH_SIGNING_KEY: JSON.stringify(secrets.signingKey) };
  if (signIn.kind === "builtIn") return { ...builtIn, SETUP_TOKEN_HASH: setUpTokenHash };
  return { ...builtIn, DEMO_ISSUER, DEMO_JWKS: jwksDataUri(secrets.demoSigningKey) };
}
