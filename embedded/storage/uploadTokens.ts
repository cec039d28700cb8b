/** Tokens that allow one hour of uploading, as Convex's upload URLs do. */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export const UPLOAD_TOKEN_LIFETIME_MS = 60 * 60 * 1000;

/** Signs tokens with one key; whoever has the key can check them, so nothing is stored per token. */
export class UploadTokens {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** `now` in ms. Two tokens are never alike, so that one can be told from another in a log. */
  issue(now: number): string {
    const content = `${now + UPLOAD_TOKEN_LIFETIME_MS}.${randomBytes(9).toString("base64url")}`;
    return `${content}.${this.#sign(content).toString("base64url")}`;
  }

  /** True for a token of this key that has not expired at `now` (ms). */
  isValid(token: string, now: number): boolean {
    const end = token.lastIndexOf(".");
    if (end <= 0) return false;
    const content = token.slice(0, end);
    const signature = Buffer.from(token.slice(end + 1), "base64url");
    const expected = this.#sign(content);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return false;
    return now < Number(content.split(".")[0]);
  }

  #sign(content: string): Buffer {
    return createHmac("sha256", this.#key).update(content).digest();
  }
}
