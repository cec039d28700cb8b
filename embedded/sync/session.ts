import { ANONYMOUS } from "../auth/sessionIdentity.ts";
import type { SessionIdentity } from "../auth/sessionIdentity.ts";
import type { Limits } from "../config.ts";
import type { Timestamp } from "../database/types.ts";
import { LiveQuery } from "./liveQuery.ts";
import { ProtocolError } from "./protocol.ts";
import type { ModifyQuerySetMessage, StateVersion } from "./protocol.ts";
import type { QueryResult } from "./queryResult.ts";

type QueryAddition = Pick<LiveQuery, "queryId" | "path" | "args" | "journal">;

/** The work of one update, fixed when it begins: messages that come later belong to the next. */
export type SessionUpdate = {
  readonly version: Omit<StateVersion, "ts">;
  readonly queries: readonly LiveQuery[];
  readonly removed: readonly number[];
  /** A Transition is due even if nothing changed. */
  readonly owed: boolean;
};

export type QueryChange = { query: LiveQuery; result: QueryResult; journal: string | null };

/** Everything that a Transition frame says. */
export type SessionTransition = {
  start: StateVersion;
  end: StateVersion;
  changed: readonly QueryChange[];
  removed: readonly number[];
};

/**
 * State of one sync session, without socket, clock or runner: which versions the client has been
 * brought to, which queries it wants, who it is. It decides what a Transition must contain; it does
 * not run queries, know whether their results are still valid, or send anything.
 *
 * Invariant: Transitions are contiguous, i.e. each one starts at the version where the one before
 * ended; only `finishUpdate` moves the version, and at most one update is under way.
 */
export class Session {
  readonly #queries = new Map<number, LiveQuery>();
  readonly #removed = new Set<number>();
  readonly #limits: Pick<Limits, "maxQueriesPerSocket" | "maxPendingBytes">;
  /** Of the arguments of all live queries. */
  #argumentCharacters = 0;
  #version: StateVersion = { querySet: 0, identity: 0, ts: 0n };
  #querySetVersion = 0;
  #identityVersion = 0;
  #identity: SessionIdentity = ANONYMOUS;
  #updating = false;
  /** The client has had a response that it will not act on before another Transition. */
  #owesTransition = false;

  constructor(limits: Pick<Limits, "maxQueriesPerSocket" | "maxPendingBytes">) {
    this.#limits = limits;
  }

  get identity(): SessionIdentity {
    return this.#identity;
  }

  get identityVersion(): number {
    return this.#identityVersion;
  }

  /** Queries as the client last asked for them. */
  get queries(): ReadonlyMap<number, LiveQuery> {
    return this.#queries;
  }

  /**
   * Takes a change of the query set and returns the queries that it removed. Throws ProtocolError:
   * fatal for a version gap, since client and server then disagree about the whole set.
   */
  modifyQuerySet(message: ModifyQuerySetMessage): LiveQuery[] {
    if (message.baseVersion !== this.#querySetVersion) {
      throw new ProtocolError(
        "BaseVersionMismatch",
        `query set is at version ${this.#querySetVersion}, not ${message.baseVersion}`,
        true,
      );
    }
    if (message.newVersion <= message.baseVersion) {
      throw new ProtocolError("InvalidMessage", "newVersion does not move forward");
    }
    const removed: LiveQuery[] = [];
    for (const change of message.modifications) {
      if (change.type === "Add") this.#add(change);
      else removed.push(this.#remove(change.queryId));
    }
    this.#querySetVersion = message.newVersion;
    return removed;
  }

  #add({ queryId, path, args, journal }: QueryAddition): void {
    if (this.#queries.has(queryId)) {
      throw new ProtocolError("DuplicateQueryId", `query ${queryId} exists already`);
    }
    const query = new LiveQuery(queryId, path, args, journal);
    const { maxQueriesPerSocket, maxPendingBytes } = this.#limits;
    this.#argumentCharacters += query.argsJson.length;
    if (this.#queries.size >= maxQueriesPerSocket || this.#argumentCharacters > maxPendingBytes) {
      throw new ProtocolError("TooManyQueries", "more live queries than one socket may have");
    }
    this.#removed.delete(queryId);
    this.#queries.set(queryId, query);
  }

  #remove(queryId: number): LiveQuery {
    const query = this.#queries.get(queryId);
    if (query === undefined) throw new ProtocolError("UnknownQueryId", `no query ${queryId}`);
    this.#queries.delete(queryId);
    this.#argumentCharacters -= query.argsJson.length;
    this.#removed.add(queryId);
    return query;
  }

  /** Refuses an Authenticate that was made against another identity version. */
  checkIdentityVersion(baseVersion: number): void {
    if (baseVersion !== this.#identityVersion) {
      throw new ProtocolError(
        "BaseVersionMismatch",
        `identity is at version ${this.#identityVersion}, not ${baseVersion}`,
        true,
      );
    }
  }

  /** Takes a verified sign-in. True when functions may see somebody else than before. */
  setIdentity(identity: SessionIdentity): boolean {
    const changed = identity.key !== this.#identity.key;
    this.#identity = identity;
    this.#identityVersion += 1;
    return changed;
  }

  /**
   * A mutation was answered: the next update sends a Transition even if it is empty. Also when the
   * client is past its timestamp already (a repeated request that was done long ago), because the
   * client looks at the timestamp of its completed mutations only when a Transition comes.
   */
  oweTransition(): void {
    this.#owesTransition = true;
  }

  /** Starts an update over `stale` queries. Null while another one is under way. */
  beginUpdate(isStale: (query: LiveQuery) => boolean): SessionUpdate | null {
    if (this.#updating) return null;
    this.#updating = true;
    const update = {
      version: { querySet: this.#querySetVersion, identity: this.#identityVersion },
      queries: [...this.#queries.values()].filter(isStale),
      removed: [...this.#removed],
      owed: this.#owesTransition,
    };
    this.#removed.clear();
    this.#owesTransition = false;
    return update;
  }

  /**
   * Ends the update with its results at `timestamp`. Null when there is nothing to tell: same
   * versions, equal results, and no mutation of this client waits to be reflected.
   */
  finishUpdate(
    update: SessionUpdate,
    timestamp: Timestamp,
    results: readonly QueryChange[],
  ): SessionTransition | null {
    this.#updating = false;
    const changed = results.filter((change) => this.#accept(change));
    const start = this.#version;
    const end = { ...update.version, ts: timestamp };
    const moved = end.querySet !== start.querySet || end.identity !== start.identity;
    if (!moved && !update.owed && changed.length === 0 && update.removed.length === 0) return null;
    this.#version = end;
    return { start, end, changed, removed: update.removed };
  }

  /** Results of queries that were removed meanwhile are dropped; so are those the client has. */
  #accept({ query, result, journal }: QueryChange): boolean {
    if (this.#queries.get(query.queryId) !== query) return false;
    query.journal = journal;
    if (result.equals(query.sent)) return false;
    query.sent = result;
    return true;
  }
}
