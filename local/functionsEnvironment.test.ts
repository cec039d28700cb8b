import { expect, test } from "vitest";
import { functionsEnvironment } from "./functionsEnvironment.ts";
import type { Secrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";

const SECRETS: Secrets = {
  demoSigningKey: { kty: "EC", crv: "P-256", x: "x", y: "y", d: "private", kid: "k" },
  webhookSecret: "whsec_local",
  mailApiKey: "re_local_1",
};
const ADDRESSES = { appUrl: "http://localhost:3210", serverUrl: "http://127.0.0.1:3210" };

test("in the demo functions mail into the local mailbox and trust the demo's issuer", () => {
  const environment = functionsEnvironment(readSettings([], {}, "/"), SECRETS, ADDRESSES);
  expect(environment).toMatchObject({
    APP_URL: "http://localhost:3210",
    RESEND_API_KEY: "re_local_1",
    RESEND_BASE_URL: "http://127.0.0.1:3210/mail/api",
    RESEND_WEBHOOK_SECRET: "whsec_local",
  });
  expect(environment).toHaveProperty("DEMO_JWKS");
  expect(environment).not.toHaveProperty("CLERK_JWT_ISSUER_DOMAIN");
});

test("with Clerk and Resend nothing of the demo is left, and nothing else of this computer's", () => {
  const variables = {
    CLERK_JWT_ISSUER_DOMAIN: "https://example.clerk.accounts.dev",
    RESEND_API_KEY: "re_real",
    RESEND_WEBHOOK_SECRET: "whsec_cmVhbA==",
    EMAIL_FROM: "Firm <chat@firm.example>",
    INBOUND_DOMAIN: "in.firm.example",
    APP_URL: "https://chat.firm.example",
    AWS_SECRET_ACCESS_KEY: "not for functions",
  };
  const settings = readSettings([], variables, "/");
  const appUrl = settings.appUrl ?? "";
  const environment = functionsEnvironment(settings, SECRETS, { ...ADDRESSES, appUrl });
  expect(environment).toEqual({
    CLERK_JWT_ISSUER_DOMAIN: "https://example.clerk.accounts.dev",
    RESEND_API_KEY: "re_real",
    RESEND_WEBHOOK_SECRET: "whsec_cmVhbA==",
    EMAIL_FROM: "Firm <chat@firm.example>",
    INBOUND_DOMAIN: "in.firm.example",
    APP_URL: "https://chat.firm.example",
  });
});
