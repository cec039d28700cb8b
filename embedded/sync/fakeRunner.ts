import type { JSONValue } from "convex/values";
import type { CommitRecord, ReadSet } from "../database/types.ts";
import type {
  FunctionRequest,
  FunctionRunner,
  MutationOutcome,
  QueryOutcome,
  Snapshot,
} from "../execution/types.ts";
import type { ReadSetIndex } from "./queryCache.ts";

class KeyReadSet implements ReadSet {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  isTouchedBy(commit: CommitRecord): boolean {
    return commit.tables.has(this.key);
  }
}

/** Index over KeyReadSets: asks each one. */
export class ScanningIndex<Token> implements ReadSetIndex<Token> {
  readonly entries = new Map<Token, ReadSet>();

  add(token: Token, readSet: ReadSet): void {
    this.entries.set(token, readSet);
  }

  remove(token: Token): void {
    this.entries.delete(token);
  }

  affectedBy(commit: CommitRecord): Token[] {
    return [...this.entries].filter(([, set]) => set.isTouchedBy(commit)).map(([token]) => token);
  }
}

/**
 * A runner over named values. Queries: "read" gives the value of args.key; "readAs" the same with
 * the caller's name; "readSometimes" looks at the caller only while the value is "private";
 * "readAfterAsking" looks at the caller and shows nothing of it.
 * Mutations: "write" sets args.key to args.value, "fail" does not, "repeat" was done already. Actions answer with their args.
 */
export class FakeRunner implements FunctionRunner {
  readonly values = new Map<string, JSONValue>();
  readonly mutations: (FunctionRequest & { session?: unknown })[] = [];
  /** Set to make the next mutations wait for it. */
  gate: Promise<void> = Promise.resolve();
  /** The same for queries. */
  queryGate: Promise<void> = Promise.resolve();
  /** Set to make every query throw, as a broken runner would. */
  broken = false;
  #timestamp: bigint;
  #queue: Promise<unknown> = Promise.resolve();
  #listeners = new Set<(commit: CommitRecord) => void>();

  constructor(timestamp: bigint) {
    this.#timestamp = timestamp;
  }

  get timestamp(): bigint {
    return this.#timestamp;
  }

  atSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    return this.#exclusive(async () => {
      // Snapshots come after what was announced in this turn.
      await new Promise((resolve) => setImmediate(resolve));
      const runQuery = async (request: FunctionRequest) => {
        await this.queryGate;
        return this.#runQuery(request);
      };
      return work({ timestamp: this.#timestamp, runQuery });
    });
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => {});
    return result;
  }

  #runQuery(request: FunctionRequest): QueryOutcome {
    if (this.broken) throw new Error("broken");
    const { key } = request.args as { key: string };
    const value = this.values.get(key) ?? null;
    const showsCaller =
      request.path === "readAs" || (request.path === "readSometimes" && value === "private");
    const observedIdentity = showsCaller || request.path === "readAfterAsking";
    const caller = request.identity?.subject ?? "nobody";
    const common = { timestamp: this.#timestamp, readSet: new KeyReadSet(key), observedIdentity };
    if (value === "error") {
      const id = Math.random().toString(16).slice(2, 10);
      const errorMessage = `[Request ID: ${id}] Server Error`;
      return { ...common, ok: false, errorMessage, logLines: [] };
    }
    const resultJson = JSON.stringify(showsCaller ? [value, caller] : value);
    return { ...common, ok: true, resultJson, logLines: [], journal: null };
  }

  async runMutation(request: FunctionRequest): Promise<MutationOutcome> {
    return this.#exclusive(async () => {
      this.mutations.push(request);
      await this.gate;
      if (request.path === "fail") {
        return { ok: false, errorMessage: "refused", errorData: { code: "NO" }, logLines: [] };
      }
      const { key, value } = request.args as { key: string; value: JSONValue };
      if (request.path === "repeat") {
        return { ok: true, resultJson: "1", logLines: [], timestamp: this.#timestamp - 500n };
      }
      const announce = this.#commit(key, value);
      // As the runner promises: whoever wrote is answered before anybody else hears of it.
      setImmediate(announce);
      const timestamp = this.#timestamp;
      return { ok: true, resultJson: JSON.stringify(value), logLines: [], timestamp };
    });
  }

  /** A commit made by somebody else. */
  write(key: string, value: JSONValue): void {
    this.#commit(key, value)();
  }

  #commit(key: string, value: JSONValue): () => void {
    this.values.set(key, value);
    this.#timestamp += 1_000n;
    const commit = { timestamp: this.#timestamp, tables: new Set([key]) };
    return () => {
      for (const listener of this.#listeners) listener(commit);
    };
  }

  runAction(request: FunctionRequest) {
    const resultJson = JSON.stringify(request.args);
    return Promise.resolve({ ok: true as const, resultJson, logLines: [] });
  }

  hasHttpRoute(): boolean {
    return false;
  }

  runHttpAction(): Promise<Response> {
    return Promise.reject(new Error("no HTTP actions here"));
  }

  kindOf(): null {
    return null;
  }

  onCommit(listener: (commit: CommitRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
