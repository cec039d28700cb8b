import { expect, test } from "vitest";
import { functionsEnvironment } from "./functionsEnvironment.ts";
import type { Secrets } from "./secrets.ts";
import { readSettings } from "./settings/settings.ts";

const SECRETS: Secrets = {
  signingKey: { kty: "EC", crv: "P-256", x: "x", y: "y", d: "secret", kid: "s" },
  demoSigningKey: { kty: "EC", crv: "P-256", x: "x", y: "y", d: "private", kid: "k" },
  webhookSecret: "whsec_local",
  mailApiKey: "re_local_1",
};
const ADDRESSES = { appUrl: "http://localhost:3210", serverUrl: "http://127.0.0.1:3210" };

test("in the demo functions mail into the local mailbox and trust the demo's issuer", () => {
  const environment = functionsEnvironment(readSettings([], {}, "/"), SECRETS, ADDRESSES, "hash");
  expect(environment).toMatchObject({
    APP_URL: "http://localhost:3210",
    RESEND_API_KEY: "re_local_1",
    RESEND_BASE_URL: "http://127.0.0.1:3210/mail/api",
    RESEND_WEBHOOK_SECRET: "whsec_local",
  });
  expect(environment).toHaveProperty("DEMO_JWKS");
  expect(environment).toHaveProperty("AUTH_SIGNING_KEY");
  for (const name of ["CLERK_JWT_ISSUER_DOMAIN", "SETUP_TOKEN_HASH"]) {
    expect(environment).not.toHaveProperty(name);
  }
});

test("without the demo its issuer is unknown, and an empty folder can be set up", () => {
  const settings = readSettings(["--no-demo"], {}, "/");
  const environment = functionsEnvironment(settings, SECRETS, ADDRESSES, "hash");
  expect(JSON.parse(environment["AUTH_SIGNING_KEY"] ?? "")).toEqual(SECRETS.signingKey);
  expect(environment).toMatchObject({ SETUP_TOKEN_HASH: "hash" });
  for (const name of ["DEMO_ISSUER", "DEMO_JWKS"]) expect(environment).not.toHaveProperty(name);
});

test("with Clerk and Resend nothing of the demo is left, and nothing else of this computer's", () => {
  const variables = {
    CLERK_JWT_ISSUER_DOMAIN: "https://example.clerk.accounts.dev",
    CLERK_WEBHOOK_SECRET: "whsec_Y2xlcms=",
    RESEND_API_KEY: "re_real",
    RESEND_WEBHOOK_SECRET: "whsec_cmVhbA==",
    EMAIL_FROM: "Firm <chat@firm.example>",
    INBOUND_DOMAIN: "in.firm.example",
    APP_URL: "https://chat.firm.example",
    AWS_SECRET_ACCESS_KEY: "not for functions",
  };
  const settings = readSettings([], variables, "/");
  const appUrl = settings.appUrl ?? "";
  const environment = functionsEnvironment(settings, SECRETS, { ...ADDRESSES, appUrl }, "hash");
  expect(environment).toEqual({
    CLERK_JWT_ISSUER_DOMAIN: "https://example.clerk.accounts.dev",
    CLERK_WEBHOOK_SECRET: "whsec_Y2xlcms=",
    SETUP_TOKEN_HASH: "hash",
    RESEND_API_KEY: "re_real",
    RESEND_WEBHOOK_SECRET: "whsec_cmVhbA==",
    EMAIL_FROM: "Firm <chat@firm.example>",
    INBOUND_DOMAIN: "in.firm.example",
    APP_URL: "https://chat.firm.example",
  });
});
