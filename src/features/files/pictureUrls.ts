import { fileAddress } from "./fileAddress";

export type PictureSize = "thumbnail" | "original";
type Token = () => Promise<string | null>;

/** More pictures than this are not held at once; the longest unused go first. */
const MOST_HELD = 200;
/** Enough for a screenful; the rest of the connection is for messages. */
const PARALLEL_FETCHES = 4;

/**
 * Pictures of this page's session as addresses that an `img` can show. Fetched with the sign-in (an
 * `img` can't send one) and held for as long as the page is signed in as this person.
 *
 * Responsible for: each picture is fetched once; its memory is given back when too many are held, and
 * at `clear`. A picture that could not be fetched is asked for again next time.
 */
export class PictureUrls {
  readonly #token: Token;
  readonly #held = new Map<string, Promise<string>>();
  readonly #waiting: (() => void)[] = [];
  #fetching = 0;

  constructor(token: Token) {
    this.#token = token;
  }

  /** An address of the picture; rejects when it may not be had or does not answer. */
  get(fileId: string, size: PictureSize): Promise<string> {
    const key = `${fileId} ${size}`;
    const known = this.#held.get(key);
    if (known !== undefined) {
      this.#held.delete(key);
      this.#held.set(key, known);
      return known;
    }
    const url = this.#fetch(fileId, size);
    this.#held.set(key, url);
    url.catch(() => this.#held.delete(key));
    this.#dropLongestUnused();
    return url;
  }

  /** Gives all memory back. */
  clear(): void {
    for (const url of this.#held.values()) revoke(url);
    this.#held.clear();
  }

  #dropLongestUnused(): void {
    for (const [key, url] of this.#held) {
      if (this.#held.size <= MOST_HELD) return;
      this.#held.delete(key);
      revoke(url);
    }
  }

  async #fetch(fileId: string, size: PictureSize): Promise<string> {
    if (this.#fetching >= PARALLEL_FETCHES) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#fetching += 1;
    try {
      const token = await this.#token();
      const response = await fetch(fileAddress(fileId, { thumbnail: size === "thumbnail" }), {
        headers: token === null ? {} : { Authorization: `Bearer ${token}` },
      });
      if (!response.ok) throw new Error(`The picture was answered with ${response.status}.`);
      return URL.createObjectURL(await response.blob());
    } finally {
      this.#fetching -= 1;
      this.#waiting.shift()?.();
    }
  }
}

function revoke(url: Promise<string>): void {
  void url.then(
    (address) => URL.revokeObjectURL(address),
    () => {},
  );
}
