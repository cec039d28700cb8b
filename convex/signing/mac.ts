/** Keyed hashes (HMAC-SHA-256, RFC 2104), one key per purpose so that none can stand in for another. */
import { base64url } from "jose";
import { signingKey } from "../env";

export type MacPurpose = "sign-in code" | "refresh token";

async function macKey(purpose: MacPurpose): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(`${purpose}:${signingKey().d}`);
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign", "verify"]);
}

/** The keyed hash of a text, in base64url. */
export async function mac(purpose: MacPurpose, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const signature = await crypto.subtle.sign("HMAC", await macKey(purpose), bytes);
  return base64url.encode(new Uint8Array(signature));
}

/** Whether `given` is the keyed hash of `text`; takes as long for a near miss as for any other. */
export async function isMac(purpose: MacPurpose, text: string, given: string): Promise<boolean> {
  let signature: Uint8Array<ArrayBuffer>;
  try {
    signature = new Uint8Array(base64url.decode(given));
  } catch {
    return false;
  }
  const bytes = new TextEncoder().encode(text);
  return await crypto.subtle.verify("HMAC", await macKey(purpose), signature, bytes);
}
