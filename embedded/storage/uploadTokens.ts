/**
 * Tokens that allow one upload within an hour. Convex's upload URLs take any number of files; here
 * that would let whoever has one fill the disk, past every limit on asking for them.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export const UPLOAD_TOKEN_LIFETIME_MS = 60 * 60 * 1000;

/**
 * Signs tokens with one key; whoever has the key can check them, so nothing is stored per token. Which
 * ones are spent is kept in memory until they would end anyway: a restart makes them good once more.
 */
export class UploadTokens {
  readonly #key: Buffer;
  /** Their ends (ms), about in their order. */
  readonly #spent = new Map<string, number>();

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

  /** As isValid, for one upload: true for a token that nobody has taken. */
  take(token: string, now: number): boolean {
    if (!this.isValid(token, now) || this.#spent.has(token)) return false;
    for (const [spent, end] of this.#spent) {
      if (end > now) break;
      this.#spent.delete(spent);
    }
    this.#spent.set(token, now + UPLOAD_TOKEN_LIFETIME_MS);
    return true;
  }

  /** After an upload that stored nothing: the token is good for another try. */
  giveBack(token: string): void {
    this.#spent.delete(token);
  }

  #sign(content: string): Buffer {
    return createHmac("sha256", this.#key).update(content).digest();
  }
}
