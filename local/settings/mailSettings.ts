/** Where email goes, as the variables say. */
import type { SettingsReader } from "./settingsReader.ts";

/** Where email goes: into the local mailbox, or to Resend. */
export type MailSettings =
  | { kind: "local" }
  | {
      kind: "resend";
      apiKey: string;
      webhookSecret: string;
      baseUrl: string | null;
      /** Whose Authentication-Results headers are believed; null: nobody's. */
      authservId: string | null;
    };

export const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]+={0,2}$/;
export const WEBHOOK_SECRET_SHAPE = "a signing secret: whsec_ and base64";

/** `Name <a@b.c>` or `a@b.c`. */
const SENDER = /^(?:[^<>]*<)?[^\s<>@]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+>?$/i;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
/** What real email needs beside the key. */
const NEEDED = ["RESEND_WEBHOOK_SECRET", "EMAIL_FROM", "INBOUND_DOMAIN", "APP_URL"];

/** Notes what is missing for Resend, or malformed; null sender and domain are the demo's. */
export function readMail(reader: SettingsReader): {
  mail: MailSettings;
  emailFrom: string | null;
  inboundDomain: string | null;
} {
  const emailFrom = reader.text("EMAIL_FROM");
  if (emailFrom !== null && !SENDER.test(emailFrom)) {
    reader.wrong(`EMAIL_FROM must be like "Studio <chat@studio.com>", not "${emailFrom}".`);
  }
  const inboundDomain = reader.text("INBOUND_DOMAIN");
  if (inboundDomain !== null && !DOMAIN.test(inboundDomain)) {
    reader.wrong(`INBOUND_DOMAIN must be a domain such as in.studio.com, not "${inboundDomain}".`);
  }
  return { mail: readProvider(reader), emailFrom, inboundDomain };
}

function readProvider(reader: SettingsReader): MailSettings {
  const apiKey = reader.text("RESEND_API_KEY");
  const webhookSecret = reader.secret(
    "RESEND_WEBHOOK_SECRET",
    WEBHOOK_SECRET,
    WEBHOOK_SECRET_SHAPE,
  );
  const baseUrl = reader.origin("RESEND_BASE_URL", "https://api.resend.com");
  if (apiKey === null) return { kind: "local" };
  for (const name of NEEDED) {
    if (reader.text(name) === null) reader.wrong(`RESEND_API_KEY needs ${name} as well.`);
  }
  return {
    kind: "resend",
    apiKey,
    webhookSecret: webhookSecret ?? "",
    // With its path: providers' stand-ins live below one.
    baseUrl: baseUrl === null ? null : reader.text("RESEND_BASE_URL"),
    authservId: reader.text("INBOUND_AUTHSERV_ID"),
  };
}
