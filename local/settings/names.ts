/** Every variable that a start looks at: the only ones that an `.env` may hold. */

/** Where the variables stand, when it is not `.env` in the project's folder. */
export const ENV_FILE_VARIABLE = "ANTEROOM_ENV_FILE";

/** As `.env.example` explains them; a test compares the two. */
export const SETTING_NAMES = [
  "NODE_ENV",
  "PORT",
  "HOST",
  "APP_URL",
  "TRUSTED_PROXIES",
  "ANTEROOM_DATA",
  "ANTEROOM_DEMO",
  "ANTEROOM_ADMIN_KEY",
  "EMAIL_FROM",
  "INBOUND_DOMAIN",
  "RESEND_API_KEY",
  "RESEND_WEBHOOK_SECRET",
  "RESEND_BASE_URL",
  "INBOUND_AUTHSERV_ID",
  "CLERK_JWT_ISSUER_DOMAIN",
  "CLERK_WEBHOOK_SECRET",
  "CLERK_SECRET_KEY",
  "CLERK_API_URL",
  "LOG_FORMAT",
  "LOG_LEVEL",
  "SLOW_FUNCTION_MS",
  "METRICS_TOKEN",
  "VITE_CLERK_PUBLISHABLE_KEY",
  "VITE_CONVEX_URL",
  "VITE_CONVEX_SITE_URL",
] as const;

/** What the dev server and Convex's CLI keep in an `.env` beside ours, and what is built into pages. */
const FOREIGN_NAME = /^(VITE|CONVEX)_/;

/** True for names that belong into an `.env`. */
export function isKnownName(name: string): boolean {
  return FOREIGN_NAME.test(name) || (SETTING_NAMES as readonly string[]).includes(name);
}
