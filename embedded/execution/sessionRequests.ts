/**
 * Exactly-once for mutations over the socket (G2): a client sends a mutation again when the
 * connection broke before its answer, so the answer is kept in the very commit that it is about.
 */
import type { RangeCondition, StoredDocument, Timestamp, Transaction } from "../database/types.ts";
import { BadCall } from "./failures.ts";
import type { Identity, SessionRequest } from "./types.ts";

const TABLE = "_session_requests";

/** Convex keeps them as long; no client waits longer for an answer. */
export const SESSION_REQUEST_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

/** The record is a document, and a document has at most 1 MiB. */
const MAX_RESULT_CHARACTERS = 900_000;

type RequestRecord = StoredDocument & {
  sessionId: string;
  requestId: number;
  path: string;
  caller: string | null;
  result: string;
  /** Of its commit (ns); in records of earlier versions there is none. */
  timestamp?: string;
};

/** What the first run of a request gave, and when it was committed. */
export type EarlierResult = { result: string; timestamp: Timestamp | null };

/** Who sent it, and which function it was for. */
export type RequestOwner = { path: string; identity: Identity | null };

/** Sessions remembered at most; of a forgotten one the database is asked again. */
const MOST_SESSIONS = 20_000;

/**
 * Responsible for finding and keeping the answers of requests. A session counts its requests upwards,
 * so one above all that may be recorded is new, and nothing has to be looked up for it.
 *
 * Invariant: no record of a remembered session has a request id above the one remembered.
 */
export class SessionRequests {
  readonly #highest = new Map<string, number>();

  /**
   * The result of an earlier run of the same request, null if there was none. Throws BadCall when
   * the request was somebody else's or for another function: then it is no repetition, and its
   * result is none of this caller's business.
   */
  findEarlier(
    transaction: Transaction,
    session: SessionRequest,
    owner: RequestOwner,
  ): EarlierResult | null {
    const { sessionId, requestId } = session;
    if (requestId > this.#highestOf(transaction, sessionId)) return null;
    const record = findRecord(transaction, sessionId, requestId);
    if (record === null) return null;
    if (record.path !== owner.path || record.caller !== callerOf(owner)) {
      throw new BadCall("This request id was already used for another request.");
    }
    const { result, timestamp } = record;
    return { result, timestamp: timestamp === undefined ? null : BigInt(timestamp) };
  }

  /** Adds the record to the mutation's own transaction. */
  record(
    transaction: Transaction,
    session: SessionRequest,
    owner: RequestOwner,
    result: string,
  ): void {
    if (result.length > MAX_RESULT_CHARACTERS) {
      throw new Error(`${owner.path} returned more than a mutation over the socket may (900 kB).`);
    }
    const { sessionId, requestId } = session;
    const { path } = owner;
    const timestamp = String(transaction.reserveTimestamp());
    const caller = callerOf(owner);
    transaction.insert(TABLE, { sessionId, requestId, path, caller, result, timestamp });
    // Should the commit be undone, this is too high, which costs a look and nothing else.
    this.#remember(sessionId, Math.max(requestId, this.#highest.get(sessionId) ?? -1));
  }

  #highestOf(transaction: Transaction, sessionId: string): number {
    const known = this.#highest.get(sessionId);
    if (known !== undefined) return known;
    const highest = findRecord(transaction, sessionId)?.requestId ?? -1;
    this.#remember(sessionId, highest);
    return highest;
  }

  #remember(sessionId: string, highest: number): void {
    if (this.#highest.size >= MOST_SESSIONS) this.#highest.clear();
    this.#highest.set(sessionId, highest);
  }
}

/** The record of a request, or of the last one of its session. */
function findRecord(
  transaction: Transaction,
  sessionId: string,
  requestId?: number,
): RequestRecord | null {
  const range: RangeCondition[] = [{ type: "Eq", fieldPath: "sessionId", value: sessionId }];
  if (requestId !== undefined) range.push({ type: "Eq", fieldPath: "requestId", value: requestId });
  const source = { tableName: TABLE, indexName: "by_request", range, order: "desc" as const };
  const [record] = transaction.collect(
    { source: { type: "IndexRange", ...source }, operators: [] },
    1,
  );
  return (record as RequestRecord | undefined) ?? null;
}

/** Removes up to `limit` records that nobody can ask for any more; gives how many it removed. */
export function sweepSessionRequests(transaction: Transaction, now: number, limit: number): number {
  const before = now - SESSION_REQUEST_LIFETIME_MS;
  const cursor = transaction.query({
    source: {
      type: "IndexRange",
      tableName: TABLE,
      indexName: "by_creation_time",
      range: [{ type: "Lt", fieldPath: "_creationTime", value: before }],
      order: "asc",
    },
    operators: [{ limit }],
  });
  const old: string[] = [];
  for (let next = cursor.next(); next !== null; next = cursor.next()) old.push(next._id);
  cursor.close();
  for (const id of old) transaction.delete(TABLE, id);
  return old.length;
}

function callerOf(owner: RequestOwner): string | null {
  return owner.identity?.tokenIdentifier ?? null;
}
