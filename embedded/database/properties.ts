import type Sqlite from "better-sqlite3";
import type { Times } from "./timestamps.ts";

const CLOSED = "closed";

/** Responsible for the few values that the database itself remembers: its times and its secrets. */
export class Properties {
  readonly #read: Sqlite.Statement<[string], string | Buffer>;
  readonly #write: Sqlite.Statement<[string, string | Buffer]>;
  readonly #remove: Sqlite.Statement<[string]>;

  constructor(sqlite: Sqlite.Database) {
    this.#read = sqlite
      .prepare<[string], string | Buffer>("SELECT value FROM properties WHERE name = ?")
      .pluck();
    this.#write = sqlite.prepare("INSERT OR REPLACE INTO properties (name, value) VALUES (?, ?)");
    this.#remove = sqlite.prepare("DELETE FROM properties WHERE name = ?");
  }

  /** The highest times that were in use at the last flush; zero in a new database. */
  times(): Times {
    const text = this.#read.get("times");
    if (text === undefined) return { timestamp: 0n, creationTime: 0 };
    const [timestamp, creationTime] = String(text).split(" ");
    return { timestamp: BigInt(timestamp!), creationTime: Number(creationTime) };
  }

  saveTimes({ timestamp, creationTime }: Times): void {
    this.#write.run("times", `${timestamp} ${creationTime}`);
  }

  /** True when the database was closed in order; asking takes the mark away. */
  takeClosedMark(): boolean {
    return this.#remove.run(CLOSED).changes > 0;
  }

  /** Says that the file was closed in order: the last thing written to it. */
  markClosed(): void {
    this.#write.run(CLOSED, "in order");
  }

  /** A secret that is made once and never leaves the database. */
  secret(name: string, make: () => Buffer): Buffer {
    const existing = this.#read.get(`secret:${name}`);
    if (existing !== undefined) return existing as Buffer;
    const secret = make();
    this.#write.run(`secret:${name}`, secret);
    return secret;
  }
}
