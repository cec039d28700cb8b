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
  /** Of the held ones those that have come. */
  readonly #shown = new Map<string, string>();
  readonly #waiting: (() => void)[] = [];
  #fetching = 0;

  constructor(token: Token) {
    this.#token = token;
  }

  /** An address of the picture; rejects when it may not be had or does not answer. */
  get(address: string): Promise<string> {
    const known = this.#held.get(address);
    if (known !== undefined) {
      this.#held.delete(address);
      this.#held.set(address, known);
      return known;
    }
    const url = this.#fetch(address);
    this.#held.set(address, url);
    url.then(
      (shown) => this.#held.get(address) === url && this.#shown.set(address, shown),
      () => this.#held.delete(address),
    );
    this.#dropLongestUnused();
    return url;
  }

  /** What `get` gives, where it has come already: shown at once, nothing flashes. */
  peek(address: string): string | null {
    return this.#shown.get(address) ?? null;
  }

  /** Gives all memory back. */
  clear(): void {
    for (const address of this.#held.keys()) this.#drop(address);
  }

  #dropLongestUnused(): void {
    for (const address of this.#held.keys()) {
      if (this.#held.size <= MOST_HELD) return;
      this.#drop(address);
    }
  }

  #drop(address: string): void {
    const url = this.#held.get(address);
    this.#held.delete(address);
    this.#shown.delete(address);
    void url?.then(
      (shown) => URL.revokeObjectURL(shown),
      () => {},
    );
  }

  async #fetch(address: string): Promise<string> {
    if (this.#fetching >= PARALLEL_FETCHES) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#fetching += 1;
    try {
      const token = await this.#token();
      const response = await fetch(address, {
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
