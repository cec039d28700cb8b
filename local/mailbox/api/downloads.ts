/** Links to a received email's source and files that work without a key, for an hour. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../../../embedded/clock.ts";
import { parseReceived } from "../inbound/parse.ts";
import type { MailboxStore } from "../store.ts";
import { ApiError } from "./errors.ts";

export const DOWNLOAD_LIFETIME_MS = 60 * 60 * 1000;

export type DownloadOptions = {
  store: MailboxStore;
  clock: Clock;
  /** Signs the links. */
  key: string;
  /** Where the links start: `http://127.0.0.1:3210/mail/api/download`. */
  baseUrl: string;
};

/** Makes and serves signed links: `<base>/<emailId>/<part>?expires=<ms>&signature=<hex>`. */
export class Downloads {
  readonly #options: DownloadOptions;

  constructor(options: DownloadOptions) {
    this.#options = options;
  }

  /** @param part attachment id, or "raw" for the whole email. */
  url(emailId: string, part: string): string {
    const expires = this.#options.clock.now() + DOWNLOAD_LIFETIME_MS;
    const signature = this.#sign(emailId, part, expires);
    return `${this.#options.baseUrl}/${emailId}/${part}?expires=${expires}&signature=${signature}`;
  }

  #sign(emailId: string, part: string, expires: number): string {
    const text = `${emailId}/${part}/${expires}`;
    return createHmac("sha256", this.#options.key).update(text).digest("hex");
  }

  /** @throws ApiError not_found for a link that was never made, is over, or whose email is gone. */
  async serve(emailId: string, part: string, query: URLSearchParams): Promise<Response> {
    const gone = new ApiError("not_found", "This link is not valid any more.");
    const expires = Number(query.get("expires"));
    const signature = Buffer.from(query.get("signature") ?? "");
    const expected = Buffer.from(this.#sign(emailId, part, expires));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) throw gone;
    const email = this.#options.store.received(emailId);
    if (expires < this.#options.clock.now() || email === null) throw gone;
    if (part === "raw") return asFile(email.raw, "message/rfc822", "email.eml");
    const { attachments } = await parseReceived(email.raw);
    const attachment = attachments.find(({ id }) => id === part);
    if (attachment === undefined) throw gone;
    const { content, content_type, filename } = attachment;
    return asFile(content, content_type, filename ?? "file");
  }
}

function asFile(content: Uint8Array, contentType: string, filename: string): Response {
  return new Response(new Uint8Array(content), {
    headers: {
      "content-type": contentType,
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
}
