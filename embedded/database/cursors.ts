import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import { ConvexError, type Value } from "convex/values";
import { encodeSortKey } from "../values/sortKey.ts";
import type { QueryDescription } from "./types.ts";

/** A place in a paginated query: behind the document with this key, or behind all of them. */
export type CursorPosition = { type: "after"; key: string } | { type: "end" };

const FINGERPRINT_BYTES = 12;
const TAG_BYTES = 16;
export const CURSOR_SECRET_BYTES = 64;
const AFTER = "a";
const END = "e";
/** The same places are asked for again and again while people watch the same lists. */
const MOST_REMEMBERED = 10_000;

/**
 * Responsible for cursors that say nothing to whoever holds them: a position holds index values,
 * perhaps of documents that a filter kept back. Encrypted under a secret of the database, with a
 * tag made from the content (a synthetic IV): equal positions give equal cursors, so an unchanged
 * page stays unchanged to the byte, and a changed cursor is noticed.
 */
export class CursorCodec {
  readonly #cipherKey: Buffer;
  readonly #tagKey: Buffer;
  readonly #recent = new Map<string, string>();
  /** Cursors that were found to be ours, by the query they belong to and their text. */
  readonly #checked = new Map<string, CursorPosition>();

  constructor(secret: Buffer) {
    if (secret.length !== CURSOR_SECRET_BYTES)
      throw new RangeError(`A cursor secret has ${CURSOR_SECRET_BYTES} bytes`);
    this.#cipherKey = secret.subarray(0, 32);
    this.#tagKey = secret.subarray(32);
  }

  encode(position: CursorPosition, fingerprint: Buffer): string {
    const place = position.type === "after" ? AFTER + position.key : END;
    const plain = fingerprint.toString("latin1") + place;
    let cursor = this.#recent.get(plain);
    if (cursor === undefined) {
      if (this.#recent.size >= MOST_REMEMBERED) this.#recent.clear();
      this.#recent.set(plain, (cursor = this.#encrypt(Buffer.from(plain, "latin1"))));
    }
    return cursor;
  }

  #encrypt(plain: Buffer): string {
    const tag = this.#tag(plain);
    const cipher = createCipheriv("aes-256-ctr", this.#cipherKey, tag);
    return Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString("base64url");
  }

  /** Throws InvalidCursor for what is no cursor, or one of another query. */
  decode(cursor: string, fingerprint: Buffer): CursorPosition {
    const name = fingerprint.toString("latin1") + cursor;
    let position = this.#checked.get(name);
    if (position === undefined) {
      position = this.#decrypt(cursor, fingerprint);
      if (this.#checked.size >= MOST_REMEMBERED) this.#checked.clear();
      this.#checked.set(name, position);
    }
    return position;
  }

  #decrypt(cursor: string, fingerprint: Buffer): CursorPosition {
    const bytes = Buffer.from(cursor, "base64url");
    if (bytes.length <= TAG_BYTES + FINGERPRINT_BYTES) throw invalidCursor();
    const tag = bytes.subarray(0, TAG_BYTES);
    const decipher = createDecipheriv("aes-256-ctr", this.#cipherKey, tag);
    const plain = Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]);
    const isOurs = this.#tag(plain).equals(tag);
    if (!isOurs || !plain.subarray(0, FINGERPRINT_BYTES).equals(fingerprint)) throw invalidCursor();
    const place = plain.toString("latin1", FINGERPRINT_BYTES);
    return place.startsWith(AFTER) ? { type: "after", key: place.slice(1) } : { type: "end" };
  }

  #tag(plain: Buffer): Buffer {
    return createHmac("sha256", this.#tagKey).update(plain).digest().subarray(0, TAG_BYTES);
  }
}

const fingerprints = new Map<string, Buffer>();

/** Equal for equal queries: a cursor is good only for the query that gave it. */
export function queryFingerprint(description: QueryDescription): Buffer {
  // Values go in as sort keys: JSON has no int64 and no bytes, and takes NaN for null.
  const text = JSON.stringify(description, (name, value: unknown) =>
    name === "value" || name === "$literal" ? encodeSortKey(value as Value | undefined) : value,
  );
  let fingerprint = fingerprints.get(text);
  if (fingerprint === undefined) {
    fingerprint = createHash("sha256").update(text).digest().subarray(0, FINGERPRINT_BYTES);
    if (fingerprints.size >= MOST_REMEMBERED) fingerprints.clear();
    fingerprints.set(text, fingerprint);
  }
  return fingerprint;
}

/**
 * The React hook starts a paginated list over when it meets this error. It is a ConvexError so that
 * its data reaches the client also where other messages are kept back.
 */
export function invalidCursor(): ConvexError<Value> {
  return new ConvexError({
    isConvexSystemError: true,
    paginationError: "InvalidCursor",
    message: "InvalidCursor: the cursor does not belong to this query",
  });
}
